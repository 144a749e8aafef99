"""The record: everybody at work, a cell for every check, now or as it stood on a past day."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from checks.record.columns import COLUMNS
from checks.record.rows import Record
from checks.record.rules_met import rules_met
from checks.record.tally import SOON, totals
from checks.views.staff.record import around
from checks.views.staff.record.finder import Finder
from hiring import clock
from hiring.access import staff
from hiring.figures import whole
from hiring.templatetags.dates import fullday

PAGE = 50


@staff
@require_safe
def record(request):
    """One page of rows, and what the whole of them adds up to."""
    schools = around.schools_read(request)
    finder = Finder(request.GET, schools=schools)
    asked = finder.asked
    number = max(1, min(whole(request.GET.get("page"), 1), 99_999))
    chosen = [school for school in schools if school.slug == asked.get("school")] or None
    found = Record(request.actor, schools=chosen or schools, on=finder.day, **finder.filters)
    everybody = Record(request.actor, schools=chosen or schools)
    counted = totals(everybody.files(), clock.today())
    count = len(found) if found.filters or found.then else counted["people"]
    rows = found.page(number, PAGE)
    context = {
        "nav": "record",
        "subnav": around.subnav("record", counted),
        "columns": COLUMNS,
        "rows": rows,
        "several": chosen is None and len(schools) > 1,
        "heading": chosen[0].name if chosen else schools[0].trust.name if len(schools) > 1 else schools[0].name,
        "rules": rules_met(rows),
        "counted": counted,
        "figures": {name: f"{figure:,}" for name, figure in counted.items()},
        "soon": SOON,
        "past": found.on if found.then else None,
        "now": clock.now(),
        "now_url": around.address(asked, on=""),
        "caption": caption(finder, found),
        "asked": asked,
        "filters": finder.bar(around.people(count)),
        "pager": around.pager(asked, number, PAGE, count),
    }
    return render(request, "checks/record/record.html", context)


def caption(finder, found):
    """What the table is, for whoever hears it rather than sees it."""
    when = f"as it stood at the end of {fullday(found.on)}" if found.then else "as it is now"
    who = "Those who have left" if finder.asked.get("who") else "Everybody at work"
    return f"{who}, {when}"
