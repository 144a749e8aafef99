"""What must be true before a decision about an application is taken back."""

from hiring.templatetags.dates import day, hour
from workflows.blockers import Blocker
from workflows.holding_back import gone

TURNED_DOWN = "application.do_not_progress"
STILL_CHOOSING = ("moderating", "shortlisted", "interviewing")


def too_late(application, at=None):
    """E-052: what somebody has read cannot be unread."""
    when = f" at {hour(at)} on {day(at)}" if at else ""
    return Blocker(
        code="application.told",
        text=f"The letter to {application} was sent{when} and cannot be undone. You can send a correction.",
        owner="HR",
        since=at,
    )


def nobody_has_been_told(application, move):
    """The letter still waits, so nobody knows of the decision but the school."""
    at = move.asked_once(_gone, application)
    if at:
        yield too_late(application, at)


def _gone(applications):
    return gone(TURNED_DOWN, applications)


def the_school_still_chooses(application, move):
    """A decision comes back only to a vacancy in which it can be made again."""
    vacancy = application.vacancy
    if vacancy.state not in STILL_CHOOSING:
        text = f"{vacancy} is at “{vacancy.state_words}”, so this decision stands."
        yield Blocker(code="vacancy.over", text=text, owner="HR", fix=vacancy.get_absolute_url())
