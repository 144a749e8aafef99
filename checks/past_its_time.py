"""Which records are past their time, by a line of the schedule and the period their own trust has settled."""

from checks.models import Hold
from hiring.templatetags.dates import as_date
from workflows.retention.schedule import Due, of_each_trust


def held_people():
    return set(Hold.objects.in_force().values_list("person", flat=True))


def past_its_time(rule, day, rows, began_on, destroy):
    """Those rows whose time began long enough ago. `began_on(row)`: a date, an instant or None while it has not begun."""
    held, at = held_people(), of_each_trust(rule)
    for each in rows:
        began, kept = as_date(began_on(each)), at(each.school)
        if began is not None and kept.due_on(began) <= day:
            yield Due(each, each.school, began, kept.due_on(began), destroy(each), each.about_id in held)
