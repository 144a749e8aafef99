"""Papers by JSON: listed, added as a form with a file, opened for a minute, removed; the same rules as on the page."""

import datetime as dt

import pytest
from django.test import Client
from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart

from checks.documents.scanning import scan_all
from checks.models import Document
from hiring import clock
from tests.api.asking import Asking, problem_of
from tests.checks.documents import files
from tests.checks.documents.conftest import fresh, upload


def send(asking, check, key="adding-one-paper", **fields):
    body = encode_multipart(BOUNDARY, {"title": "Passport", "file": upload(), **fields})
    return asking.post(f"checks/{check.pk}/documents", body, Content_Type=MULTIPART_CONTENT, Idempotency_Key=key)


@pytest.fixture
def hr(cast):
    return Asking(cast.hr)


def test_a_paper_is_added_listed_and_read(hr, check):
    answer = send(hr, check)
    assert answer.status_code == 201
    told = answer.json()
    assert (told["state"], told["check_id"], told["kind"], told["sensitive"]) == (
        "quarantined",
        check.pk,
        "jpeg",
        False,
    )
    assert answer.headers["Location"] == f"/api/v1/documents/{told['id']}"
    assert hr.get(f"checks/{check.pk}/documents").json() == [told]
    assert hr.get(f"documents/{told['id']}").json() == told


def test_the_same_key_with_the_same_file_adds_one_paper(hr, check):
    first, again = send(hr, check), send(hr, check)
    assert (again.status_code, again.json()) == (201, first.json())
    assert again.headers["Idempotency-Replayed"] == "true"
    assert Document.objects.count() == 1
    other = send(hr, check, file=upload(files.pdf(), "a.pdf", "application/pdf"))
    problem_of(other, "key-reused", 422)


def test_what_is_not_taken_is_said_at_its_place(hr, check):
    told = problem_of(send(hr, check, file=upload(files.locked(), "a.pdf", "application/pdf")), "invalid", 400)
    assert told["errors"] == [{"pointer": "/file", "detail": told["errors"][0]["detail"]}]
    assert "needs a password" in told["errors"][0]["detail"]
    problem_of(send(hr, check, owner="me"), "invalid", 400)
    problem_of(send(hr, check, title=""), "invalid", 400)
    assert not Document.objects.exists()


def test_too_much_at_once_is_told(hr, check):
    huge = upload(files.jpeg() + b"\0" * 13 * 1024 * 1024, "a.jpg")
    assert send(hr, check, file=huge).status_code in {400, 413}
    assert not Document.objects.exists()


def test_json_is_not_a_way_to_send_a_file(hr, check):
    problem_of(hr.post(f"checks/{check.pk}/documents", {"title": "x"}), "unsupported-media-type", 415)


def test_a_certificate_is_refused_with_its_blocker(hr, checks):
    told = problem_of(send(hr, checks["dbs_enhanced"]), "transition-blocked", 409)
    assert [each["code"] for each in told["blockers"]] == ["document.not_kept"]


def test_the_link_opens_for_a_minute_without_a_token_and_is_on_record(cast, hr, check, clean):
    document, now = clean(check), clock.now()
    told = hr.post(f"documents/{document.pk}/link").json()
    path = told["url"].partition("://")[2].partition("/")[2]
    assert Client().get(f"/{path}").status_code == 200
    with clock.at(now + dt.timedelta(seconds=62)):
        assert Client().get(f"/{path}").status_code == 410
    assert fresh(document).last_event().verb == "document.open"
    assert fresh(document).last_event().actor == cast.hr


def test_no_link_before_the_scan(hr, add, check, scanner):
    document = add(check)
    problem_of(hr.post(f"documents/{document.pk}/link"), "transition-blocked", 409)
    scan_all()
    assert hr.post(f"documents/{document.pk}/link").status_code == 200


def test_what_is_sensitive_has_no_link_here(hr, checks, clean):
    document = clean(checks["online_search"])
    problem_of(hr.post(f"documents/{document.pk}/link"), "not-allowed", 403)
    assert not document.events().filter(verb="document.open").exists()


def test_a_paper_is_removed_with_a_reason(hr, check, clean):
    document = clean(check)
    tag = hr.tag(f"documents/{document.pk}")
    asked = {"reason": "Of somebody else."}
    assert hr.post(f"documents/{document.pk}/transitions/remove", asked, If_Match=tag).status_code == 200
    assert fresh(document).state == "removed"


@pytest.mark.parametrize("who", ["hr_elsewhere", "stranger", "auditor", "approver"])
def test_strangers_find_nothing(cast, check, clean, who):
    document, asking = clean(check), Asking(getattr(cast, who))
    problem_of(asking.get(f"documents/{document.pk}"), "not-found", 404)
    problem_of(asking.post(f"documents/{document.pk}/link"), "not-found", 404)
    problem_of(asking.get(f"checks/{check.pk}/documents"), "not-found", 404)
    problem_of(send(asking, check), "not-found", 404)


def test_who_reads_but_may_not_add_is_told_so(cast, check):
    problem_of(send(Asking(cast.safeguarding_lead), check), "not-allowed", 403)


def test_a_candidates_token_and_a_reading_token_do_not_open_this(cast, check, clean):
    document = clean(check)
    problem_of(Asking(cast.candidate, scope="candidate").get(f"documents/{document.pk}"), "not-allowed", 403)
    reading = Asking(cast.hr, reads_only=True)
    assert reading.get(f"documents/{document.pk}").status_code == 200
    problem_of(reading.post(f"documents/{document.pk}/link"), "not-allowed", 403)
