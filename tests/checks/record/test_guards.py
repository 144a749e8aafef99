"""Each guard of a spot check and of a date from the old record: what it lets through, and what it says when it does not."""

import datetime as dt

import pytest

from checks import guards_historic, guards_review
from checks.models import Check, Look, Review
from checks.record.spot_check import draw
from hiring import clock
from hiring.actors import SYSTEM
from tests import story
from tests.checks.record.scene import check_of, in_post
from workflows.transitions import Move

OPENED = dt.date(2026, 7, 6)


def told(guard, subject, by=SYSTEM, **details):
    return [blocker.text for blocker in guard(subject, Move(by=by, at=clock.now(), details=details))]


def looks_of(review):
    return list(Look.objects.select_related(*Look.locked_with).filter(review=review))


@pytest.fixture
def gap(cast):
    """An identity check that the old record did not have; the HR manager copied all the others."""
    with clock.at(clock.london(OPENED, 9)):
        yield check_of(in_post(cast, without=["identity"]), "identity")


@pytest.fixture
def review(cast, gap):
    """A spot check that fell on everybody there is: two people."""
    in_post(cast, "Bruno Fitch")
    return draw(cast.head, [cast.school], 2)


def test_somebody_is_on_the_record(review):
    guard = guards_review.somebody_is_on_the_record
    assert told(guard, review) == []
    assert told(guard, Review(drawn_from=0)) == [
        "Nobody is on the record of these schools, so there is nobody to draw."
    ]


def test_the_review_is_open(cast, review):
    guard = guards_review.the_review_is_open
    look, other = looks_of(review)
    assert told(guard, look) == []
    look.agree(by=cast.head)
    other.agree(by=cast.head)
    review.sign_off(by=cast.head, conclusion="All well.")
    look, _ = looks_of(review)
    assert told(guard, look) == [f"Spot check {review.pk} of the record is signed off. Draw another."]


def test_somebody_else_recorded_it(cast, gap, review):
    guard = guards_review.somebody_else_recorded_it
    look, other = sorted(looks_of(review), key=lambda look: look.clearance.person.name)
    assert told(guard, look, cast.hr) == told(guard, look, cast.head) == []
    gap.record_historic(by=cast.hr, seen_on=dt.date(2019, 3, 12), where="spreadsheet, row 4")
    assert told(guard, look, cast.hr) == [
        "You recorded 1 of the checks of Ada Wroe. Somebody else must look at them.",
    ]
    assert told(guard, other, cast.hr) == told(guard, look, cast.head) == []
    gap.void(by=cast.head, reason="It was another Ada.")
    assert told(guard, look, cast.hr) == []


def test_whoever_saw_it_recorded_it_as_much_as_whoever_copied_it(cast, gap, review):
    look, other = sorted(looks_of(review), key=lambda look: look.clearance.person.name)
    story.clear(gap, cast)
    assert gap.receipts.get().seen_by == cast.hr
    assert len(told(guards_review.somebody_else_recorded_it, look, cast.hr)) == 1
    assert told(guards_review.somebody_else_recorded_it, other, cast.hr) == []


def test_somebody_else_recorded_them(cast, gap, review):
    guard = guards_review.somebody_else_recorded_them
    assert told(guard, review, cast.hr) == told(guard, review, cast.head) == []
    gap.record_historic(by=cast.hr, seen_on=dt.date(2019, 3, 12), where="spreadsheet, row 4")
    assert told(guard, review, cast.hr) == [
        "You recorded 1 of the checks of the people drawn. Somebody else must sign.",
    ]
    assert told(guard, review, cast.head) == []


def test_everybody_was_looked_at(cast, review):
    guard = guards_review.everybody_was_looked_at
    look, other = looks_of(review)
    assert told(guard, review) == ["2 people have not been looked at yet."]
    look.agree(by=cast.head)
    assert told(guard, review) == ["1 person has not been looked at yet."]
    other.differ(by=cast.head, note="The passport ends a year earlier.")
    assert told(guard, review) == []


def test_they_were_here_before_the_file(cast, gap):
    guard = guards_historic.they_were_here_before_the_file
    refusal = (
        "Amara Okonjo was not at work here before this file was opened, so there is no old record of them. "
        "Record the check itself."
    )
    newly = story.accepted(cast).clearance
    assert told(guard, gap) == []
    assert told(guard, newly.checks.get(code="identity")) == [refusal]
    assert told(guard, Check(clearance=newly, code="identity")) == [refusal]


def test_it_was_seen_before_the_file(gap):
    guard = guards_historic.it_was_seen_before_the_file
    day = dt.timedelta(days=1)
    assert told(guard, gap, seen_on=OPENED) == told(guard, gap) == []
    assert told(guard, gap, seen_on=OPENED + day) == [
        "The date must be in the past: nobody has seen tomorrow’s evidence."
    ]
    with clock.at(clock.london(OPENED + day, 9)):
        assert told(guard, gap, seen_on=OPENED) == []
        assert told(guard, gap, seen_on=OPENED + day) == [
            (
                "This file was opened on Monday 6 July. What was seen after that is recorded as the check itself, "
                "with its receipt."
            )
        ]


def test_what_is_carried_over_was_seen_before_the_file_too(gap):
    """A check that is only being opened has its date on itself, and not among the details of the move."""
    gap.copied = {"seen_on": OPENED}
    assert told(guards_historic.it_was_seen_before_the_file, gap) == []
    gap.copied = {"seen_on": OPENED + dt.timedelta(days=1)}
    assert len(told(guards_historic.it_was_seen_before_the_file, gap)) == 1
