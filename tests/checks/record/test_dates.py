"""Dates that cannot be right are found: after the first day, though the check was to come before it."""

import datetime as dt

import pytest

from checks.models import FactsChange
from checks.record.coming_across import bring_across
from checks.record.dates import to_look_at
from checks.record.rows import Record
from tests import story
from tests.checks.record.scene import check_of, here, in_post

BEGAN = dt.date(2020, 9, 1)


def in_post_with(cast, seen_on, code="prohibition", name="Ada Wroe"):
    """Somebody in post whose old record gives this day for one check."""
    person = here(cast.school, name)
    person.copied[code]["seen_on"] = seen_on
    bring_across([person], by=cast.hr_manager)


def found(cast):
    return [(check.clearance.person.name, check.code) for check in to_look_at(Record(cast.hr).files())]


def test_a_date_after_the_first_day_is_to_look_at(cast):
    in_post_with(cast, BEGAN + dt.timedelta(days=1))
    assert found(cast) == [("Ada Wroe", "prohibition")]


@pytest.mark.parametrize("days", [0, -1, -400])
def test_a_date_by_the_first_day_is_right(cast, days):
    in_post_with(cast, BEGAN + dt.timedelta(days=days))
    assert found(cast) == []


def test_what_was_asked_at_work_may_be_dated_after_the_first_day(cast):
    """A check that a change of facts asked for later is not a slip."""
    file = in_post(cast)
    facts = {"role_facts": file.role_facts | {"management": True}, "person_facts": file.person_facts}
    FactsChange.propose(by=cast.hr, clearance=file, **facts, reason="Promoted to deputy.").make(by=cast.hr)
    story.clear(check_of(file, "section_128"), cast)
    assert found(cast) == []


def test_somebody_who_began_without_clearance_is_found_when_their_checks_come(cast):
    """Coming right later does not make it right then."""
    in_post_with(cast, BEGAN + dt.timedelta(days=40), code="right_to_work", name="Lyn Orr")
    assert ("Lyn Orr", "right_to_work") in found(cast)


def test_the_page_says_both_days_to_whoever_reads_checks_there(cast, client):
    in_post_with(cast, dt.date(2020, 10, 12))
    client.force_login(cast.hr)
    page = client.get("/record/dates/").content.decode()
    assert "Ada Wroe" in page
    assert "12 October 2020" in page
    assert "1 September 2020" in page
    client.force_login(cast.stranger)
    assert "Ada Wroe" not in client.get("/record/dates/").content.decode()


def test_the_page_says_when_there_is_none(cast, client):
    in_post(cast)
    client.force_login(cast.hr)
    assert "Every date is before the first day." in client.get("/record/dates/").content.decode()
