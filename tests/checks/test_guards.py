"""Each guard of a check or a file of checks: what it lets through, and what it says when it does not."""

import datetime as dt

import pytest

from checks import guards
from checks.models import Check, Clearance, Export
from checks.record_exports import guards as copies
from hiring import clock
from hiring.actors import SYSTEM
from tests import story
from tests.checks import (
    test_birthdays,
    test_letter_guards,
    test_naming_guards,
    test_reference_guards,
    test_sealing_guards,
    test_waivers,
    test_who_may_verify,
)
from tests.checks.at_work import test_concerns as guards_of_concerns
from tests.checks.at_work import test_seen_again as guards_of_repeats
from tests.checks.dbs import test_guards as test_dbs_guards
from tests.checks.dbs import test_subscription_guards
from tests.checks.documents import test_guards as guards_of_documents
from tests.checks.evidence import good_evidence
from tests.checks.people import test_corrected_birthdays, test_moving_guards
from tests.checks.people import test_guards as guards_of_people
from tests.checks.record import test_guards as guards_of_the_record
from tests.checks.rules import test_policy_guards
from tests.proofs.machines import rules_of
from workflows.transitions import Move


def told(guard, subject, at=None):
    return [blocker.text for blocker in guard(subject, Move(by=SYSTEM, at=at or clock.now()))]


def afresh(check):
    return Check.objects.select_related(*Check.locked_with).get(pk=check.pk)


ELSEWHERE = (
    test_reference_guards,
    test_sealing_guards,
    test_naming_guards,
    test_letter_guards,
    guards_of_documents,
    guards_of_people,
    test_moving_guards,
    test_dbs_guards,
    test_subscription_guards,
    guards_of_concerns,
    guards_of_repeats,
    guards_of_the_record,
    test_policy_guards,
    test_waivers,
    test_birthdays,
    test_corrected_birthdays,
    test_who_may_verify,
)


@pytest.fixture
def clearance(cast):
    """A file just opened, before any offer."""
    vacancy = story.moderating(cast)
    application = vacancy.applications.get()
    application.shortlist(by=cast.hr)
    return application.clearance


@pytest.fixture
def reference(clearance):
    return afresh(clearance.checks.get(code="references", number=1))


@pytest.mark.parametrize("guard", sorted({each.__name__ for rule in rules_of("checks") for each in rule.guards}))
def test_every_guard_has_its_test(guard):
    tests = [globals().get(f"test_{guard}"), *(getattr(each, f"test_{guard}", None) for each in ELSEWHERE)]
    assert any(map(callable, tests))


def test_the_file_is_open(reference):
    assert told(guards.the_file_is_open, reference) == []
    reference.clearance.state = "closed"
    assert told(guards.the_file_is_open, reference) == [
        "The file of checks on Amara Okonjo is closed: they are no longer being considered for this post."
    ]


def test_it_may_be_asked_now(clearance, reference):
    dbs = clearance.checks.get(code="dbs_enhanced")
    assert told(guards.it_may_be_asked_now, reference) == []
    assert told(guards.it_may_be_asked_now, dbs) == [
        "Enhanced DBS certificate with the children's barred list can be asked for only after a conditional offer."
    ]
    dbs.clearance.offer_made_at = clock.now()
    assert told(guards.it_may_be_asked_now, dbs) == []


def test_it_is_not_settled_for_good(clearance):
    identity = clearance.checks.get(code="identity")
    assert told(guards.it_is_not_settled_for_good, identity) == []
    identity.state = "clear"
    assert told(guards.it_is_not_settled_for_good, identity) == [
        "Identity is clear already. If what was recorded is wrong, void it first."
    ]
    identity.expires_on = clock.today()
    assert told(guards.it_is_not_settled_for_good, identity) == []


def test_the_referee_may_be_contacted(reference, clearance):
    guard = guards.the_referee_may_be_contacted
    assert told(guard, clearance.checks.get(code="identity")) == []
    assert told(guard, reference) == []
    referee = reference.referee
    referee.may_contact = "after_offer"
    assert told(guard, reference) == [
        "Amara Okonjo asked us not to contact Sam Okafor before an offer. No offer has been made."
    ]
    referee.may_contact = "tell_me_first"
    assert told(guard, reference) == [
        "Amara Okonjo asked to be told before we write to Sam Okafor. Tell them, then wait a day."
    ]
    referee.told_candidate_at = clock.london(dt.date(2026, 7, 6), 9, 30)
    assert told(guard, reference, clock.london(dt.date(2026, 7, 7), 9, 29)) == [
        "Amara Okonjo was told less than a day ago. You can write to Sam Okafor from 09:30 on 7 July."
    ]
    assert told(guard, reference, clock.london(dt.date(2026, 7, 7), 9, 30)) == []
    referee.declined_at = clock.now()
    assert told(guard, reference) == ["Sam Okafor would rather not write a reference. Enter somebody else, then ask."]


def test_the_reference_is_not_in(reference, clearance):
    assert told(guards.the_reference_is_not_in, reference) == []
    reference.referee.answered_at = clock.now()
    assert told(guards.the_reference_is_not_in, reference) == [
        "Sam Okafor has already answered. Void the reference first, then ask somebody else."
    ]
    assert told(guards.the_reference_is_not_in, clearance.checks.get(code="identity")) == []


def test_a_receipt_supports_it(clearance, cast):
    check = clearance.checks.get(code="identity")
    assert told(guards.a_receipt_supports_it, check) == [
        "Identity has no receipt. Record what was looked at before deciding."
    ]
    check = story.clear(check, cast)
    assert told(guards.a_receipt_supports_it, check) == []
    check.void(by=cast.head, reason="Recorded for somebody else.")
    assert len(told(guards.a_receipt_supports_it, check)) == 1
    check.record(by=cast.hr, evidence=good_evidence(check) | {"outcome": "discrepancy"})
    assert told(guards.a_receipt_supports_it, check) == [
        "Identity: something does not agree. No decision stands in for what has not come. Record it when it does."
    ]


def test_it_has_not_come(clearance, cast):
    check = clearance.checks.get(code="identity")
    assert told(guards.it_has_not_come, check) == []
    check = story.clear(check, cast)
    assert told(guards.it_has_not_come, check) == ["Identity has come. Decide on it, or void it."]


def test_the_referee_is_verified(reference, clearance, cast):
    assert told(guards.the_referee_is_verified, reference) == [
        "Nobody has yet made sure that Sam Okafor is who they say. Call back on a number you found yourself."
    ]
    reference.referee.verify(by=cast.hr, how="call_back", source="The nursery's own website")
    assert told(guards.the_referee_is_verified, afresh(reference)) == []
    assert told(guards.the_referee_is_verified, clearance.checks.get(code="identity")) == []


def test_nobody_relies_on_it(reference, clearance):
    assert told(guards.nobody_relies_on_it, reference) == told(guards.nobody_relies_on_it, clearance) == []
    reference.clearance.state = "relied_on"
    assert (
        told(guards.nobody_relies_on_it, reference)
        == told(guards.nobody_relies_on_it, reference.clearance)
        == ["Amara Okonjo is at work on the strength of these checks. Stand them down first, then record this."]
    )


def test_every_required_check_is_clear(cast):
    clearance = story.ready(cast).clearance
    guard = guards.every_required_check_is_clear
    assert told(guard, clearance) == []
    clearance.checks.get(code="identity").void(by=cast.head, reason="Recorded for somebody else.")
    (left,) = told(guard, Clearance.objects.get())
    assert left.startswith("Identity")
    empty = Clearance.open(
        by=cast.hr, school=cast.school, person=cast.other_candidate, post_title="Cook", role_facts={}, person_facts={}
    )
    assert told(guard, empty) == ["No checks have been derived for this person yet."]


def test_a_check_that_has_run_out_blocks_though_no_row_changed(cast):
    clearance = story.ready(cast).clearance
    check = clearance.checks.get(code="right_to_work")
    Check.objects.filter(pk=check.pk).update(expires_on=clock.today())
    assert told(guards.every_required_check_is_clear, clearance) == []
    with clock.at(clock.now() + dt.timedelta(days=1)):
        (left,) = told(guards.every_required_check_is_clear, clearance)
    assert left.startswith("Right to work")


@pytest.mark.parametrize("code", ["identity", "dbs_enhanced", "right_to_work", "online_search", "references"])
def test_nobody_answers_for_their_own_papers(cast, code):
    """Only a declaration is the person's own word; everything else somebody here has to see."""
    clearance = story.accepted(cast).clearance
    Clearance.objects.filter(pk=clearance.pk).update(offer_made_at=clock.now())
    check = clearance.checks.filter(code=code).first()
    check.ask(by=cast.hr)
    assert not check.answer.dry_run(by=cast.candidate).permitted
    assert not check.answer.dry_run(by=cast.stranger).permitted


def test_what_somebody_declares_of_themselves_is_clear_only_when_it_says_so(cast):
    clearance = story.accepted(cast).clearance
    check = clearance.checks.get(code="childcare_disqualification")
    check.ask(by=cast.hr)
    evidence = {"source": "our form", "terms": "", "evidence_on": clock.today(), "waiver_reference": ""}
    check.answer(by=cast.candidate, evidence=evidence | {"outcome": "answered_yes"}, needs_decision=False)
    assert check.state == "to_decide"


def copy_of(cast, **fields):
    """A copy of the record that is asked for, and not saved."""
    facts = {"school": cast.school, "covers": [cast.school.pk], "made_by": cast.hr, "format": "xlsx"}
    return Export(**facts, as_at=clock.today(), expires_at=clock.now() + dt.timedelta(hours=24), **fields)


def test_not_too_many_in_a_day(cast, monkeypatch):
    monkeypatch.setattr(copies, "EXPORTS_A_DAY", 1)
    assert told(copies.not_too_many_in_a_day, copy_of(cast)) == []
    facts = {"by": cast.hr, "schools": [cast.school], "format": "xlsx", "as_at": clock.today(), "filters": {}}
    Export.ask(**facts, filter_words="Everybody", reason="Audit")
    assert told(copies.not_too_many_in_a_day, copy_of(cast)) == [
        "You have taken 1 of the 1 copies of the record that one person may take in 24 hours."
    ]
    assert told(copies.not_too_many_in_a_day, copy_of(cast), at=clock.now() + dt.timedelta(hours=25)) == []


def test_it_is_not_too_long(cast, monkeypatch):
    assert told(copies.it_is_not_too_long, copy_of(cast)) == []
    monkeypatch.setitem(copies.EXPORT_ROWS, "xlsx", -1)
    assert told(copies.it_is_not_too_long, copy_of(cast)) == [
        "It would hold 0 people; one XLSX holds at most -1. Choose fewer schools."
    ]


def test_the_file_is_still_there(cast):
    assert told(copies.the_file_is_still_there, copy_of(cast)) == []
    assert told(copies.the_file_is_still_there, copy_of(cast), at=clock.now() + dt.timedelta(hours=25)) == [
        "The file was there for 24 hours and has been taken away. Make a new one."
    ]
