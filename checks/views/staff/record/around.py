"""What every page of the record has around it: who may read it, for which schools, and the way to its other pages."""

from urllib.parse import urlencode

from django.http import Http404
from django.urls import reverse

from hiring.models import School
from hiring.permissions import READS_CHECKS

PAGES = (
    ("record", "Record"),
    ("record_gaps", "Gaps"),
    ("record_due", "Due again"),
    ("record_dates", "Dates to look at"),
    ("record_by_school", "By school"),
    ("record_reviews", "Spot checks"),
    ("record_export", "Copies"),
    ("inspections", "Inspection"),
)


def schools_read(request):
    """The schools whose record this person may read; to anybody who reads none the record does not exist."""
    held = [each for each in request.actor.all_memberships if each.role in READS_CHECKS]
    if not held:
        raise Http404("We could not find that page. Go to Home or search.")
    return list(School.objects.visible_to(request.actor).select_related("trust"))


def subnav(here, totals=None):
    counts = {"record_gaps": totals["gaps"], "record_due": totals["due"]} if totals else {}
    return {
        "items": [
            {"label": label, "url": reverse(name), "current": name == here, "count": counts.get(name)}
            for name, label in PAGES
        ],
        "about": "Single central record",
    }


def address(asked, **changed):
    """This list with something changed; what is empty is left out."""
    said = urlencode({name: value for name, value in {**asked, **changed}.items() if value})
    return f"?{said}" if said else "?"


def pager(asked, number, size, count):
    """Older and newer pages, or nothing where there is one."""
    if count <= size and number == 1:
        return None
    last = min(number * size, count)
    return {
        "previous_url": address(asked, page=number - 1) if number > 1 else "",
        "next_url": address(asked, page=number + 1) if last < count else "",
        "text": f"{(number - 1) * size + 1:,} to {last:,} of {count:,}",
    }


def people(count):
    return f"{count:,} {'person' if count == 1 else 'people'}"
