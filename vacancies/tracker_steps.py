"""The fixed steps every candidate goes through, each with its date, so that nobody has to guess what comes next."""

from hiring import clock
from hiring.templatetags.dates import day, fullday, moment

NOW_AT = {
    "draft": "sent",
    "not_sent": "sent",
    "received": "closed",
    "choosing": "choosing",
    "shortlisted": "interviews",
    "invited": "interviews",
    "interviewed": "decision",
    "offered": "decision",
    "checks": "start",
    "confirmed": "start",
}
ORDER = ["sent", "closed", "choosing", "interviews", "decision", "start"]
BY = "by "


def steps_of(application, tracker, promises, *, sent=None, panel=None):
    """Each step: key, label, when, note, status (done, now, todo, ended)."""
    vacancy, reached = application.vacancy, reached_by(application, tracker)
    steps = [
        _sent(application),
        _closed(vacancy, sent),
        {
            "key": "choosing",
            "label": "Choosing who to interview",
            "when": _by(promises, "shortlist", vacancy.shortlist_by),
            "note": _panel(panel),
        },
        {"key": "interviews", "label": "Interviews", "when": _interview(application, vacancy)},
        {"key": "decision", "label": "Decision", "when": _by(promises, "decision", vacancy.decision_by)},
        {"key": "start", "label": "Checks, then start", "when": _start(application, vacancy)},
    ]
    for place, step in enumerate(steps):
        step["status"] = status_of(place, reached, tracker)
        if step["status"] == "ended" and (place > reached or step["when"].startswith(BY)):
            step["when"] = ""  # it will not happen, so no date of it is told
            step["note"] = step.get("note", "") if place == reached else ""
    return steps


def reached_by(application, tracker):
    """The place of the step that is happening, or of the last one before it all ended."""
    if tracker.status in {"started", "left"}:
        return len(ORDER)
    if tracker.status in NOW_AT:
        return ORDER.index(NOW_AT[tracker.status])
    if tracker.status in {"declined", "lapsed", "offer_withdrawn"}:
        return ORDER.index("start")
    if application.submitted_at is None:
        return 0
    if hasattr(application, "interview"):
        return ORDER.index("decision") if application.interview.held_on else ORDER.index("interviews")
    return ORDER.index("choosing") if application.vacancy.closes_at <= clock.now() else ORDER.index("closed")


def status_of(place, reached, tracker):
    if place < reached:
        return "done"
    if tracker.has_ended:
        return "ended"
    return "now" if place == reached else "todo"


def _sent(application):
    if application.submitted_at is None:
        return {"key": "sent", "label": "Sent", "when": ""}
    link = {"url": f"/my/{application.vacancy.reference}/copy/", "url_label": "See your copy"}
    return {"key": "sent", "label": "Sent", "when": moment(application.submitted_at), **link}


def _closed(vacancy, sent):
    shut = vacancy.state != "published" or vacancy.closes_at <= clock.now()
    when = (
        vacancy.closed_at
        if shut and vacancy.closed_at and vacancy.closed_at < vacancy.closes_at
        else vacancy.closes_at
    )
    note = f"{sent} {'person' if sent == 1 else 'people'} applied" if shut and sent is not None else ""
    return {"key": "closed", "label": "Job closed" if shut else "Job closes", "when": moment(when), "note": note}


def _panel(panel):
    return f"{panel} people score each application without seeing names" if panel else ""


def _by(promises, topic, planned):
    """When it was done, or the newest date given for it."""
    given = [promise for promise in promises if promise.topic == topic]
    kept = next((promise.kept_at for promise in given if promise.is_kept), None)
    if kept:
        return day(kept)
    still = planned if planned and planned > clock.now() else None
    newest = next((promise.due_at for promise in reversed(given) if not promise.moved_at), still)
    return f"{BY}{moment(newest)}" if newest else ""


def _interview(application, vacancy):
    met = getattr(application, "interview", None)
    if met:
        return moment(met.starts_at)
    return day(vacancy.interviews_on) if _is_to_come(vacancy.interviews_on) else ""


def _start(application, vacancy):
    appointment = getattr(application, "appointment", None)
    if appointment and appointment.started_on:
        return fullday(appointment.started_on)
    planned = appointment.starts_on if appointment else vacancy.starts_on
    return fullday(planned) if _is_to_come(planned) else ""


def _is_to_come(planned):
    """A planned day that went by is told no more; what became of it is said on the card."""
    return bool(planned) and planned >= clock.today()
