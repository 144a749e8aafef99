"""Each guard of naming another referee: what it lets through, and what it says when it does not."""

import pytest

from checks import guards_naming as guards
from checks.models import RefereeRequest
from hiring import clock
from tests.checks import writing_references as wrote
from workflows.transitions import Move

SOMEBODY_ELSE = {"name": "Bea Lund", "email": "bea.lund@hillview.example"}


def told(guard, check, **details):
    return [blocker.text for blocker in guard(check, Move(by=None, at=clock.now(), details=details))]


@pytest.fixture
def check(cast):
    """The first reference of an accepted candidate; nothing was asked of Sam Okafor yet."""
    return wrote.reference_of(cast)


@pytest.fixture
def identity(check):
    return wrote.fresh(check.clearance.checks.get(code="identity"))


def test_another_is_wanted(check, identity):
    nothing = ["Nobody else is wanted for reference 1 now."]
    assert told(guards.another_is_wanted, check) == nothing
    assert told(guards.another_is_wanted, identity) == ["Nobody else is wanted for identity now."]
    for gone in ("declined_at", "undelivered_at", "candidate_told_late_at"):
        setattr(check.referee, gone, clock.now())
        assert told(guards.another_is_wanted, check) == []
        setattr(check.referee, gone, None)
    check.referee.declined_at = check.referee.answered_at = clock.now()
    assert told(guards.another_is_wanted, check) == nothing


def test_it_is_somebody_else(check, identity):
    guard, sam = guards.it_is_somebody_else, ["You have given Sam Okafor already. Name somebody else."]
    assert told(guard, check, **SOMEBODY_ELSE) == told(guard, identity, name="Sam Okafor") == []
    assert told(guard, check, name=" sam okafor", email="s@elsewhere.example") == sam
    assert told(guard, check, name="Samuel", email="Sam.Okafor+school@hillview.example") == sam
    second = wrote.fresh(check.clearance.checks.get(code="references", number=2))
    assert told(guard, check, name=second.referee.name) == [
        f"You have given {second.referee.name} already. Name somebody else."
    ]
    check.referee.undelivered_at = clock.now()
    assert told(guard, check, name="Sam Okafor", email="s@elsewhere.example") == []
    assert told(guard, second, name="Sam Okafor", email="s@elsewhere.example") == sam
    check.referee.declined_at = clock.now()
    assert told(guard, check, name="Sam Okafor", email="s@elsewhere.example") == sam


def test_nobody_is_named_in_the_place_of_two(check):
    RefereeRequest.objects.get(check_row=check).name_another(**SOMEBODY_ELSE, speaks_for=None)
    guard, second = guards.it_is_somebody_else, wrote.fresh(check.clearance.checks.get(code="references", number=2))
    assert told(guard, second, **SOMEBODY_ELSE) == ["You have given Bea Lund already. Name somebody else."]
    assert told(guard, wrote.fresh(check), **SOMEBODY_ELSE) == []


def test_somebody_else_was_named(check, identity):
    guard = guards.somebody_else_was_named
    assert told(guard, check) == ["Amara Okonjo has not named another referee for reference 1."]
    assert told(guard, identity) == ["Amara Okonjo has not named another referee for identity."]
    check.referee.named_at = clock.now()
    assert told(guard, check) == []
