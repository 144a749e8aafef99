"""A check of somebody at work in question: whether they stay is for the head to say, today."""

from hiring.models import Role
from hiring.templatetags.dates import day
from vacancies.home.task import SAFETY, TODAY, Task

DECIDES = {Role.HEAD, Role.SAFEGUARDING_LEAD}


def concerns_to_decide(home):
    """To decide, or to look at again: for those who answer for it. What is stood down waits for its check."""
    for concern in home.concerns:
        if concern.state == "stood_down" or not home.roles_at(concern.school) & DECIDES:
            continue
        yield (_kept if concern.holds_on(home.today) else _raised)(concern)


def _raised(concern):
    return Task(
        f"Decide whether {concern.clearance.person.name} stays at work",
        concern.get_absolute_url(),
        "Open",
        rank=SAFETY,
        since=concern.raised_at,
        detail=f"{concern.check_row.title}: {concern.get_what_display().lower()}.",
        school=concern.school.name,
        mark="problem",
        word="Concern at work",
    )


def _kept(concern):
    return Task(
        f"Look again at the measures for {concern.clearance.person.name}",
        concern.get_absolute_url(),
        "Open",
        rank=TODAY,
        due_on=concern.review_on,
        detail=f"Kept at work with measures until {day(concern.review_on)}.",
        school=concern.school.name,
        mark="exc",
        word="With measures",
    )
