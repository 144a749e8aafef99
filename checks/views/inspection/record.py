"""The record as an inspector reads it: rows, the day they stand for, and nothing that leads anywhere else."""

from urllib.parse import urlencode

from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from checks.forms.inspections import Shown
from checks.models import Export, InspectionView
from checks.record.columns import COLUMNS
from checks.record.rows import Record
from checks.record.rules_met import rules_met
from checks.record_exports import devices
from checks.record_exports.content import day_in_full
from checks.views.inspection.access import inspector
from checks.views.staff.verifying import verified
from hiring import clock
from hiring.actors import SYSTEM
from hiring.figures import whole

PAGE = 50


@inspector
@never_cache
@require_safe
def record(request):
    """One school at a time, fifty rows a page, or all of them to print."""
    finder = Shown(request.GET, inspection=request.inspection)
    asked = finder.asked
    school = finder.schools[asked["school"]]
    rows = Record(SYSTEM, schools=[school], on=asked["as_at"], who=finder.whom)
    number, all_of_them = max(1, min(whole(request.GET.get("page"), 1), 99_999)), request.GET.get("rows") == "all"
    shown = list(rows) if all_of_them else rows.page(number, PAGE)
    count = len(rows)
    noted(request, f"{school.name}, as at {day_in_full(rows.on)}, {'all rows' if all_of_them else f'page {number}'}")
    context = {
        "inspection": request.inspection,
        "here": "record",
        "finder": finder,
        "school": school,
        "on": rows.on,
        "is_past": rows.on < clock.today(),
        "leavers": asked["who"] == "leavers",
        "columns": COLUMNS,
        "rows": shown,
        "rules": rules_met(shown),
        "unlinked": True,
        "caption": f"{school.name}, as at {day_in_full(rows.on)}",
        "count": count,
        "now": clock.now(),
        "pager": None if all_of_them else _pager(asked, number, count),
        "print_url": "" if all_of_them else _address(asked, rows="all"),
    }
    return render(request, "checks/inspection/record.html", context, status=422 if finder.errors else 200)


def noted(request, what):
    """Write down that this was looked at; a machine that only asks whether the page is there has seen nothing."""
    if request.method != "HEAD":
        device = devices.in_words(request)
        InspectionView.objects.create(inspection=request.inspection, what=what[:200], device=device[:100])


def _address(asked, **more):
    told = {**asked, "as_at": asked["as_at"].isoformat() if asked["as_at"] else "", **more}
    return f"?{urlencode({name: value for name, value in told.items() if value})}"


def _pager(asked, number, count):
    if count <= PAGE and number == 1:
        return None
    last = min(number * PAGE, count)
    return {
        "previous_url": _address(asked, page=number - 1) if number > 1 else "",
        "next_url": _address(asked, page=number + 1) if last < count else "",
        "text": f"{(number - 1) * PAGE + 1} to {last} of {count}",
    }


@inspector
@never_cache
@require_safe
def about(request):
    """What the record is, how it comes about, and who keeps it."""
    noted(request, "About this record")
    return render(request, "checks/inspection/about.html", {"inspection": request.inspection, "here": "about"})


@inspector
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def verify(request):
    """Whether a copy handed over says what it said when it left Gatepost."""
    exports = Export.objects.about_any_of(request.inspection.covers)
    noted(request, "A fingerprint was checked" if request.method == "POST" else "The page to check a fingerprint")
    context = verified(request, exports, f"inspection {request.inspection.pk}")
    return render(
        request,
        "checks/inspection/verify.html",
        {"inspection": request.inspection, **context},
        status=context["status"],
    )
