"""Copies by API: the same permissions and guards; no file."""

import pytest

from checks.models import Export
from checks.record_exports.fingerprint import in_groups
from hiring.models import Token
from tests.checks.record_exports.conftest import made

ADDRESS = "/api/v1/record-exports"
WANTED = {"schools": ["reydon"], "format": "xlsx", "reason": "Ofsted is here."}


def bearer(user, key="copy-0001", **fields):
    _token, secret = Token.objects.for_staff(user, "Test", **fields)
    return {"Authorization": f"Bearer {secret}", "Idempotency-Key": key}


def test_a_copy_is_asked_for_once_and_its_state_read(on_record, client):
    headers = bearer(on_record.hr)
    first = client.post(ADDRESS, WANTED, content_type="application/json", headers=headers)
    again = client.post(ADDRESS, WANTED, content_type="application/json", headers=headers)
    assert (first.status_code, again.status_code) == (201, 201)
    export = Export.objects.get()
    assert first.json()["page"] == export.get_absolute_url()
    assert again.json()["id"] == export.pk
    state = client.get(f"{ADDRESS}/{export.pk}", headers=bearer(on_record.head)).json()
    assert (state["state"], state["rows"], state["fingerprint"]) == ("asked", None, "")
    assert state["filter"].startswith("Everybody at work, as at ")


def test_a_fingerprint_is_checked(on_record, client):
    export = made(on_record.hr, on_record.school)
    [found] = client.get(
        f"{ADDRESS}?fingerprint={in_groups(export.fingerprint)}", headers=bearer(on_record.head)
    ).json()
    assert found["id"] == export.pk
    assert client.get(f"{ADDRESS}?fingerprint={'A' * 32}", headers=bearer(on_record.head)).json() == []
    assert client.get(f"{ADDRESS}?fingerprint={export.fingerprint}", headers=bearer(on_record.stranger)).json() == []


@pytest.mark.parametrize(
    ("change", "pointer"),
    [
        ({"schools": ["kittiwake"]}, "/schools"),
        ({"schools": []}, "/schools"),
        ({"format": "docx"}, "/format"),
        ({"as_at": "2999-01-01"}, "/as_at"),
        ({"reason": ""}, "/reason"),
        ({"made_by": 1}, "/made_by"),
    ],
)
def test_what_is_not_right_is_said(on_record, client, change, pointer):
    answer = client.post(ADDRESS, WANTED | change, content_type="application/json", headers=bearer(on_record.hr))
    assert answer.status_code in {400, 422}
    assert pointer in answer.content.decode()
    assert Export.objects.count() == 0


@pytest.mark.parametrize("who", ["hr_elsewhere", "stranger"])
def test_a_stranger_finds_nothing(on_record, client, who):
    export = made(on_record.hr, on_record.school)
    headers = bearer(getattr(on_record, who))
    assert client.get(f"{ADDRESS}/{export.pk}", headers=headers).status_code == 404
    assert client.get(ADDRESS, headers=headers).json() == []


def test_a_token_that_only_reads_asks_for_nothing(on_record, client):
    headers = bearer(on_record.hr, reads_only=True)
    assert client.post(ADDRESS, WANTED, content_type="application/json", headers=headers).status_code == 403


def test_a_token_of_no_reader_asks_for_nothing(on_record, client):
    answer = client.post(ADDRESS, WANTED, content_type="application/json", headers=bearer(on_record.approver))
    assert answer.status_code in {400, 422}
    assert Export.objects.count() == 0


def test_no_file_leaves_by_api(on_record, client):
    export = made(on_record.hr, on_record.school)
    headers = bearer(on_record.hr)
    assert client.post(f"{export.get_absolute_url()}download/", headers=headers).status_code == 302
    assert "file" not in client.get(f"{ADDRESS}/{export.pk}", headers=headers).json()
