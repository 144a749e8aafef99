"""What somebody is told of their own probation: the days and the outcome, and nothing that was written."""

from hiring.templatetags.dates import day, fullday
from vacancies.probations import review_name

OUTCOMES = {
    "running": "You are on probation.",
    "extended": "Your probation was extended.",
    "confirmed": "You are confirmed in post.",
    "ended": "Your probation has ended, and you were not confirmed in post.",
    "left": "You left before it was decided.",
}


def own_probation(application):
    """The rows of the candidate's page; none for whoever has no probation (one query for somebody who has)."""
    probation = getattr(getattr(application, "appointment", None), "probation", None)
    if probation is None:
        return []
    held = dict(probation.reviews.exclude(week=None).values_list("week", "held_on"))
    undecided = probation.is_undecided
    told = [("How it stands", OUTCOMES[probation.state]), *_reviews(probation, held, undecided)]
    if undecided:
        told.append(("We decide by", fullday(probation.last_day)))
    elif probation.is_decided:
        told.append(("Decided", fullday(probation.decided_on)))
    return [{"label": label, "value": value} for label, value in told]


def _reviews(probation, held, undecided):
    """Those that were held and, until it is decided, those to come."""
    for week, on in probation.review_days.items():
        if week in held or undecided:
            yield review_name(week), f"Held {day(held[week])}" if week in held else f"By {day(on)}"
