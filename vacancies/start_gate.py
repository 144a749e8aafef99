"""The start gate on a person's page: the checks, and the one button they lead to or the sentence that says when."""

from dataclasses import replace

from checks.early_starts import AWAITED, may_apply_to
from checks.models.check import CheckQuerySet
from checks.permissions import decides_this_check
from hiring import clock
from hiring.permissions import is_head_or_hr, is_hr
from hiring.templatetags.dates import fullday

NEXT = {"accepted": "confirm_start", "confirmed": "start", "open": "rely_on"}
LABELS = {"confirm_start": "Confirm the start", "start": "Record the start", "rely_on": "Record that work begins"}
HR_ALONE = ("/ask/", "/chase/")
BEFORE_CONFIRMING = {"offered", "accepted"}
ENDED = {
    "closed": "The file is closed. Nothing more is asked of anybody.",
    "left": "They have left. The file stays as it was.",
}


def start_gate(clearance, appointment, actor, *, moves, incidents):
    """The gate of this file as this actor meets it. `moves`: what could happen from here, with a verdict on each."""
    gate = clearance.gate()
    if not actor.roles_at(clearance.school) & CheckQuerySet.roles:
        gate.lines, gate.clear = _without_doors(gate.lines), _without_doors(gate.clear)
    else:
        gate.lines = [_for_whom_it_is(line, actor) for line in gate.lines]
    gate.incident = next((each for each in incidents if each.state == "open"), None)
    if appointment is not None and appointment.state in BEFORE_CONFIRMING:
        gate.lines = [_in_time_for_what(line) for line in gate.lines]
    verdict = next_verdict(appointment or clearance, moves)
    if verdict is not None and verdict.allowed:
        url = f"{clearance.get_absolute_url()}{verdict.rule.slug}/"
        gate.action = {"url": url, "label": LABELS[verdict.rule.name]}
    gate.footer = footer(clearance, appointment, gate, verdict)
    gate.other = way_round(clearance, gate, actor)
    return gate


def way_round(clearance, gate, actor):
    """The one narrow exception, where the certificate is what is awaited; for those who may write or decide on it."""
    awaited = next((line for line in gate.lines if line.check.code == AWAITED and line.check.pk), None)
    if awaited is None or clearance.offer_made_at is None or not is_head_or_hr(clearance, actor):
        return None
    if gate.early_start is None and (clearance.state != "open" or not may_apply_to(clearance, awaited.check)):
        return None
    label = "Starting before the DBS certificate arrives"
    return {
        "url": f"{clearance.get_absolute_url()}exception/",
        "label": label if gate.early_start else f"{label}: see if this can apply",
    }


def next_verdict(record, moves):
    """Whether the next verb towards the first day could be used now: the appointment's, or the file's where there is none."""
    wanted = NEXT.get(record.state)
    return next((each for each in moves if each.rule.name == wanted), None)


def footer(clearance, appointment, gate, verdict):
    """When the button will be here, and whose it is."""
    if verdict is not None and appointment is None:
        return _before_work_begins(clearance, gate, verdict)
    if verdict is not None:
        return _before_the_start(appointment, gate, verdict)
    if appointment is not None:
        return _otherwise(appointment)
    if clearance.state in ENDED:
        return ENDED[clearance.state]
    if clearance.state == "relied_on":
        return f"At work since {fullday(clearance.began_on)}."
    and_clear = f", and when {_left(gate)} clear" if gate.blockers else ""
    return f"The start can be confirmed after an offer is made and accepted{and_clear}."


def _before_work_begins(clearance, gate, verdict):
    """Where there is no vacancy, HR or the headteacher records the first day."""
    if gate.is_open:
        return "Every check is clear." if gate.action else " ".join(each.text for each in verdict.blockers)
    if clearance.is_here_already:
        return f"At work since {fullday(clearance.began_on)}, before this file was opened. What is missing is missing now."
    return f"Work can begin when {_left(gate)} clear."


def _before_the_start(appointment, gate, verdict):
    confirming = verdict.rule.name == "confirm_start"
    whose = "The headteacher" if confirming else "HR or the headteacher"
    who = f"{'You' if verdict.permitted else whose} can {LABELS[verdict.rule.name].lower()}"
    if confirming and gate.blockers and not gate.blockers_of_the_offer:
        first = f"{who} now." if not verdict.blockers else " ".join(each.text for each in verdict.blockers)
        return f"{first} It can be recorded when {_left(gate)} clear."
    if not gate.is_open:
        return f"{who} when {_left(gate)} clear."
    if gate.action:
        return f"Planned for {fullday(appointment.starts_on)}."
    if not confirming and clock.today() < appointment.starts_on:
        return f"The start is confirmed for {fullday(appointment.starts_on)}. It can be recorded on the day."
    return " ".join(each.text for each in verdict.blockers) if verdict.permitted else f"{who} now."


def _otherwise(appointment):
    sentences = {
        "offered": f"The candidate has until {fullday(appointment.reply_by)} to answer the offer. "
        "The start can be confirmed after that.",
        "started": f"At work since {fullday(appointment.started_on)}.",
        "stood_down": "Away from work while something is looked into. The headteacher decides on the return.",
    }
    return sentences.get(appointment.state, f"{appointment.state_words}. Nobody starts on this offer.")


def _left(gate):
    count = len(gate.blockers)
    return "the check above is" if count == 1 else f"the {count} checks above are"


def _without_doors(lines):
    """An auditor reads the gate and opens no check."""
    return [replace(line, action_url="", action_label="") for line in lines]


def _in_time_for_what(line):
    """What is only for the first day says that it does not hold the offer up."""
    if line.blocks_the_offer:
        return line
    return replace(
        line, detail=f"{line.detail} It is for the first day; the start can be confirmed before it is clear."
    )


def _for_whom_it_is(line, actor):
    """Who may not do what comes next is led to the check itself, which says who may."""
    check = line.check
    if not check.pk:
        return line if is_head_or_hr(check, actor) else replace(line, action_url="", action_label="")
    if line.condition in {"to_decide", "concern"}:
        may = decides_this_check(check, actor)
    else:
        may = is_hr(check, actor) if line.action_url.endswith(HR_ALONE) else is_head_or_hr(check, actor)
    return line if may else replace(line, action_url=check.get_absolute_url(), action_label="Open")
