"""One check as the gate shows it: what it is, who holds it, since when, what comes next, one action."""

from dataclasses import replace

from checks.gate_line import Line
from checks.kinds.words import as_date
from checks.referee_words import while_waiting_words, why_not_asked_words
from hiring.calendars import add_working_days
from hiring.templatetags.dates import daymonth_of, moment

MARKS = {
    "not_started": "none",
    "waiting": "wait",
    "to_decide": "review",
    "clear": "ok",
    "concern": "problem",
    "let_go": "na",
}
ORDER = ["concern", "kept", "to_decide", "expired", "newly_asked", "not_started", "waiting", "exception"]
WORDS = {
    "not_started": "Our turn",
    "to_decide": "To decide",
    "clear": "Clear",
    "concern": "Concern to decide",
    "expired": "Due again",
    "let_go": "No longer asked for",
    "exception": "Exception",
}
DEAL_WITH_IN = 2  # working days for what is ours to do or to decide
ASK_AFTER = 5  # working days before somebody who has not answered is asked again
RESTRICTED = "What the concern is can be read only by the headteacher or the safeguarding lead."


def line_on(check, on, good_on=None):
    """What this check says on this day. A check that was clear and has run out is due again, not clear.

    good_on: the day it must still be good on, where that is a first day to come.
    """
    good_on = good_on or on
    condition = "expired" if check.state == "clear" and not check.is_in_force(good_on) else check.state
    has_run_out = condition == "expired" and check.expires_on < on
    is_shut = condition not in {"clear", "let_go"}
    late = _is_late(check, condition, on)
    url, label = _action(check, condition, late)
    return Line(
        check=check,
        condition=condition,
        mark="due" if condition == "expired" else MARKS[condition],
        name=check.title,
        word=_word(check, condition),
        detail=_detail(check, condition, on),
        holder=(check.holder or "HR") if is_shut else "",
        held_since=check.held_since,
        since=_since(check.expires_on if has_run_out else check.held_since, on) if is_shut else "",
        next_step=_next_step(check, condition, late),
        due_on=_due_on(check, condition),
        action_url=url,
        action_label=label,
        restricted=RESTRICTED if condition == "concern" else "",
    )


def excepted(line, early):
    """The certificate while somebody may work, or begin, without it: amber, never green."""
    detail = f"{line.detail} Approved by {early.approved_by.name} on {daymonth_of(as_date(early.approved_at))}."
    return replace(
        line,
        condition="exception",
        mark="exc",
        word=WORDS["exception"],
        detail=f"{detail} {early.supervisor.name} supervises, and they are never alone with pupils.",
        next_step=f"the headteacher looks again by {daymonth_of(early.review_on)}.",
        due_on=early.review_on,
        action_url=early.get_absolute_url(),
        action_label="Open the exception",
    )


def failed(line, faults):
    """The certificate when an approved exception no longer holds."""
    return replace(line, detail=f"{line.detail} The early start does not hold: {faults[0].text}")


def waits_for_an_offer(check):
    """Health and the DBS are asked about only after a conditional offer."""
    return check.kind.earliest_stage == "offered" and check.clearance.offer_made_at is None


def _is_late(check, condition, on):
    due_on = _due_on(check, condition)
    return condition == "waiting" and due_on is not None and due_on < on


def _word(check, condition):
    if condition == "waiting":
        return f"Waiting for {check.holder}"
    return "After the offer" if condition == "not_started" and waits_for_an_offer(check) else WORDS[condition]


def _detail(check, condition, on):
    came = daymonth_of(as_date(check.held_since))
    asked = daymonth_of(as_date(check.asked_at or check.held_since))
    if condition == "not_started":
        return _why_not_started(check)
    if condition == "expired":
        return _run_out(check, on)
    return {
        "waiting": while_waiting_words(check)
        or f"Asked on {asked}{_chased(check)}; no answer yet, {_days(check.asked_at or check.held_since, on)}.",
        "to_decide": f"Evidence came in on {came} and waits for a decision.",
        "concern": f"A concern was raised on {came} and waits for a decision.",
        "clear": f"Clear since {came}.{_good_until(check)}",
        "let_go": f"Not asked for since {came}, by rule {check.required_by}.",
    }[condition]


def _run_out(check, on):
    until = daymonth_of(check.expires_on)
    if check.expires_on < on:
        return f"It was good until {until}. Record it again."
    return f"It is good only until {until}, and they begin after that. Record it again."


def _why_not_started(check):
    words = why_not_asked_words(check)
    if words:
        return words
    if getattr(check, "voided_at", None):
        who = check.voided_by or "Gatepost"
        return f"Voided by {who} on {moment(check.voided_at)}, and not recorded again yet."
    if waits_for_an_offer(check):
        return "It can be asked for only after a conditional offer."
    return "Not asked for yet." if check.kind.is_asked else "Not done yet."


def _chased(check):
    if not check.chases:
        return _reminded(check)
    times = {1: "once", 2: "twice"}.get(check.chases, f"{check.chases} times")
    return f", chased {times}, last on {daymonth_of(as_date(check.chased_at))}"


def _reminded(check):
    """The letters that went out by themselves, while nobody has phoned."""
    referee = getattr(check, "referee", None) if check.code == "references" else None
    if referee is None or not referee.reminders:
        return ""
    times = {1: "once", 2: "twice"}.get(referee.reminders, f"{referee.reminders} times")
    return f", reminded {times}, last on {daymonth_of(as_date(referee.reminded_at))}"


def _good_until(check):
    again = f" Due again by {daymonth_of(check.again_on)}, by our own policy." if check.again_on else ""
    until = f" Good until {daymonth_of(check.expires_on)}." if check.expires_on else again
    return f"{until}{check.kind.held_to(check)}"


def _days(since, on):
    days = (on - as_date(since)).days
    return "today" if days <= 0 else f"{days} day{'' if days == 1 else 's'}"


def _since(since, on):
    return "since today" if as_date(since) >= on else f"since {daymonth_of(as_date(since))}"


def _next_step(check, condition, late):
    if condition in {"clear", "let_go"}:
        return ""
    if condition == "not_started" and waits_for_an_offer(check):
        return "the headteacher makes an offer."
    if late:
        return f"phone {check.holder}."
    if condition == "expired":
        return "see it again and record it."
    said = check.kind.next_step(check)
    return f"{said[0].lower()}{said[1:]}" if not said.startswith(("HR", "DBS")) else said


def _due_on(check, condition):
    if condition in {"clear", "let_go"} or (condition == "not_started" and waits_for_an_offer(check)):
        return None
    if condition == "expired":
        return check.expires_on
    if condition != "waiting":
        return _before_the_first_day(check, add_working_days(as_date(check.held_since), DEAL_WITH_IN))
    referee = getattr(check, "referee", None) if check.code == "references" else None
    if referee is not None and (referee.remind_on or referee.due_on) and not check.chased_at:
        return referee.remind_on or referee.due_on
    return add_working_days(as_date(check.chased_at or check.asked_at or check.held_since), ASK_AFTER)


def _before_the_first_day(check, day):
    """What is ours to do is due by the planned first day at the latest, where it was asked for before it."""
    planned = None if check.clearance.began_on else check.clearance.starts_on
    return min(day, planned) if planned and planned >= as_date(check.held_since) else day


def _action(check, condition, late):
    """Where the one button goes: to ask, to note a call, or to the check's own page at the right place."""
    page = check.get_absolute_url()
    if condition in {"clear", "let_go"}:
        return page, "Open"
    if late:
        return f"{page}chase/", "Record a call"
    if condition == "not_started" and (waits_for_an_offer(check) or _why_not_started(check).endswith("instead.")):
        return page, "Open"
    if condition == "not_started" and check.kind.holder in {"candidate", "referee"}:
        return (page, "Open") if _needs_a_referee(check) else (f"{page}ask/", check.kind.ask_label)
    if condition in {"to_decide", "concern"}:
        return f"{page}#decide", "Decide"
    return f"{page}#record", check.kind.action_label(check) if condition != "expired" else check.kind.record_label


def _needs_a_referee(check):
    referee = getattr(check, "referee", None)
    return check.code == "references" and (referee is None or bool(referee.declined_at or referee.undelivered_at))
