"""The gate of a vacancy or of one application: what stands between it and its next step, for the page that asks."""

from hiring import clock
from hiring.actors import SYSTEM
from hiring.permissions import is_system
from hiring.templatetags.dates import day, distance
from vacancies.models import Vacancy
from vacancies.ways import Ways
from workflows.transitions import Move

NEXT = {
    "draft": ("send_for_approval", "Approval"),
    "awaiting_approval": ("approve", "Approval"),
    "approved": ("publish", "Publishing"),
    "published": ("close", "Closing"),
    "closed": ("open_scoring", "Scoring"),
    "scoring": ("open_seal", "Opening the scores"),
    "moderating": ("confirm_shortlist", "Shortlist"),
    "shortlisted": ("begin_interviews", "Interviews"),
    "interviewing": ("fill", "Filling the post"),
}
NEXT_FOR_ONE = {
    "submitted": "shortlist",
    "shortlisted": "invite",
    "invited": "record_interview",
    "interviewed": "offer",
}
OURS = {"HR", "the headteacher", "the panel", ""}


def gate_of(vacancy, actor):
    """The gate of the next step as components/gate.html shows it; None once nothing comes next."""
    if vacancy.state not in NEXT:
        return None
    verb, noun = NEXT[vacancy.state]
    rule = Vacancy.rule_of(verb)
    blockers = _blockers(vacancy, rule, actor)
    permitted = rule.permission(vacancy, actor)
    gate = _gate(rule, noun, blockers, vacancy.get_absolute_url(), permitted=permitted)
    ways = Ways(vacancy, actor)
    for line in gate["lines"]:
        line["action_url"] = line["action_url"] if ways.are_open(line["action_url"]) else ""
    return gate


def chip_of(vacancy, gate):
    """The gate in three words."""
    if gate is None:
        return None
    label = f"Blocked by {len(gate['lines'])}" if gate["lines"] else "Ready"
    return {"status": gate["status"], "label": label, "url": f"{vacancy.get_absolute_url()}#gate-title"}


def _blockers(vacancy, rule, actor):
    """Every reason, whoever asks: somebody who may not do it may still know what it waits for."""
    move = Move(by=actor if actor.kind == "user" else SYSTEM, at=clock.now())
    return [blocker for guard in rule.guards for blocker in guard(vacancy, move)]


def _status(blockers):
    if not blockers:
        return "ready"
    return "blocked" if any(each.owner in OURS for each in blockers) else "waiting"


def _line(blocker):
    ours = blocker.owner in OURS
    return {
        "mark": "none" if ours else "wait",
        "word": "",
        "name": blocker.text,
        "detail": f"Rule: {blocker.rule}." if blocker.rule else "",
        "holder": blocker.owner,
        "since": f"since {day(blocker.since)}, {distance(blocker.since)}" if blocker.since else "",
        "due_on": blocker.expected_by,
        "action_url": "" if _is_a_vacancy(blocker.fix) else blocker.fix,
        "action_label": blocker.fix_label or ("Put it right" if ours else "Open"),
    }


def _is_a_vacancy(address):
    """A way out that only points at the vacancy's overview is no help to somebody who stands on it."""
    parts = address.strip("/").split("/")
    return len(parts) == 2 and parts[0] == "vacancies"


def gate_of_application(application, moves):
    """The gate of one application's next step. `moves`: its verdicts for this actor."""
    wanted = NEXT_FOR_ONE.get(application.state)
    verdict = next((each for each in moves if each.rule.name == wanted), None)
    if verdict is None:
        return _checks_gate(application)
    blockers = verdict.blockers if verdict.permitted else ()
    label = verdict.rule.label
    return _gate(verdict.rule, label, blockers, application.get_absolute_url(), permitted=verdict.permitted)


def _gate(rule, noun, blockers, base, *, permitted):
    """One gate. `clear` is always said: a template that asks a plain dict for it would call the dict's own method."""
    if blockers:
        return {
            "status": _status(blockers),
            "title": f"{noun} blocked by {len(blockers)}",
            "lines": [_line(each) for each in blockers],
            "clear": (),
            "footer": _footer(rule),
        }
    gate = {
        "status": "ready" if permitted else "waiting",
        "title": f"Next: {_small(rule.label)}",
        "summary": rule.meaning,
    }
    if permitted:
        return gate | {"lines": (), "clear": (), "action": {"url": f"{base}{rule.slug}/", "label": rule.label}}
    return gate | {"lines": (), "clear": (), "footer": f"This is for {rule.permission.words} to do."}


def _footer(rule):
    """Where the button will be: a sentence, never a button that cannot be pressed."""
    if rule.permission is is_system:
        return "This happens by itself once nothing above is left."
    return f"“{rule.label}” can be done here once this is put right."


def _checks_gate(application):
    """After an offer the gate that matters is the start gate, on the person's own page."""
    offer = getattr(application, "appointment", None)
    if offer is None or offer.state not in {"offered", "accepted", "confirmed"}:
        return None
    action = {"url": offer.get_absolute_url(), "label": "Open the start gate"}
    return {
        "status": "waiting",
        "title": offer.state_words,
        "summary": "What stands before the first day.",
        "action": action,
    }


def _small(label):
    return f"{label[0].lower()}{label[1:]}"
