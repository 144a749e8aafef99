"""Each guard of keeping up with the law, and of working at another school as well."""

import datetime as dt

import pytest

from checks import guards_placement, guards_rescreening
from checks.models import Placement
from hiring import clock
from hiring.models import Membership
from tests.checks.people.telling import at_work, volunteer
from tests.checks.people.test_guards import fresh, told


@pytest.fixture
def file(cast):
    return fresh(at_work(cast))


def placement(file, place, **changed):
    return Placement(**{"clearance": file, "place": place, "from_on": clock.today(), **changed})


def test_they_are_at_work(cast, file):
    guard = guards_rescreening.they_are_at_work
    assert told(guard, file) == []
    begins = volunteer(cast, name="Not Yet", email="not.yet@example.org")
    assert "has not begun" in told(guard, begins)[0]


def test_something_is_new_by_the_rules_of_today(cast):
    guard = guards_rescreening.something_is_new_by_the_rules_of_today
    with clock.at(clock.london(dt.date(2026, 8, 27), 9)):
        file = fresh(at_work(cast, role={"supervised": True}))
        assert "asks nothing new of them" in told(guard, file)[0]
    with clock.at(clock.london(dt.date(2026, 9, 2), 9)):
        assert told(guard, file) == []
        file.role_facts = {"engagement": "volunteer"}
        assert "were not told enough" in told(guard, file)[0]


def test_they_may_be_at_work_there(cast, file):
    guard = guards_placement.they_may_be_at_work_there
    assert told(guard, placement(file, cast.other_school)) == []
    early = placement(file, cast.other_school, from_on=clock.today() - dt.timedelta(days=9))
    assert told(guard, early) == ["They cannot begin there before they begin at all."]
    elsewhere = Membership.objects.get(user=cast.stranger).trust.schools.first()
    assert "another trust" in told(guard, placement(file, elsewhere))[0]
    file.state = "left"
    assert "the file is closed" in told(guard, placement(file, cast.other_school))[0]


def test_they_are_not_there_already(cast, file):
    guard = guards_placement.they_are_not_there_already
    assert told(guard, placement(file, cast.other_school)) == []
    assert "on the record of" in told(guard, placement(file, cast.school))[0]
    Placement.add(by=cast.hr, clearance=file, place=cast.other_school, from_on=clock.today())
    assert "on the record of" in told(guard, placement(file, cast.other_school))[0]


def test_it_ends_after_it_began(cast, file):
    guard, day = guards_placement.it_ends_after_it_began, dt.timedelta(days=1)
    there = placement(file, cast.other_school)
    there.pk = 1
    assert told(guard, there) == []
    assert told(guard, there, to_on=clock.today()) == []
    assert "cannot come before the first" in told(guard, there, to_on=clock.today() - day)[0]
    assert "cannot be in the future" in told(guard, there, to_on=clock.today() + day)[0]
