"""Each guard of a reference: what it lets through, and what it says when it does not."""

import datetime as dt

import pytest

from checks import reference_guards as guards
from checks.models import Employer, RefereeRequest
from hiring import clock
from hiring.actors import SYSTEM
from tests.checks import writing_references as wrote
from workflows.transitions import Move


def told(guard, check, by=SYSTEM, **details):
    return [blocker.text for blocker in guard(check, Move(by=by, at=clock.now(), details=details))]


@pytest.fixture
def check(cast):
    return wrote.reference_of(cast)


@pytest.fixture
def answered(check, cast):
    return wrote.answer(check, wrote.ask(check, cast))


@pytest.fixture
def identity(check):
    return wrote.fresh(check.clearance.checks.get(code="identity"))


def test_it_is_a_reference(check, identity):
    assert told(guards.it_is_a_reference, check) == []
    assert told(guards.it_is_a_reference, identity) == ["Identity is not a reference."]


def test_somebody_is_named(check, identity):
    assert told(guards.somebody_is_named, check) == []
    RefereeRequest.objects.filter(check_row=check).delete()
    assert told(guards.somebody_is_named, wrote.fresh(check)) == [
        "Nobody is named for reference 1. Ask the candidate for a referee and enter them."
    ]


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("relationship", "Her mother", "Family and friends cannot be referees"),
        ("relationship", "Family friend", "Family and friends cannot be referees"),
        ("name", "To whom it may concern", "is nobody in particular"),
        ("name", "HR department", "is nobody in particular"),
        ("name", "amara okonjo", "Nobody writes their own reference"),
        ("email", "amara.okonjo+work@example.org", "own mailbox"),
    ],
)
def test_the_referee_may_speak(check, field, value, sentence):
    guard = guards.the_referee_may_speak
    assert told(guard, check) == []
    setattr(check.referee, field, value)
    (said,) = told(guard, check)
    assert sentence in said
    setattr(check.referee, field, "Fine")
    (typed,) = told(guard, check, **{field: value})
    assert sentence in typed


@pytest.mark.parametrize(
    "relationship",
    ["Line manager of the family support team", "HR business partner", "Deputy head", "Befriending scheme lead"],
)
def test_ordinary_words_for_a_manager_are_not_taken_for_kin(check, relationship):
    check.referee.relationship = relationship
    assert told(guards.the_referee_may_speak, check) == []


def test_they_asked_to_be_told(check):
    guard = guards.they_asked_to_be_told
    assert told(guard, check) == ["Amara Okonjo did not ask to be told before we write to Sam Okafor."]
    check.referee.may_contact = "tell_me_first"
    assert told(guard, check) == []
    check.referee.told_candidate_at = clock.now()
    assert told(guard, check) == ["Amara Okonjo has been told already."]


def test_our_letter_arrived(check):
    assert told(guards.our_letter_arrived, check) == []
    check.referee.undelivered_at = clock.now()
    (said,) = told(guards.our_letter_arrived, check)
    assert said.startswith("Our letter to Sam Okafor at sam.okafor@hillview.example did not arrive. Correct the")


def test_reminders_are_left(check):
    check.referee.reminders = 2
    assert told(guards.reminders_are_left, check) == []
    check.referee.reminders = 3
    assert told(guards.reminders_are_left, check) == ["Sam Okafor has had 3 reminders. Phone them, and note the call."]


def test_not_reminded_today(check):
    assert told(guards.not_reminded_today, check) == []
    check.referee.requested_at = clock.now() - dt.timedelta(days=1)
    assert told(guards.not_reminded_today, check) == []
    check.referee.reminded_at = clock.now() - dt.timedelta(hours=3)
    assert told(guards.not_reminded_today, check) == ["Sam Okafor was written to less than a day ago."]


def test_they_were_not_told_yet(check):
    assert told(guards.they_were_not_told_yet, check) == []
    check.referee.candidate_told_late_at = clock.now()
    assert told(guards.they_were_not_told_yet, check) == ["Amara Okonjo knows that Sam Okafor is late."]


def test_it_was_asked_for(check):
    assert told(guards.it_was_asked_for, check) == [
        "Sam Okafor has not been asked by us. A reference that nobody here asked for does not count."
    ]
    check.referee.requested_at = clock.now()
    assert told(guards.it_was_asked_for, check) == []


def test_a_reference_is_in(check):
    assert told(guards.a_reference_is_in, check) == ["Sam Okafor has not answered yet."]
    check.referee.answered_at = clock.now()
    assert told(guards.a_reference_is_in, check) == []


def test_a_question_is_open(answered, cast):
    nothing = "Nothing has been asked of the referee that waits for an answer."
    assert told(guards.a_question_is_open, answered) == [nothing]
    answered.ask_more(by=cast.hr, question="What was the settlement about?")
    assert told(guards.a_question_is_open, wrote.fresh(answered)) == []


def test_no_question_is_open(answered, cast):
    assert told(guards.no_question_is_open, answered) == []
    answered.ask_more(by=cast.hr, question="What was the settlement about?")
    assert told(guards.no_question_is_open, wrote.fresh(answered)) == [
        "Sam Okafor was asked something more and has not answered."
    ]


def test_the_red_flag_is_open(check, cast):
    said = wrote.answers(concerns={"concern": "yes", "concern_facts": "Shouted."}, you={"capacity": "colleague"})
    check = wrote.answer(check, wrote.ask(check, cast), said)
    peer, concern = (check.referee.red_flags.get(code=code) for code in ("peer", "concern"))
    guard = guards.the_red_flag_is_open
    assert told(guard, check, cast.hr, flag=peer) == []
    assert told(guard, check, cast.hr, flag=concern) == [
        "This is about the safety of children. The headteacher or the safeguarding lead settles it."
    ]
    assert told(guard, check, cast.safeguarding_lead, flag=concern) == []
    peer.settle(by=cast.hr, note="Her manager has left.")
    assert told(guard, wrote.fresh(check), cast.hr, flag=peer) == ["That is settled already, or belongs elsewhere."]


def test_the_address_was_found_by_us(answered, cast):
    assert told(guards.the_address_was_found_by_us, answered) == [
        "Nobody has confirmed Sam Okafor’s address from a source Amara Okonjo did not give us."
    ]
    answered.confirm_contact(by=cast.hr, **wrote.FOUND)
    assert told(guards.the_address_was_found_by_us, wrote.fresh(answered)) == []


def test_what_was_said_is_here(check, answered, identity):
    assert told(guards.what_was_said_is_here, answered) == []
    assert told(guards.what_was_said_is_here, identity) == []
    other = wrote.fresh(check.clearance.checks.get(code="references", number=2))
    assert told(guards.what_was_said_is_here, other) == [
        "What the referee said is not here. Take it by phone, or record the paper."
    ]


def test_the_paper_is_kept_here(answered):
    assert told(guards.the_paper_is_kept_here, answered) == []
    answered.referee.route = "on_paper"
    assert told(guards.the_paper_is_kept_here, answered) == [
        "The reference from Sam Okafor came on paper. Add a copy of it under Papers."
    ]


def test_every_red_flag_is_settled(answered, cast):
    (said,) = told(guards.every_red_flag_is_settled, answered)
    assert said.startswith("Nobody here has confirmed an address at hillview.example before")
    assert told(guards.every_red_flag_is_settled, wrote.settle_all(answered, cast.hr)) == []


def test_the_head_there_confirms_it(answered, cast):
    guard = guards.the_head_there_confirms_it
    assert told(guard, answered) == []
    answered.referee.organisation = "Kestrel Lane School"
    (said,) = told(guard, answered)
    assert said.startswith("Kestrel Lane School is a school and Sam Okafor is not its headteacher.")
    answered.referee.position = "Headteacher"
    assert told(guard, answered) == []
    answered.referee.position, answered.referee.verified_what = "Deputy headteacher", ["wrote", "head"]
    assert told(guard, answered) == []


def test_the_employers_are_spoken_for(answered, cast):
    """Asked of the last reference to be accepted: who was the most recent employer, and who saw them with children."""
    from tests import story

    guard = guards.the_employers_are_spoken_for
    clearance = answered.clearance
    assert [each.why for each in clearance.employers.all()] == [
        "the most recent employer, and the last work with children"
    ]
    school = Employer.objects.create(
        clearance=clearance, organisation="Kestrel Lane School", job_title="Assistant", is_last_with_children=True
    )
    assert told(guard, answered) == []
    story.clear(clearance.checks.get(code="references", number=2), cast)
    (said,) = told(guard, wrote.fresh(answered))
    assert said.startswith("Nobody speaks for Kestrel Lane School, the last work with children.")
    RefereeRequest.objects.filter(check_row=answered).update(speaks_for=school)
    assert told(guard, wrote.fresh(answered)) == []


def tried(check, cast, times=3):
    check.ask(by=cast.hr)
    for _ in range(times - 1):
        check.chase(by=cast.hr, reason="Left a message with the office.")
    return wrote.fresh(check)


def test_three_tries_were_made(check, cast):
    assert told(guards.three_tries_were_made, check) == [
        "0 of 3 tries are on record: ask, remind, and note each call."
    ]
    assert told(guards.three_tries_were_made, tried(check, cast)) == []


def test_it_can_be_had(check, cast):
    assert told(guards.it_can_be_had, check) == []
    tried(check, cast).give_up(by=cast.hr, tried="A letter on the 1st, calls on the 3rd and the 6th.")
    (said,) = told(guards.it_can_be_had, wrote.fresh(check))
    assert said.startswith("There is no reference here to accept. Decide whether to do without it")


def test_it_cannot_be_had(check, cast, identity):
    guard = guards.it_cannot_be_had
    assert told(guard, identity) == []
    assert told(guard, check) == ["Nobody has recorded that reference 1 cannot be had. Try three times first."]
    tried(check, cast).give_up(by=cast.hr, tried="A letter on the 1st, calls on the 3rd and the 6th.")
    assert told(guard, wrote.fresh(check)) == []


def test_it_is_not_for_early_years(check):
    assert told(guards.it_is_not_for_early_years, check) == [
        "This post is in early years, where a reference must be had before work begins. Ask for another referee."
    ]
    check.clearance.role_facts["early_years"] = False
    assert told(guards.it_is_not_for_early_years, check) == []


def test_somebody_else_tried(check, cast):
    tried(check, cast).give_up(by=cast.hr, tried="A letter and two calls.")
    check = wrote.fresh(check)
    assert told(guards.somebody_else_tried, check, cast.head) == []
    assert told(guards.somebody_else_tried, check, cast.hr) == [
        "You recorded that it cannot be had. Somebody else must decide to do without it."
    ]
