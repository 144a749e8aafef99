"""Whose turn it is with one application, in words. Asks the database nothing: it is handed rows with their relations read."""

from dataclasses import dataclass

from hiring.templatetags.dates import day, hour, moment


@dataclass(frozen=True)
class Turn:
    """Who holds it, the mark beside the state, what comes next and where that is done."""

    mark: str
    holder: str
    next: str = ""
    url: str = ""


def turn_of(application, vacancy, panel_left):
    """Whose turn it is. `panel_left`: names of the members whose scores are not in."""
    teller = TELLERS.get(application.state)
    return teller(application, vacancy, panel_left) if teller else Turn("na", "")


def _submitted(application, vacancy, panel_left):
    base = vacancy.get_absolute_url()
    if vacancy.state == "scoring":
        return Turn("wait", f"Panel: {several(panel_left)}" if panel_left else "Panel", "Scores come in")
    if vacancy.state == "moderating":
        return Turn("review", "HR and the panel", "Decide", f"{base}shortlist/")
    if vacancy.state == "closed":
        return Turn("none", "HR", "Open scoring", f"{base}open-scoring/")
    return Turn("none", "Nobody until it closes", f"Closes {day(vacancy.closes_at)}" if vacancy.closes_at else "")


def _shortlisted(application, vacancy, panel_left):
    if vacancy.state == "interviewing":
        return Turn("none", "HR", "Invite", f"{application.get_absolute_url()}invite/")
    if vacancy.state == "shortlisted":
        return Turn("none", "HR", "Begin interviews", f"{vacancy.get_absolute_url()}begin-interviews/")
    return Turn("ok", "HR and the panel", "Confirm the shortlist", f"{vacancy.get_absolute_url()}shortlist/")


def _invited(application, vacancy, panel_left):
    interview = getattr(application, "interview", None)
    when = f"Interview {moment(interview.starts_at)}" if interview else "Interview"
    return Turn("wait", "Panel", when, f"{application.get_absolute_url()}record-interview/")


def _interviewed(application, vacancy, panel_left):
    return Turn("review", "The headteacher", "Offer, or answer", application.get_absolute_url())


def _offered(application, vacancy, panel_left):
    offer = getattr(application, "appointment", None)
    if offer is None:
        return Turn("na", "")
    where = offer.get_absolute_url()
    return {
        "offered": Turn("wait", "The candidate", f"Reply by {day(offer.reply_by)}"),
        "accepted": Turn("wait", "Checks", "See what is left", where),
        "confirmed": Turn("ok", "HR", f"Starts {day(offer.starts_on)}", where),
        "started": Turn("ok", "", ""),
        "stood_down": Turn("problem", "The headteacher", "Stood down", where),
    }.get(offer.state, Turn("na", ""))


def _not_progressing(application, vacancy, panel_left):
    if not application.outcome_waits:
        return Turn("na", "")
    return Turn(
        "wait",
        f"Nobody: the letter goes at {hour(application.outcome_goes_at)}",
        "Undo",
        f"{application.get_absolute_url()}undo-decision/",
    )


TELLERS = {
    "submitted": _submitted,
    "shortlisted": _shortlisted,
    "invited": _invited,
    "interviewed": _interviewed,
    "offered": _offered,
    "not_progressing": _not_progressing,
}


def several(names):
    """One or two names in full; more are counted."""
    if len(names) <= 2:
        return " and ".join(names)
    return f"{names[0]} and {len(names) - 1} others"
