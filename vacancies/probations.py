"""The days of a probation: when people meet, from when it presses, and how it stands today. Handed records; imports no models."""

import datetime as dt

from hiring import clock
from hiring.permissions import HR
from hiring.templatetags.dates import day, fullday

REVIEW_WEEKS = (6, 12, 18)  # from the first day (domain, stage 18)
PRESSES = dt.timedelta(weeks=4)  # before the last day to decide
EMPLOYED = {"employee", "trainee_salaried"}
READS_PROBATION = {*HR, "head"}


def review_days(began_on, decide_by):
    """Week -> the day by which to meet, for the reviews that fall before the decision."""
    days = {week: began_on + dt.timedelta(weeks=week) for week in REVIEW_WEEKS}
    return {week: on for week, on in days.items() if on <= decide_by}


def next_review(began_on, decide_by, held=()):
    """The day of the next review; a later one that was held covers the earlier. None when none is left."""
    reached = max(held, default=0)
    return next((on for week, on in review_days(began_on, decide_by).items() if week > reached), None)


def review_name(week):
    return f"{week}-week review"


def week_of(probation, on):
    """The week whose review falls on this day."""
    return next((week for week, each in probation.review_days.items() if each == on), None)


def begins_by_itself(clearance):
    """Whether a probation begins with the first day: for an employee who is new to the employer.

    Whoever worked for it before may be protected already; HR then opens one, and says since when they are employed.
    """
    internal = clearance.person_facts.get("internal")
    return clearance.role_facts.get("engagement") in EMPLOYED and not (internal and internal["same_employer"])


def standing(probation):
    """How it stands today: `(mark, word, sentence)`."""
    today, last = clock.today(), probation.last_day
    if probation.is_decided:
        return DECIDED[probation.state], probation.state_words, f"Decided {day(probation.decided_on)}."
    if probation.state == "left":
        return "na", probation.state_words, "They left before it was decided."
    if today >= probation.protected_on:
        protected = f"Protected against unfair dismissal since {fullday(probation.protected_on)}"
        return "problem", "Not decided in time", f"{protected}; it was to be decided by {fullday(last)}."
    if today > last:
        return "problem", "Decision late", f"It was to be decided by {fullday(last)}."
    if today >= last - PRESSES:
        return "due", f"Decide by {day(last)}", f"Confirm, extend or end it by {fullday(last)}."
    return _meeting(probation, today)


DECIDED = {"confirmed": "ok", "ended": "na"}


def _meeting(probation, today):
    """While no decision presses, the next review is what there is to do."""
    on = probation.next_review_on
    if on is None:
        return "wait", probation.state_words, f"To be decided by {fullday(probation.last_day)}."
    name = review_name(week_of(probation, on))
    if on < today:
        return "due", "Review late", f"The {name} was to be held by {fullday(on)}."
    if on == today:
        return "due", "Review due", f"The {name} is to be held by today."
    return "wait", probation.state_words, f"Next: the {name}, by {fullday(on)}."
