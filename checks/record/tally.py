"""How the record stands in figures: people, gaps, what is due again; and gaps by school and column."""

import datetime as dt
from collections import Counter

from django.db.models import Count, Q

from checks.models import Check, Placement
from checks.record.choosing import missing, not_in_force
from checks.record.columns import CODES, COLUMN_OF
from checks.record.exceptions import excused_now

SOON = 60  # days


def checks_of(files):
    """The checks behind the columns of these files."""
    return Check.objects.asked_for().filter(clearance__in=files, code__in=CODES)


def gaps_of(files, on):
    """What is missing: a check that is not clear, or has run out."""
    return checks_of(files).filter(missing(on))


def due_again(files, on, days=SOON):
    """What is clear and runs out within so many days, or is to be seen again by policy."""
    return Check.objects.asked_for().filter(falls_due(on, days), clearance__in=files)


def falls_due(on, days=SOON):
    """What has a last day soon, on the record; and what is due again by policy, soon or already, whether it has a column or not."""
    last = on + dt.timedelta(days=days)
    ends = Q(code__in=CODES, expires_on__gte=on, expires_on__lte=last)
    return Q(state="clear") & (ends | Q(again_on__lte=last))


def totals(files, on):
    """{"people", "gaps", "exceptions", "due"} (two queries)."""
    ends_or_open = Q(code__in=CODES) & (Q(expires_on__isnull=False) | ~Q(state="clear"))
    found = Check.objects.asked_for().filter(ends_or_open | falls_due(on), clearance__in=files)
    on_record = Q(code__in=CODES)
    counted = found.aggregate(
        gaps=Count("pk", filter=on_record & missing(on)),
        exceptions=Count("pk", filter=on_record & not_in_force(on) & Q(excused_now(on))),
        due=Count("pk", filter=falls_due(on)),
    )
    return {"people": files.values("pk").count(), **counted}


def by_school(files, on):
    """[(school's name, people, {column's code: gaps})], whoever works at several counted at each (four queries)."""
    people = Counter(dict(files.order_by().values_list("school__name").annotate(Count("pk"))))
    placed = Placement.objects.on(on).filter(clearance__in=files)
    people.update(dict(placed.order_by().values_list("place__name").annotate(Count("pk"))))
    there = gaps_of(files, on).filter(clearance__placements__in=placed)
    counted = [
        *gaps_of(files, on).values_list("clearance__school__name", "code").annotate(Count("pk")).order_by(),
        *there.values_list("clearance__placements__place__name", "code").annotate(Count("pk")).order_by(),
    ]
    gaps = {school: Counter() for school in people}
    for school, code, count in counted:
        gaps[school][COLUMN_OF[code]] += count
    return [(school, people[school], gaps[school]) for school in sorted(people)]
