"""What runs out soon and must be seen again."""

from django.db.models.functions import Least
from django.shortcuts import render
from django.views.decorators.http import require_safe

from checks.record.columns import COLUMNS
from checks.record.rows import Record
from checks.record.tally import SOON, due_again, totals
from checks.views.staff.record import around
from checks.views.staff.record.finder import Within
from hiring import clock
from hiring.access import staff
from hiring.figures import whole

PAGE = 50


@staff
@require_safe
def due(request):
    """The list, the soonest first."""
    schools = around.schools_read(request)
    finder = Within(request.GET, schools=schools)
    asked, today = finder.asked, clock.today()
    chosen = [school for school in schools if school.slug == asked.get("school")] or None
    files = Record(request.actor, schools=chosen).files()
    days = int(asked.get("days", SOON))
    again = due_again(files, today, days)
    number, count = max(1, min(whole(request.GET.get("page"), 1), 99_999)), again.count()
    found = again.select_related("clearance__person", "clearance__school__trust").order_by(
        Least("expires_on", "again_on"), "pk"
    )
    context = {
        "nav": "record",
        "subnav": around.subnav("record_due", totals(files, today)),
        "rows": [row(check, request.actor) for check in found[(number - 1) * PAGE : number * PAGE]],
        "days": days,
        "asked": asked,
        "now": clock.now(),
        "filters": finder.bar(f"{count:,} due again within {days} days"),
        "pager": around.pager(asked, number, PAGE, count),
    }
    return render(request, "checks/record/due.html", context)


def row(check, actor):
    return {
        "check": check,
        "file": check.clearance,
        "until": min(day for day in (check.expires_on, check.again_on) if day),
        "by_policy": check.again_on is not None and check.expires_on is None,
        "column": next((column.title for column in COLUMNS if check.code in column.checks), check.title),
        "own": check.clearance.person_id == actor.pk,
    }
