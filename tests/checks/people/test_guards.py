"""Each guard of beginning, leaving and changing: what it lets through, and what it says when it does not."""

import datetime as dt

import pytest

from checks import beginning_and_leaving, changes_agreed
from checks.models import Check, Clearance, FactsChange
from checks.models import told as saying
from hiring import clock
from tests import story
from tests.checks.people.telling import at_work, volunteer
from workflows.transitions import Move


def told(guard, subject, by=None, **details):
    return [blocker.text for blocker in guard(subject, Move(by=by, at=clock.now(), details=details))]


def fresh(file):
    return Clearance.objects.select_related(*Clearance.locked_with).get(pk=file.pk)


@pytest.fixture
def file(cast):
    return fresh(volunteer(cast))


@pytest.fixture
def lighter(cast, file):
    """A change that asks for less, proposed by HR."""
    role = {**file.role_facts, "frequency": "one_off", "activities": ["other_school_work"]}
    made = FactsChange.propose(
        by=cast.hr, clearance=file, role_facts=role, person_facts=file.person_facts, reason="She comes once."
    )
    return FactsChange.objects.select_related(*FactsChange.locked_with).get(pk=made.pk)


def test_its_own_post_says_so(cast, file):
    guard = beginning_and_leaving.its_own_post_says_so
    assert told(guard, file) == []
    theirs = story.accepted(cast).clearance
    assert told(guard, theirs) == ["This file came from REY-0142. Record it on the appointment."]
    assert told(guard, theirs, post="REY-0142") == []


def test_the_first_day_has_come(file):
    guard = beginning_and_leaving.the_first_day_has_come
    assert told(guard, file) == []
    file.starts_on = clock.today() + dt.timedelta(days=1)
    assert "The first day is planned for" in told(guard, file)[0]


def test_they_had_begun(cast, file):
    guard = beginning_and_leaving.they_had_begun
    assert told(guard, file) == ["Nell Ashby never began work here. Close the file instead."]
    assert told(guard, at_work(cast, name="Bea Lowry", email="")) == []


def test_the_work_has_not_ended(lighter):
    guard = changes_agreed.the_work_has_not_ended
    assert told(guard, lighter) == []
    lighter.clearance.state = "left"
    assert "the file is closed" in told(guard, lighter)[0]


def test_no_other_change_came_first(lighter):
    guard = changes_agreed.no_other_change_came_first
    assert told(guard, lighter) == []
    lighter.clearance.post_title = "Trip helper"
    assert "The facts have changed since this was proposed" in told(guard, lighter)[0]


def test_a_second_person_agrees_to_lighter_checks(cast, lighter):
    guard = changes_agreed.a_second_person_agrees_to_lighter_checks
    assert told(guard, lighter, by=cast.head) == []
    assert "Somebody else must agree to it" in told(guard, lighter, by=cast.hr)[0]
    lighter.is_lighter = False
    assert told(guard, lighter, by=cast.hr) == []


def test_the_change_asks_for_it_no_more(file, lighter):
    guard = changes_agreed.the_change_asks_for_it_no_more
    check = Check.objects.select_related("clearance").get(clearance=file, code="dbs_enhanced")
    assert told(guard, check, change=lighter) == []
    assert "is let go only by a change of facts" in told(guard, check)[0]


def test_an_offer_was_made(file):
    assert told(saying.an_offer_was_made, file) == []
    file.offer_made_at = None
    assert told(saying.an_offer_was_made, file) == ["These questions are asked only after a conditional offer."]


def test_they_are_still_to_begin(cast, file):
    assert told(saying.they_are_still_to_begin, file) == []
    assert "is at work" in told(saying.they_are_still_to_begin, at_work(cast, name="Bea Lowry", email=""))[0]
