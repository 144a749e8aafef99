"""Each guard of a paper, of a hold and of erasing a file: what it lets through, and what it says when it does not."""

import pytest

from checks.documents import guards
from checks.documents.limits import CHECK_BYTES
from checks.models import Document, Hold, erasing
from checks.models.hold import two_people_let_go
from checks.panels import interviews
from hiring import clock
from hiring.actors import SYSTEM
from hiring.scanning import STAND_IN
from workflows.transitions import Move

HELD = "Everything on Amara Okonjo is held and may not be removed."


def told(guard, subject, by=SYSTEM, **details):
    return [blocker.text for blocker in guard(subject, Move(by=by, at=clock.now(), details=details))]


def paper_of(check, **fields):
    """A paper that is brought to a check, and not saved."""
    return Document(clearance=check.clearance, check_row=check, **fields)


@pytest.fixture
def hold(cast):
    """On somebody else than the candidate."""
    return held(cast, cast.other_candidate)


def held(cast, person):
    return Hold.place(by=cast.safeguarding_lead, school=cast.school, person=person, reason="A claim.")


def let_go(hold, cast):
    hold.ask_to_end(by=cast.safeguarding_lead, reason="Settled.")
    hold.release(by=cast.hr_manager)


def test_a_copy_may_be_kept(checks):
    assert told(guards.a_copy_may_be_kept, paper_of(checks["right_to_work"])) == []
    (refused,) = told(guards.a_copy_may_be_kept, paper_of(checks["dbs_enhanced"]))
    assert refused == (
        "We do not keep copies of DBS certificates. The original is seen, and only its number, dates and the decision "
        "stay. Record what you saw in the receipt instead."
    )
    checks["right_to_work"].code = "of_a_new_kind"
    assert told(guards.a_copy_may_be_kept, paper_of(checks["right_to_work"])) == [
        "Nobody has decided that a copy of this may be kept. Record what you saw in the receipt instead."
    ]


def test_there_is_room(add, check, cast, monkeypatch):
    monkeypatch.setattr(guards, "FILES", 2)
    first = add(check)
    left = CHECK_BYTES - first.size
    assert told(guards.there_is_room, paper_of(check, size=left)) == []
    no_room = "The papers of one check may take 40 MB together. Remove one first."
    assert told(guards.there_is_room, paper_of(check, size=left + 1)) == [no_room]
    add(check)
    too_many = "This check holds 2 papers already. Remove one first."
    assert told(guards.there_is_room, paper_of(check, size=1)) == [too_many]
    assert told(guards.there_is_room, paper_of(check, size=left)) == [too_many, no_room]
    assert told(guards.there_is_room, first) == []
    first.remove(by=cast.hr, reason="The wrong one.")
    assert told(guards.there_is_room, paper_of(check, size=1)) == []


def test_nobody_brings_too_much(add, checks, cast, monkeypatch):
    """R33: of one application, whichever checks the papers are for; what the school adds itself is not theirs."""
    monkeypatch.setattr(guards, "FILES", 2)
    first = add(checks["employment_history"], by=cast.candidate)
    add(checks["identity"], by=cast.hr)
    coming = paper_of(checks["references"], uploaded_by=cast.candidate, size=CHECK_BYTES - first.size)
    assert told(guards.nobody_brings_too_much, coming) == []
    coming.size += 1
    text = "You may send 2 papers of 40 MB together. Ask HR to remove one that is not needed."
    assert told(guards.nobody_brings_too_much, coming) == [text]
    coming.size = 1
    add(checks["employment_history"], by=cast.candidate)
    assert told(guards.nobody_brings_too_much, coming) == [text]
    assert told(guards.nobody_brings_too_much, paper_of(checks["references"], uploaded_by=cast.hr, size=1)) == []


def test_no_interviewer_reads_a_finding(add, checks, cast):
    """Neither brings nor opens it; a paper of another kind is theirs as before."""
    on_panel = [
        each for each in (cast.hr, cast.head, *cast.panel) if interviews(checks["online_search"].clearance, each)
    ]
    assert on_panel
    finding, other = paper_of(checks["online_search"]), paper_of(checks["references"])
    (refused,) = told(guards.no_interviewer_reads_a_finding, finding, by=on_panel[0])
    assert refused.startswith("You sit on the panel for Amara Okonjo.")
    assert told(guards.no_interviewer_reads_a_finding, other, by=on_panel[0]) == []
    assert told(guards.no_interviewer_reads_a_finding, finding, by=cast.hr_manager) == []


@pytest.mark.parametrize(
    ("production", "scanned_by", "refused"),
    [(False, STAND_IN, False), (False, "clamd", False), (True, "clamd", False), (True, STAND_IN, True)],
)
def test_a_scanner_said_clean(check, settings, production, scanned_by, refused):
    settings.PRODUCTION = production
    said = told(guards.a_scanner_said_clean, paper_of(check, scanned_by=scanned_by))
    assert said == (["No virus scanner has looked at this paper."] if refused else [])


def test_it_says_why(checks):
    assert told(guards.it_says_why, paper_of(checks["identity"])) == []
    sensitive = paper_of(checks["online_search"])
    assert told(guards.it_says_why, sensitive, reason="To weigh what was found.") == []
    for reason in ({}, {"reason": None}, {"reason": "  "}):
        assert told(guards.it_says_why, sensitive, **reason) == ["Say why you need to open this."]


def test_nothing_holds_it(check, hold, cast):
    assert told(guards.nothing_holds_it, paper_of(check)) == []
    theirs = held(cast, cast.candidate)
    assert told(guards.nothing_holds_it, paper_of(check)) == [HELD]
    let_go(theirs, cast)
    assert told(guards.nothing_holds_it, paper_of(check)) == []


def test_nothing_holds_this_person(check, hold, cast):
    guard = erasing.nothing_holds_this_person
    assert told(guard, check.clearance) == []
    theirs = held(cast, cast.candidate)
    assert told(guard, check.clearance) == [HELD]
    theirs.ask_to_end(by=cast.safeguarding_lead, reason="Settled.")
    assert told(guard, check.clearance) == [HELD]
    theirs.release(by=cast.hr_manager)
    assert told(guard, check.clearance) == []


def test_it_is_not_erased_yet(check):
    assert told(erasing.it_is_not_erased_yet, check.clearance) == []
    check.clearance.erased_at = clock.now()
    assert told(erasing.it_is_not_erased_yet, check.clearance) == ["This file was erased."]


def test_two_people_let_go(hold, cast):
    hold.ask_to_end(by=cast.safeguarding_lead, reason="Settled.")
    assert told(two_people_let_go, hold, cast.hr_manager) == []
    assert told(two_people_let_go, hold, cast.safeguarding_lead) == [
        "Maeve Lindqvist asked for this hold to end. Somebody else must agree."
    ]
