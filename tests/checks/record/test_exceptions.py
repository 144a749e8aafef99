"""Somebody at work before their certificate is shown as an exception, and somebody who began without clearance as that."""

import datetime as dt

import pytest

from checks.models import Incident
from checks.record.rows import Record
from checks.record.tally import totals
from hiring import clock
from tests import story
from tests.checks.dbs.early import at_work


@pytest.fixture(autouse=True)
def some_weeks_ago():
    """The story begins in the past, since the database takes no receipt of tomorrow."""
    with clock.at(clock.now() - dt.timedelta(days=40)) as instant:
        yield instant


def state_of(record, code="dbs_enhanced"):
    [row] = record
    return next(cell.state for cell in row.cells if cell.code == code)


def test_the_certificate_awaited_under_safeguards_is_an_exception_and_no_date(cast):
    at_work(cast)
    assert state_of(Record(cast.hr)) == "exception"
    assert state_of(Record(cast.hr), "barred_list") == "date"
    figures = totals(Record(cast.hr).files(), clock.today())
    assert (figures["gaps"], figures["exceptions"]) == (0, 1)
    assert len(Record(cast.hr, gaps="exception")) == 1
    assert len(Record(cast.hr, gaps="some")) == 0


def test_an_exception_that_was_not_looked_at_again_covers_nothing_and_its_past_is_kept(cast):
    day = clock.today()
    at_work(cast)
    with clock.at(clock.now() + dt.timedelta(days=20)):
        assert state_of(Record(cast.hr)) == "missing"
        assert state_of(Record(cast.hr, on=day)) == "exception"
        assert totals(Record(cast.hr).files(), clock.today())["gaps"] >= 1


def test_somebody_who_began_without_clearance_is_on_the_record_with_that_said(client, cast):
    file = story.accepted(cast).clearance
    Incident.record(
        by=cast.hr,
        clearance=file,
        began_on=clock.today() - dt.timedelta(days=2),
        found_on=clock.today(),
        how_found="At the gate.",
        what_was_done="Sent home.",
        who_was_told="The head.",
    )
    [row] = Record(cast.hr)
    assert row.began_without_clearance == clock.today() - dt.timedelta(days=2)
    assert "date" not in {cell.state for cell in row.cells}
    client.force_login(cast.hr)
    assert "Began work without clearance" in client.get("/record/").content.decode()
