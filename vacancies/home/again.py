"""Checks that our own policy wishes to see again: one row for one, one for many."""

from hiring.permissions import HR
from vacancies.home.task import Task


def due_again(home):
    """For HR, a month ahead; nothing ends on that day, so it is never a gap."""
    mine = [check for check in home.due_again if home.roles_at(check.school) & HR]
    if not mine:
        return
    first, word = mine[0], "Due again"
    if len(mine) > 1:
        sentence, url = f"See {len(mine)} checks again, by our own policy", "/record/due/"
    else:
        sentence = f"See again, by our own policy: {first.title}, {first.clearance.person.name}"
        url = f"{first.get_absolute_url()}see-again/"
    yield Task(sentence, url, "Open", due_on=first.again_on, school=first.school.name, mark="due", word=word)
