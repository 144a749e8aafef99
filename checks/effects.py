"""What follows when something happens to a check: the referee or the candidate is asked, HR and the deciders are told."""

import datetime as dt
from dataclasses import replace

from checks.kinds.childcare_disqualification import NOT_MEANWHILE
from checks.kinds.letters import COVERED, NOT_CHECKS, words_of_statement
from checks.models import ReferencePolicy
from checks.models.chasing import ASK_FOR_IT
from hiring import clock
from hiring.calendars import add_working_days
from hiring.duty import HR, all_on_duty, hr_for
from hiring.models import Role
from hiring.templatetags.dates import as_date
from workflows.holding_back import when_it_goes
from workflows.letters import Letter, OneTimeLink, Page, TheirPage
from workflows.mending import let_go_after_all, stop_all_about
from workflows.registry import effect

DECIDERS = ((Role.HEAD,), (Role.SAFEGUARDING_LEAD,))
REPLACE = "referees/replace/"  # where the candidate names another


def initials(name):
    """H.F. for Hollis Freeman: all that a subject line may say of a candidate."""
    return "".join(f"{word[0].upper()}." for word in name.split())


def to_referee(check, words, *, with_link=True, at_once=False, policy=None, goes_at=None, **more):
    """A letter in office hours (N-40), with a link that works from then on. `at_once` answers what they have just done.

    policy and goes_at: how referees are written to and when the next letter goes, where that has been asked.
    """
    referee, person = check.referee, check.clearance.person
    policy = policy or (referee.policy if check.state == "waiting" else ReferencePolicy.of(check.school.trust))
    goes_at = clock.now() if at_once else goes_at or policy.next_letter_at(check.school)
    facts = {
        "check": check,
        "person": person,
        "initials": initials(person.name),
        "due_on": referee.due_on,
        "link_days": policy.link_days,
        **more,
    }
    ends_at = goes_at + dt.timedelta(days=policy.link_days)
    link = OneTimeLink("referee", referee.email, subject_id=referee.pk, expires_at=ends_at) if with_link else None
    not_before = goes_at if goes_at > clock.now() else None
    return Letter(words, referee.name, referee.email, check, link, facts, not_before)


def asking(occasion, words):
    """The letter that asks, with the day to answer by: counted from the day on which it goes."""
    check = occasion.record
    if occasion.is_made:
        return to_referee(check, words)
    policy = ReferencePolicy.of(check.school.trust)
    goes_at = policy.next_letter_at(check.school)
    due_on = add_working_days(as_date(goes_at), policy.answer_in)
    if check.state == "waiting":  # they were asked under what was settled then
        return to_referee(check, words, due_on=due_on)
    return to_referee(check, words, policy=policy, goes_at=goes_at, due_on=due_on)


def to_candidate(check, words, page="", **facts):
    """To the person whose check it is, at the tracker of the vacancy it came from; nothing to somebody without an address."""
    clearance, person = check.clearance, check.clearance.person
    if not person.email:  # they are asked in person, and HR records what was seen
        return []
    path = f"/my/{clearance.reference}/{page}" if clearance.reference else "/my/"
    path = f"/my/checks/{check.pk}/" if check.kind.is_a_declaration and check.state == "waiting" else path
    link = TheirPage(person, path)
    return [Letter(words, person.name, person.email, check, link, {"check": check, "clearance": clearance, **facts})]


def to_staff(people, words, check, **facts):
    facts = {"check": check, "clearance": check.clearance, **facts}
    return [Letter(words, user.name, user.email, check, Page(check.get_absolute_url()), facts) for user in people]


@effect("check.ask")
def the_holder_is_asked(occasion):
    """The referee gets a link of their own; the candidate is told exactly what is needed. Nobody else is written to."""
    check = occasion.record
    if check.code == "references":
        return asking(occasion, "check.ask.referee") if hasattr(check, "referee") else None
    if check.kind.holder == "candidate":
        return to_candidate(check, "check.ask", sentence=check.kind.candidate_sentence)
    return None


@effect("check.ask_by_letter")
def whoever_sends_them_is_asked(occasion):
    """To the agency, the provider or the employer: whom it is about, for which post, and each check to confirm with its date."""
    check, told = occasion.record, occasion.details
    whom = check.letters.first() if occasion.is_made else None
    name = whom.name if whom else told.get("to_name") or "(the name you enter)"
    email = whom.email if whom else told.get("to_email") or "(the address you enter)"
    facts = {"check": check, "clearance": check.clearance, **what_it_must_state(check)}
    return Letter("check.ask_by_letter", name, email, check, None, facts)


def what_it_must_state(check):
    """Each check their letter must name for this post, and what else it must say, in words; of an agency's copy, nothing."""
    form = check.kind.Evidence(check=check)
    if not hasattr(form, "must_state"):
        return {}
    lines = form.by_the_rules(check.clearance.first_day)
    also = [words_of_statement(line.states) for line in lines if line.states in NOT_CHECKS]
    return {"must_state": [COVERED[code] for code in form.must_state()], "must_say": also}


@effect("check.record", "check.see_again")
def nobody_works_in_scope_meanwhile(occasion):
    """To the headteacher and HR: who is disqualified does not look after young children while Ofsted or a Tribunal thinks."""
    check = occasion.record
    if check.code != "childcare_disqualification" or _outcome(occasion) not in NOT_MEANWHILE:
        return None
    people = all_on_duty(check.school, (Role.HEAD,), HR)
    return to_staff(people, "childcare.not_meanwhile", check)


def _outcome(occasion):
    """What was recorded; of a move that is only supposed, what is about to be."""
    if not occasion.is_made:
        return (occasion.details.get("evidence") or {}).get("outcome")
    last = occasion.record.receipts.filter(voided_at=None).last()
    return last and last.outcome


@effect("check.put_off")
def the_referee_is_asked_again(occasion):
    """On the day they chose, unless they have answered or declined by then."""
    check = occasion.record
    referee = getattr(check, "referee", None)
    if check.state == "waiting" and referee is not None and referee.answered_at is None:
        return to_referee(check, "check.ask.referee")
    if check.state == "waiting" and referee is not None and referee.open_question:
        return to_referee(check, "check.ask_more")
    return None


@effect("check.correct_referee")
def the_new_address_is_written_to(occasion):
    """A request that was out goes out again, to the right person; a later ask writes otherwise."""
    check = occasion.record
    if check.state != "waiting" or not hasattr(check, "referee"):
        return None
    letter = asking(occasion, "check.ask.referee")
    if occasion.is_made:
        return letter
    name, email = (occasion.details.get(each) or f"(the {each} you enter)" for each in ("name", "email"))
    return replace(letter, to_name=name, to_email=email)


@effect("check.tell_first")
def the_candidate_is_told_first(occasion):
    """To a candidate who asked to be told before we contact this referee; after a day we may (N-27)."""
    check = occasion.record
    referee = getattr(check, "referee", None)
    return to_candidate(check, "referee.tell_first", referee=referee.name) if referee else None


@effect("check.decline")
def the_referee_would_rather_not(occasion):
    """HR approves the colleague or finds somebody else (N-07); the candidate hears which it is (N-37)."""
    check = occasion.record
    referee = getattr(check, "referee", None)
    if referee is None:
        return None
    facts = {"referee": referee.name, "colleague": referee.colleague_name}
    letters = to_staff(hr_for(check.school), "check.decline", check, **facts)
    return [*letters, *to_candidate(check, "check.decline.candidate", REPLACE, **facts)]


@effect("check.remind")
def the_referee_is_reminded(occasion):
    """A shorter letter with a link; another for somebody who has begun (N-41, N-42)."""
    check = occasion.record
    if check.state != "waiting" or not hasattr(check, "referee"):
        return None
    return to_referee(check, "check.remind", begun=bool(check.referee.draft))


@effect("check.report_late")
def the_candidate_may_nudge(occasion):
    """The candidate hears who has not answered, and since when (N-37)."""
    check = occasion.record
    referee = getattr(check, "referee", None)
    if check.state != "waiting" or referee is None:
        return None
    return to_candidate(check, "check.report_late", REPLACE, referee=referee.name, since=referee.written_to_at)


@effect("check.come_back")
def the_letter_did_not_arrive(occasion):
    """HR has a task that names the referee (N-06); the candidate may give another address (N-37)."""
    check = occasion.record
    referee = getattr(check, "referee", None)
    if referee is None:
        return None
    facts = {"referee": referee.name, "email": referee.email}
    letters = to_staff(hr_for(check.school), "check.come_back", check, **facts)
    return [*letters, *to_candidate(check, "check.come_back.candidate", REPLACE, referee=referee.name)]


@effect("check.take_by_phone")
def the_referee_has_it_in_writing(occasion):
    """What was heard on the phone is confirmed to the address we have, without a word of what was said."""
    check = occasion.record
    return (
        to_referee(check, "check.take_by_phone", with_link=False, at_once=True) if hasattr(check, "referee") else None
    )


@effect("check.ask_more")
def the_question_goes_to_the_referee(occasion):
    """A link to one question; the question itself is read behind it."""
    check = occasion.record
    return asking(occasion, "check.ask_more") if hasattr(check, "referee") else None


@effect("check.answer_more")
def the_question_is_answered(occasion):
    """HR is told that there is an answer, never what."""
    return to_staff(hr_for(occasion.record.school), "check.answer", occasion.record)


@effect("check.answer")
def an_answer_is_in(occasion):
    """HR is told; a referee is thanked."""
    check = occasion.record
    letters = to_staff(hr_for(check.school), "check.answer", check)
    if check.code == "references" and occasion.is_made:
        letters.append(to_referee(check, "check.answer.referee", with_link=False, at_once=True))
    return letters


@effect(
    "check.record",
    "check.see_again",
    "check.report_change",
    "check.raise_concern",
    "check.answer",
    "check.take_by_phone",
    "check.take_on_paper",
)
def something_needs_a_decision(occasion):
    """To the head and the safeguarding lead: that there is something, never what."""
    if occasion.to_state != "concern":
        return None
    deciders = all_on_duty(occasion.record.school, *DECIDERS)
    return to_staff(deciders, "check.raise_concern", occasion.record)


@effect("incident.record", "incident.record_failure")
def work_began_without_clearance(occasion):
    """To the head and the safeguarding lead, who look into it and close it: that it happened, never who."""
    incident = occasion.record
    school, page = incident.school, Page(incident.get_absolute_url())
    facts = {"recorded_by": incident.who_recorded}
    words = "incident.failed" if incident.what == "failed" else "incident.record"
    return [Letter(words, user.name, user.email, incident, page, facts) for user in all_on_duty(school, *DECIDERS)]


@effect("clearance.close")
def nothing_more_is_asked(occasion):
    """Referees who were asked and have not answered are told that it is needed no more; a letter not gone yet never goes.

    It waits ten minutes: the decision that closed the file may be taken back.
    """
    if occasion.is_made and occasion.record.state != "closed":
        return []
    letters = []
    for check in _waiting_for_referees(occasion.record):
        if occasion.is_made:
            stop_all_about(check, ASK_FOR_IT)
        if not check.referee.letter_waits:
            letters.append(_later(to_referee(check, "clearance.close", with_link=False), when_it_goes(occasion.at)))
    return letters


@effect("clearance.reopen", acts=True)
def they_are_asked_after_all(occasion):
    """The letters that closing the file had stopped wait to go again."""
    closed = occasion.record.events().filter(verb="clearance.close").first()
    for check in _waiting_for_referees(occasion.record):
        let_go_after_all(check, ASK_FOR_IT, since=closed.at)


def _later(letter, at):
    return replace(letter, not_before=max(at, letter.not_before or at))


def _waiting_for_referees(clearance):
    waiting = clearance.checks.filter(code="references", state="waiting").exclude(referee=None)
    return waiting.select_related("clearance__school__trust", "clearance__person", "referee__asked_under")
