"""What becomes of somebody already at work when one of their checks moves (I4)."""

from checks.concerns import bar_on, is_at_work
from hiring import clock
from hiring.actors import SYSTEM

NEWS = {"check.void": "voided", "check.report_change": "reported"}


def what_follows_at_work(check):
    """A concern opens, is decided again, or ends, in the same transaction as the move that made it so."""
    if not check.clearance.began_on:
        return
    if not check.is_asked_for or check.is_in_force(clock.today()):
        for concern in check.concerns.open():
            concern.settle(by=SYSTEM)
    elif is_at_work(check.clearance) and is_news(check):
        event = check.latest_event
        put_in_question(check, NEWS.get(event.verb) or SAYS.get(check.state, "reopened"), event.actor)


SAYS = {"concern": "found"}


def is_news(check):
    """Whether what has just come takes something away: clear until now, or a concern. A certificate awaited has its own end."""
    if any(early.state == "approved" or stopped_at_work(early) for early in check.early_starts.all()):
        return False
    return check.state == "concern" or check.latest_event.from_state == "clear"


def stopped_at_work(early):
    """Whether an early start was revoked under somebody who still works on it."""
    relied_on_at = early.clearance.relied_on_at
    return early.state == "revoked" and relied_on_at is not None and early.stopped_at >= relied_on_at


def put_in_question(check, what, brought_by=None):
    """Open the concern, or put it to be decided again; a bar stands them down by itself."""
    from checks.models.concern import Concern

    concern = check.concerns.open().first()
    if concern is None:
        concern = Concern.raise_at_work(by=SYSTEM, check=check, what=what, brought_by=brought_by)
    elif concern.state == "kept":
        concern.decide_again(by=SYSTEM, brought_by=brought_by, more=True)
    if concern.state == "raised" and bar_on(check):
        concern.stand_down(by=SYSTEM, reason="No decision here can lift what was found.")


def they_are_away(file):
    """Whoever is taken off work by another way is so in every concern about them."""
    for concern in file.concerns.filter(state__in=["raised", "kept"]):
        concern.stand_down(by=SYSTEM, reason="They were stood down from work.")


def their_work_has_ended(file):
    """Nothing is left to decide of somebody who has gone."""
    for concern in file.concerns.open() if file.began_on else ():
        concern.settle(by=SYSTEM)
