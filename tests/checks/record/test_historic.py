"""A date copied from the old record: marked for good, never of tomorrow, and only for those who were here before."""

import datetime as dt

import pytest
from django.db import IntegrityError, connection, transaction

from checks.models import Receipt
from checks.record.rows import Record
from hiring import clock
from tests import story
from tests.checks.record.scene import check_of, in_post, today
from workflows.blockers import Blocked, NotAllowed

WHERE = "2019 spreadsheet, sheet Staff, row 14"


@pytest.fixture
def gap(cast):
    """An identity date that the old record did not have."""
    return check_of(in_post(cast, without=["identity"]), "identity")


def copy(check, by, seen_on=dt.date(2019, 3, 12), **more):
    return check.record_historic(by=by, seen_on=seen_on, where=WHERE, **more)


def test_the_date_counts_and_says_that_it_was_copied(cast, gap):
    copy(gap, cast.hr, seen_by="Marta Voss")
    receipt = gap.receipts.get()
    assert (receipt.historic, receipt.copied_by, receipt.seen_by, receipt.seen_by_label) == (
        True,
        cast.hr,
        None,
        "Marta Voss",
    )
    assert "Recorded later from the old record" in receipt.sentence
    assert WHERE in receipt.sentence
    [row] = Record(cast.hr)
    assert row.cells[0].words == "12 Mar 19, old record"


def test_who_saw_it_need_not_be_known(cast, gap):
    copy(gap, cast.hr)
    assert gap.receipts.get().seen_by_label == "Not known"


@pytest.mark.parametrize("days", [1, 400])
def test_a_date_to_come_is_refused(cast, gap, days):
    with pytest.raises(Blocked, match="in the past"):
        copy(gap, cast.hr, today() + dt.timedelta(days=days))


def test_what_was_done_since_the_file_was_opened_is_recorded_as_itself(cast, gap):
    with clock.at(clock.now() + dt.timedelta(days=30)), pytest.raises(Blocked, match="recorded as the check itself"):
        copy(gap, cast.hr, clock.today() - dt.timedelta(days=2))


def test_somebody_newly_appointed_has_no_old_record(cast):
    check = story.accepted(cast).clearance.checks.get(code="identity")
    with pytest.raises(Blocked, match="was not at work here before"):
        copy(check, cast.hr)


def test_only_hr_and_the_head_copy_and_never_their_own(cast, gap):
    for who in (cast.safeguarding_lead, cast.auditor, cast.panel[0], cast.stranger, gap.clearance.person):
        with pytest.raises(NotAllowed):
            copy(gap, who)


def test_the_mark_cannot_be_taken_off(cast, gap):
    copy(gap, cast.hr)
    with pytest.raises(IntegrityError), transaction.atomic():
        Receipt.objects.filter(check_row=gap).update(historic=False)
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE checks_receipt SET evidence_on = '2018-01-01' WHERE check_row_id = %s", [gap.pk])


def test_the_database_refuses_a_copy_of_tomorrow(cast, gap):
    copied = {"seen_on": today() + dt.timedelta(days=2), "where": WHERE}
    with pytest.raises(IntegrityError, match="copied_is_past"), transaction.atomic():
        Receipt.copy(gap, copied, cast.hr)


def test_a_copy_can_be_voided_and_stays_in_sight(cast, gap):
    copy(gap, cast.hr)
    gap.void(by=cast.head, reason="It was another Ada.")
    assert gap.receipts.get().voided_at is not None
    [row] = Record(cast.hr)
    assert row.cells[0].state == "missing"


def test_the_page_keeps_what_was_typed_and_names_each_fault(client, cast, gap):
    client.force_login(cast.hr)
    url = f"{gap.get_absolute_url()}record-historic/"
    page = client.get(url).content.decode()
    assert "Where in the old record it stands" in page
    typed = {"seen_on_day": "1", "seen_on_month": "2", "seen_on_year": "2999", "where": WHERE, "version": gap.version}
    answer = client.post(url, typed)
    assert answer.status_code == 422
    assert WHERE in answer.content.decode()
    answer = client.post(url, typed | {"seen_on_year": "2019"})
    assert answer.status_code == 303
    assert gap.receipts.get().evidence_on == dt.date(2019, 2, 1)


def test_the_check_leads_to_it_for_those_who_were_here_and_for_nobody_else(client, cast, gap):
    client.force_login(cast.hr)
    newly = story.accepted(cast).clearance.checks.get(code="identity")
    assert f"{gap.get_absolute_url()}record-historic/" in client.get(gap.get_absolute_url()).content.decode()
    assert "record-historic" not in client.get(newly.get_absolute_url()).content.decode()
