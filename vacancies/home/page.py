"""The home page as a whole."""

from vacancies.home.coming import events_of
from vacancies.home.facts import Home
from vacancies.home.mine import tasks_of
from vacancies.home.others import groups_of


def home_of(actor):
    """What needs this person, what waits on others, what is coming."""
    home = Home(actor)
    tasks, waiting, coming = tasks_of(home), groups_of(home), events_of(home)
    return {
        "now": {"title": "Needs you now", "tasks": tasks, "empty": _nothing(coming)},
        "waiting": waiting,
        "waiting_count": sum(len(group["tasks"]) for group in waiting),
        "coming": {"title": "Coming up this week", "tasks": coming, "empty": "Nothing has a date this week."},
        "task_count": len(tasks),
    }


def _nothing(coming):
    """Nothing to do is said together with what comes next."""
    if not coming:
        return "Nothing needs you now."
    first = coming[0]
    return f"Nothing needs you now. Next: {first.sentence}, {first.school}, {first.word}."
