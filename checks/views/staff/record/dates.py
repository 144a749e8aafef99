"""Dates to look at: clear, and yet dated after the first day or not at all."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from checks.record.columns import BY_CODE, COLUMN_OF
from checks.record.dates import to_look_at
from checks.record.rows import Record
from checks.views.staff.record import around
from checks.views.staff.record.finder import Narrow
from hiring import clock
from hiring.access import staff
from hiring.figures import whole

PAGE = 50
SHOWN_WITH = ("clearance__person", "clearance__school", "referee")


@staff
@require_safe
def dates(request):
    """The list, by school and name."""
    schools = around.schools_read(request)
    finder = Narrow(request.GET, schools=schools)
    asked = finder.asked
    chosen = [school for school in schools if school.slug == asked.get("school")] or schools
    found = to_look_at(Record(request.actor, schools=chosen).files())
    if asked.get("column"):
        found = found.filter(code__in=BY_CODE[asked["column"]].checks)
    number, count = max(1, min(whole(request.GET.get("page"), 1), 99_999)), found.values("pk").count()
    ordered = found.select_related(*SHOWN_WITH).order_by("clearance__school__name", "clearance__person__name", "pk")
    context = {
        "nav": "record",
        "subnav": around.subnav("record_dates"),
        "lines": [line(check) for check in ordered[(number - 1) * PAGE : number * PAGE]],
        "asked": asked,
        "now": clock.now(),
        "filters": finder.bar(f"{count:,} to look at"),
        "pager": around.pager(asked, number, PAGE, count),
    }
    return render(request, "checks/record/dates.html", context)


def line(check):
    """One check, with what is odd about it."""
    return {"check": check, "file": check.clearance, "column": BY_CODE[COLUMN_OF[check.code]].title}
