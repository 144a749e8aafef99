"""A name typed to narrow a copy is printed on it, and kept nowhere once its file is gone; the copy still verifies."""

import datetime as dt

import pytest
from django.db import IntegrityError, connection, transaction

from checks.models import Export
from checks.record_exports import making, reading, verifying
from hiring import clock
from hiring.actors import SYSTEM
from hiring.models import Token
from tests.checks.documents.test_retention import long_ago
from tests.checks.record_exports.conftest import bytes_of, fresh
from workflows.models import Event, Note
from workflows.retention import job

NAME = "Bethan Frost"
PRINTED = f"Everybody at work. Name or post with “{NAME}”, as at"
KEPT = "Everybody at work. Found by a search, as at"


@pytest.fixture
def searched(on_record, client):
    """A copy of one person's row, asked for by page as anybody does."""
    fresh(client, on_record.hr)
    said = {"schools": "reydon", "format": "xlsx", "q": NAME, "reason": "Asked by the governors."}
    assert client.post("/record/export/check/", said).status_code == 303
    making.make_waiting()
    return Export.objects.get()


def test_the_copy_holds_only_them_and_says_what_was_searched_for(client, searched):
    content, _, _ = reading.read(bytes_of(searched))
    assert dict(content.about)["Filter"].startswith(PRINTED)
    assert [row[0] for sheet in content.sheets for row in sheet.rows] == [NAME]
    assert PRINTED in client.get(searched.get_absolute_url()).content.decode()


def test_the_history_says_only_that_there_was_a_search(searched):
    opened = Event.objects.filter(root_type="export", root_id=searched.pk).earliest("number")
    assert opened.details["filters"] == {}
    assert opened.details["filter_words"].startswith(KEPT)
    assert not Event.objects.filter(root_type="export", body__contains=NAME).exists()


def test_the_words_go_with_the_file_and_the_copy_still_verifies(on_record, client, searched):
    held = bytes_of(searched)
    searched.take_away(by=SYSTEM)
    searched = Export.objects.get()
    assert NAME not in str(Export.objects.values().get())
    assert (searched.sought, searched.filter_in_full[: len(KEPT)]) == ("", KEPT)
    verdict = verifying.by_file(held, verifying.told_to(on_record.hr))
    assert (verdict.word, verdict.export) == ("whole", searched)
    assert verifying.by_fingerprint(searched.fingerprint, verifying.told_to(on_record.hr)).word == "known"
    _, key = Token.objects.for_staff(on_record.hr, "Copies")
    told = client.get(f"/api/v1/record-exports/{searched.pk}", headers={"Authorization": f"Bearer {key}"})
    assert told.json()["filter"].startswith(KEPT)


def test_a_day_later_the_words_are_gone_whatever_became_of_the_copy(on_record, searched):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute("UPDATE checks_export SET expires_at = %s", [clock.now() - dt.timedelta(minutes=1)])
    making.take_away_old()
    assert Export.objects.get().sought == ""


@pytest.mark.parametrize("change", ["sought = 'Amara'", 'filters = \'{"q": "Amara"}\''])
def test_words_are_never_put_back(searched, change):
    searched.take_away(by=SYSTEM)
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"UPDATE checks_export SET {change}")


def test_no_copy_is_kept_with_words_among_its_filters(on_record):
    facts = {"school": on_record.school, "covers": [on_record.school.pk], "made_by": on_record.hr, "filter_words": "x"}
    facts |= {"as_at": clock.today(), "expires_at": clock.now()}
    with pytest.raises(IntegrityError, match="words_sought_go_with_the_file"), transaction.atomic():
        Export.objects.bulk_create([Export(state="asked", filters={"q": NAME}, **facts)])


def test_why_a_copy_was_taken_goes_after_six_years(searched):
    job.run(by_label="A test")
    assert Note.objects.filter(text="Asked by the governors.").exists()
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute("UPDATE checks_export SET asked_at = %s", [long_ago(72)])
    job.run(by_label="A test")
    assert not Note.objects.filter(text="Asked by the governors.").exists()
