"""People in their first months: reviews to hold, and decisions that the law sets a day for."""

from hiring import clock
from hiring.models import Role
from hiring.templatetags.dates import day
from vacancies.home.task import TODAY, Task, soon
from vacancies.probations import PRESSES, review_name, week_of

A_FEW = 5  # people of one school who each have a row of their own
EVERYBODY = "/people/probation/"


def probations_to_see_to(home):
    """A decision within four weeks, loudly; a review that is due or late. A row each, or one for many."""
    yield from few_or_one([_decision(home, each) for each in pressing(home)], "Decide on {} probations")
    due = [each for each in home.probations if each.next_review_on and each.next_review_on <= home.today]
    yield from few_or_one([_review(each) for each in due], "Hold {} probation reviews")


def reviews_coming(home):
    """Reviews of the coming week."""
    for each in home.probations:
        if each.next_review_on and each.next_review_on > home.today and soon(each.next_review_on):
            yield _review(each, label="")


def pressing(home):
    """The soonest first."""
    return [each for each in home.probations if each.last_day <= home.today + PRESSES]


def few_or_one(tasks, sentence):
    """As they are while they are few; else one row, which stands where the most pressing of them would."""
    if len(tasks) <= A_FEW:
        return tasks
    first = min(tasks, key=lambda task: (task.rank, task.due_on))
    schools = {task.school for task in tasks}
    first.sentence, first.url, first.label = sentence.format(len(tasks)), EVERYBODY, "Open"
    first.school = first.school if len(schools) == 1 else f"{len(schools)} schools"
    first.detail = f"The first by {day(first.due_on)}."
    return [first]


def _decision(home, probation):
    """The head decides; HR sees to it that it is decided."""
    name, last = _name(probation), probation.last_day
    is_head = Role.HEAD in home.roles_at(probation.school)
    sentence = f"Decide on {name}’s probation" if is_head else f"Have {name}’s probation decided"
    protects = "Protected since" if probation.protected_on <= clock.today() else "The law protects them from"
    return Task(
        sentence,
        probation.get_absolute_url(),
        "Decide" if is_head else "Open",
        rank=TODAY,
        due_on=last,
        detail=f"Confirm, extend or end it by {day(last)}. {protects} {day(probation.protected_on)}.",
        school=probation.school.name,
        mark="problem",
        word="Decision late" if last < home.today else f"Decide by {day(last)}",
    )


def _review(probation, label="Record"):
    on = probation.next_review_on
    return Task(
        f"Hold {_name(probation)}’s {review_name(week_of(probation, on))}",
        f"{probation.get_absolute_url()}record-review/",
        label,
        due_on=on,
        detail=f"{probation.appointment.vacancy.title}, to be held by {day(on)}.",
        school=probation.school.name,
    )


def _name(probation):
    return probation.appointment.application.candidate.name
