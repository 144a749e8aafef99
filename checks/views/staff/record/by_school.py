"""Gaps by school and by column: a drawing, and the same figures as a table under it."""

from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from checks.record.columns import COLUMNS
from checks.record.rows import Record
from checks.record.tally import by_school as counted_by_school
from checks.record.tally import totals
from checks.views.staff.record import around
from hiring import clock
from hiring.access import staff

WIDE, WORDS, LEFT, LINE = 640, 176, 292, 26  # names and counts stand before the bars, where a phone shows them
FEW = 10  # so that a single gap does not look like many


@staff
@require_safe
def by_school(request):
    schools = around.schools_read(request)
    files = Record(request.actor).files()
    today = clock.today()
    counted = counted_by_school(files, today)
    context = {
        "nav": "record",
        "subnav": around.subnav("record_by_school", totals(files, today)),
        "figure": figure(counted, {school.name: school.slug for school in schools}),
        "now": clock.now(),
    }
    return render(request, "checks/record/by_school.html", context)


def figure(counted, slugs):
    """As `components/svg_figure.html` takes it."""
    most = max(FEW, *(sum(gaps.values()) for _, _, gaps in counted)) if counted else FEW
    whole = sum(sum(gaps.values()) for _, _, gaps in counted)
    with_gaps = sum(bool(sum(gaps.values())) for _, _, gaps in counted)
    title = (
        f"{whole:,} {'gap' if whole == 1 else 'gaps'}, in {with_gaps} of {len(counted)} schools"
        if whole
        else f"No gaps in {len(counted)} schools"
    )
    return {
        "id": "gaps-by-school",
        "title": title,
        "drawing": "checks/record/by_school.svg",
        "width": WIDE,
        "left": LEFT,
        "height": LINE * len(counted) + 8,
        "bars": [bar(place, name, people, gaps, most) for place, (name, people, gaps) in enumerate(counted)],
        "table": table(counted, slugs),
    }


def bar(place, name, people, gaps, most):
    count = sum(gaps.values())
    long = round((WIDE - LEFT) * count / most)
    return {
        "name": name,
        "y": LINE * place + 6,
        "text_y": LINE * place + 20,
        "left": LEFT,
        "long": long,
        "says": f"{count:,} {'gap' if count == 1 else 'gaps'}, {people:,} people",
        "says_x": WORDS,
    }


def table(counted, slugs):
    columns = [column for column in COLUMNS if any(gaps[column.code] for _, _, gaps in counted)]
    return {
        "caption": "Gaps by school and column",
        "stack": True,
        "columns": [{"label": "School"}, {"label": "People", "numeric": True}]
        + [{"label": column.title, "numeric": True} for column in columns]
        + [{"label": "Gaps", "numeric": True}],
        "rows": [cells(name, people, gaps, columns, slugs) for name, people, gaps in counted],
    }


def cells(name, people, gaps, columns, slugs):
    whole = sum(gaps.values())
    return [
        {"text": name, "url": f"{reverse('record')}?school={slugs.get(name, '')}", "heads": True},
        {"text": f"{people:,}", "numeric": True, "label": "People"},
        *({"text": str(gaps[each.code]), "numeric": True, "label": each.title} for each in columns),
        {"text": f"{whole:,}", "numeric": True, "label": "Gaps"},
    ]
