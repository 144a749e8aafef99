"""What must be true before a referee is asked, and before what they said counts: `(check, move) -> blockers`."""

from checks.referees import EARLY_YEARS, RULE, why_not
from hiring.templatetags.dates import as_date
from workflows.blockers import Blocker

FATAL = {"family"}  # no note settles it: another referee is needed


def referee_of(check):
    """Who is asked, for a check that is a reference."""
    return getattr(check, "referee", None) if check.code == "references" else None


def page_of(check, verb=""):
    return f"{check.get_absolute_url()}{verb}/" if verb else check.get_absolute_url()


def it_is_a_reference(check, move):
    """These moves are for references and nothing else."""
    if check.code != "references":
        yield Blocker(code=f"{check.code}.no_reference", text=f"{check.title} is not a reference.", owner="HR")


def somebody_is_named(check, move):
    """There is somebody to ask."""
    yield from it_is_a_reference(check, move)
    if check.code == "references" and referee_of(check) is None:
        text = f"Nobody is named for {check.title.lower()}. Ask the candidate for a referee and enter them."
        yield Blocker(code="references.nobody_named", text=text, owner="HR", fix=page_of(check, "correct-referee"))


def the_referee_may_speak(check, move):
    """Never a relative or a friend, never an open testimonial, never the candidate's own mailbox (KCSIE Part three)."""
    referee = referee_of(check)
    typed = {name: move.details.get(name) for name in ("name", "email", "relationship")}
    if referee is None and not any(typed.values()):
        return
    said = {name: given or getattr(referee, name, "") for name, given in typed.items()}
    for code, text in why_not(check.clearance.person, **said):
        fix = page_of(check, "correct-referee")
        yield Blocker(code=f"references.{code}", text=text, owner="HR", fix=fix, rule=RULE)


def they_asked_to_be_told(check, move):
    """Notice is given once, to a candidate who asked for it, before anybody is written to (G07)."""
    referee = referee_of(check)
    if referee is None:
        return
    if referee.may_contact != "tell_me_first":
        text = f"{check.clearance.person.name} did not ask to be told before we write to {referee.name}."
        yield Blocker(code="references.no_notice_asked", text=text, owner="HR", fix=page_of(check))
    elif referee.told_candidate_at:
        text = f"{check.clearance.person.name} has been told already."
        yield Blocker(code="references.told", text=text, owner="the clock", since=referee.told_candidate_at)


def our_letter_arrived(check, move):
    """An address that sent our letter back is not written to again."""
    referee = referee_of(check)
    if referee is not None and referee.undelivered_at:
        text = f"Our letter to {referee.name} at {referee.email} did not arrive. Correct the address, or take the reference by phone."
        fix, since = page_of(check, "correct-referee"), referee.undelivered_at
        yield Blocker(
            code="references.undelivered", text=text, owner="HR", since=since, fix=fix, fix_label="Correct it"
        )


def reminders_are_left(check, move):
    """After the last reminder a person phones."""
    referee = referee_of(check)
    if referee is not None and referee.reminders >= referee.policy.most_reminders:
        text = f"{referee.name} has had {referee.reminders} reminders. Phone them, and note the call."
        fix = page_of(check, "chase")
        yield Blocker(code="references.reminded_enough", text=text, owner="HR", since=referee.reminded_at, fix=fix)


def not_reminded_today(check, move):
    """One letter a day is enough for anybody."""
    referee = referee_of(check)
    last = max(filter(None, (referee.reminded_at, referee.written_to_at)), default=None) if referee else None
    if last is not None and last > move.at:
        text = f"Our letter to {referee.name} waits for office hours and has not gone yet."
        yield Blocker(code="references.letter_waits", text=text, owner="the clock", expected_by=as_date(last))
    elif last is not None and (move.at - last).total_seconds() < 20 * 3600:
        text = f"{referee.name} was written to less than a day ago."
        yield Blocker(code="references.reminded_today", text=text, owner="the clock", since=last, fix=page_of(check))


def they_were_not_told_yet(check, move):
    """The candidate hears once that a referee is late."""
    referee = referee_of(check)
    if referee is not None and referee.candidate_told_late_at:
        text = f"{check.clearance.person.name} knows that {referee.name} is late."
        yield Blocker(code="references.late_told", text=text, owner="HR", since=referee.candidate_told_late_at)


def it_was_asked_for(check, move):
    """Only what we asked for, sent to us: nothing that the candidate brings (KCSIE Part three: no open references)."""
    referee = referee_of(check)
    if referee is not None and referee.requested_at is None:
        text = f"{referee.name} has not been asked by us. A reference that nobody here asked for does not count."
        yield Blocker(code="references.not_asked", text=text, owner="HR", fix=page_of(check, "ask"), rule=RULE)


def a_reference_is_in(check, move):
    """There is something to verify, to compare and to ask about."""
    referee = referee_of(check)
    if referee is not None and referee.answered_at is None:
        text = f"{referee.name} has not answered yet."
        yield Blocker(
            code="references.not_in", text=text, owner=referee.name, since=referee.requested_at, fix=page_of(check)
        )


def a_question_is_open(check, move):
    """Only what was asked can be answered."""
    referee = referee_of(check)
    if referee is None or referee.open_question is None:
        text = "Nothing has been asked of the referee that waits for an answer."
        yield Blocker(code="references.no_question", text=text, owner="HR", fix=page_of(check))


def the_red_flag_is_open(check, move):
    """One red flag of this reference at a time, each settled once, by somebody who may."""
    if "flag" not in move.details:
        return
    flag = move.details["flag"]
    known = {each.code: each for each in referee_of(check).red_flags.all()} if referee_of(check) else {}
    found = known.get(getattr(flag, "code", flag))
    if found is None or found.settled_at:
        yield Blocker(
            code="references.no_flag",
            text="That is settled already, or belongs elsewhere.",
            owner="HR",
            fix=page_of(check),
        )
    elif found.code in FATAL:
        text = "No note settles this: a relative or friend is not a referee. Set the reference aside and ask somebody else."
        yield Blocker(code=f"references.{found.code}", text=text, owner="HR", fix=page_of(check, "void"), rule=RULE)
    elif found.for_deciders and not move.by.roles_at(check.school) & {"head", "safeguarding_lead"}:
        text = "This is about the safety of children. The headteacher or the safeguarding lead settles it."
        yield Blocker(code="references.for_deciders", text=text, owner="the headteacher or the safeguarding lead")


def the_address_was_found_by_us(check, move):
    """I14: the address is confirmed from a source the candidate did not give, before the reference counts."""
    referee = referee_of(check)
    if referee is not None and referee.answered_at and referee.contact_confirmed_at is None:
        text = f"Nobody has confirmed {referee.name}’s address from a source {check.clearance.person.name} did not give us."
        fix = page_of(check, "confirm-contact")
        yield Blocker(
            code="references.address_unconfirmed", text=text, owner="HR", since=referee.answered_at, fix=fix, rule=RULE
        )


def what_was_said_is_here(check, move):
    """A reference is accepted on what it says, written down here, or on a receipt that says how its writer was known."""
    if check.code != "references" or getattr(referee_of(check), "answered_at", None):
        return
    live = check.receipts.filter(voided_at=None)
    known = live.exclude(facts__verified_how=None).exclude(facts__verified_how="")
    if not (live.filter(historic=True).exists() or known.exists()):
        text = "What the referee said is not here. Take it by phone, or record the paper."
        fix = page_of(check, "take-by-phone")
        yield Blocker(code="references.nothing_said", text=text, owner="HR", fix=fix, rule=RULE)


def the_paper_is_kept_here(check, move):
    """A reference on paper is received with its paper: a tick that it came is not a reference."""
    referee = referee_of(check)
    if referee is not None and referee.route == "on_paper" and not check.documents.live().exists():
        text = f"The reference from {referee.name} came on paper. Add a copy of it under Papers."
        yield Blocker(code="references.no_paper", text=text, owner="HR", since=referee.answered_at, fix=page_of(check))


def every_red_flag_is_settled(check, move):
    """What does not agree, or does not look right, is taken up one by one (KCSIE Part three)."""
    referee = referee_of(check)
    for flag in referee.red_flags.all() if referee else ():
        if flag.settled_at is None:
            owner = "the headteacher or the safeguarding lead" if flag.for_deciders else "HR"
            fix = page_of(check, "settle-red-flag")
            yield Blocker(
                code=f"references.flag.{flag.code}",
                text=flag.sentence,
                owner=owner,
                since=flag.raised_at,
                fix=fix,
                fix_label="Settle it",
                rule=RULE,
            )


def the_head_there_confirms_it(check, move):
    """A school's reference is the headteacher's, or the headteacher confirms it (KCSIE Part three)."""
    referee = referee_of(check)
    if referee is None or not referee.answered_at or not referee.needs_the_head:
        return
    if "head" not in referee.verified_what:
        text = f"{referee.organisation} is a school and {referee.name} is not its headteacher. Have the headteacher there confirm the reference."
        fix = page_of(check, "verify-referee")
        yield Blocker(code="references.no_head", text=text, owner="HR", since=referee.answered_at, fix=fix, rule=RULE)


def no_question_is_open(check, move):
    """What was asked back is answered before anybody decides."""
    referee = referee_of(check)
    question = referee.open_question if referee else None
    if question is not None:
        text = f"{referee.name} was asked something more and has not answered."
        yield Blocker(code="references.question_open", text=text, owner=referee.name, since=question.asked_at)


def the_employers_are_spoken_for(check, move):
    """The last reference to be accepted leaves no required employer without a word (KCSIE Part three, I14)."""
    if check.code != "references":
        return
    others = check.clearance.checks.filter(code="references").exclude(pk=check.pk)
    if others.exclude(state__in=["clear", "let_go"]).exists():
        return
    spoken = set(others.filter(state="clear").values_list("referee__speaks_for", flat=True))
    spoken.add(getattr(referee_of(check), "speaks_for_id", None))
    for employer in check.clearance.employers.exclude(pk__in=spoken - {None}):
        text = f"Nobody speaks for {employer.organisation}, {employer.why}. Ask somebody there, or have the headteacher decide to do without."
        yield Blocker(code="references.employer", text=text, owner="HR", fix=page_of(check), rule=RULE)


def it_can_be_had(check, move):
    """What could not be had is decided on its own page, with its safeguards."""
    if check.code == "references" and _beyond_reach(check) is not None:
        text = "There is no reference here to accept. Decide whether to do without it, and with which safeguards."
        fix = page_of(check, "accept-without")
        yield Blocker(code="references.none_to_accept", text=text, owner="the headteacher", fix=fix)


def it_cannot_be_had(check, move):
    """Only what HR has tried for and written down is done without."""
    if check.code == "references" and _beyond_reach(check) is None:
        text = f"Nobody has recorded that {check.title.lower()} cannot be had. Try three times first."
        yield Blocker(code="references.not_given_up", text=text, owner="HR", fix=page_of(check, "give-up"))


def _beyond_reach(check):
    return check.receipts.filter(voided_at=None, outcome="unobtainable_recorded").last()


def three_tries_were_made(check, move):
    """Letters, reminders and calls that are on record here; typing that one has tried is not trying."""
    referee = referee_of(check)
    if referee is None:
        return
    made = bool(referee.requested_at) + referee.reminders + check.chases
    least = referee.policy.least_tries
    if made < least:
        text = f"{made} of {least} tries are on record: ask, remind, and note each call."
        yield Blocker(code="references.tries", text=text, owner="HR", since=referee.requested_at, fix=page_of(check))


def it_is_not_for_early_years(check, move):
    """In early years references must be in hand before work begins, and nobody may do without."""
    if check.clearance.role_facts.get("early_years"):
        text = (
            "This post is in early years, where a reference must be had before work begins. Ask for another referee."
        )
        fix = page_of(check, "void")
        yield Blocker(code="references.early_years", text=text, owner="HR", fix=fix, rule=EARLY_YEARS)


def somebody_else_tried(check, move):
    """Whoever says it cannot be had does not also decide to do without (I11)."""
    receipt = _beyond_reach(check) if check.code == "references" else None
    if receipt is not None and move.by.kind == "user" and receipt.seen_by_id == move.by.pk:
        text = "You recorded that it cannot be had. Somebody else must decide to do without it."
        yield Blocker(code="references.second_person", text=text, owner="another headteacher", rule="I11")
