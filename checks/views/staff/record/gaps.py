"""Every gap: what is missing for whom, who has it, how long, and how to put it right."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from checks.gate_lines import line_on
from checks.models.check import CheckQuerySet
from checks.record.columns import BY_CODE, COLUMNS
from checks.record.rows import Record
from checks.record.tally import gaps_of, totals
from checks.views.staff.record import around
from checks.views.staff.record.finder import Narrow
from hiring import clock
from hiring.access import staff
from hiring.figures import whole
from hiring.templatetags.dates import as_date

PAGE = 50
WAITS = "It waits for a decision."  # of what, and whether it is a concern, is not said on the record
SHOWN_WITH = ("clearance__person", "clearance__school__trust", "referee")


@staff
@require_safe
def gaps(request):
    """The list, the oldest first."""
    schools = around.schools_read(request)
    finder = Narrow(request.GET, schools=schools)
    asked, today = finder.asked, clock.today()
    chosen = [school for school in schools if school.slug == asked.get("school")] or None
    files = Record(request.actor, schools=chosen).files()
    missing = gaps_of(files, today)
    if asked.get("column"):
        missing = missing.filter(code__in=BY_CODE[asked["column"]].checks)
    number, count = max(1, min(whole(request.GET.get("page"), 1), 99_999)), missing.count()
    found = missing.select_related(*SHOWN_WITH).order_by("held_since", "pk")[(number - 1) * PAGE : number * PAGE]
    context = {
        "nav": "record",
        "subnav": around.subnav("record_gaps", totals(files, today)),
        "gaps": [gap(check, today, request.actor) for check in found],
        "asked": asked,
        "now": clock.now(),
        "filters": finder.bar(f"{count:,} {'gap' if count == 1 else 'gaps'}"),
        "pager": around.pager(asked, number, PAGE, count),
    }
    return render(request, "checks/record/gaps.html", context)


def gap(check, today, actor):
    """One gap as its line says it."""
    line = line_on(check, today)
    since = check.expires_on if line.condition == "expired" else as_date(check.held_since)
    days = (today - since).days
    own = check.clearance.person_id == actor.pk
    return {
        "line": line,
        "detail": WAITS if line.condition in {"to_decide", "concern"} else line.detail,
        "file": check.clearance,
        "column": next(column.title for column in COLUMNS if check.code in column.checks),
        "since": since,
        "age": "since today" if days <= 0 else f"{days} day{'' if days == 1 else 's'}",
        "own": own,
        "may_act": bool(actor.roles_at(check.clearance.school) & CheckQuerySet.roles),
        "historic_url": "" if own else historic_url(check),
    }


def historic_url(check):
    """For somebody who was here before their file, the old record may have the date."""
    fits = check.clearance.in_post_since is not None and check.state in {"not_started", "waiting"}
    return f"{check.get_absolute_url()}record-historic/" if fits else ""
