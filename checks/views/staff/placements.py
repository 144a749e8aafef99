"""One person at several schools: adding another, and the end of the work there."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe

from checks.forms.facts.words import in_words as fact_in_words
from checks.forms.facts.words import label_of
from checks.forms.placements import AlsoWorksAt
from checks.models import Placement
from checks.permissions import may_tell_facts
from checks.views.staff.facts import ENDED, file_seen
from hiring.access import staff
from hiring.templatetags.dates import fullday
from workflows.blockers import Refused
from workflows.history_words import in_words
from workflows.views import move
from workflows.views.preview import as_lines


@staff
@require_http_methods(["GET", "HEAD", "POST"])
def add(request, pk):
    """Say that they work at another school as well."""
    file = file_seen(request, pk)
    if not may_tell_facts(file, request.actor):
        raise PermissionDenied("Only HR or the headteacher of their own school says where they work.")
    if file.state in ENDED:
        raise PermissionDenied(f"{file}: the file is closed. Add the person again to begin new checks.")
    form = AlsoWorksAt(request.POST if request.method == "POST" else None, record=file)
    shut = ()
    if request.method == "POST" and form.is_valid():
        try:
            made = Placement.add(by=request.actor, clearance=file, **form.details())
        except Refused as refused:
            shut = refused.blockers
        else:
            return added(request, made)
    context = {"nav": "people", "file": file, "form": form, "shut": as_lines(shut)}
    status = 409 if shut else 422 if form.errors else 200
    return render(request, "checks/staff/placement_add.html", context, status=status)


def added(request, made):
    messages.success(
        request, f"{made.clearance.person.name} is on the record of {made.place} too. See whether new checks are open."
    )
    response = HttpResponseRedirect(made.clearance.get_absolute_url())
    response.status_code = 303
    return response


def placement_seen(request, file, pk):
    """A placement in a file this actor may know of."""
    placements = Placement.objects.visible_to(request.actor).exclude(clearance__person=request.actor)
    found = placements.select_related(*Placement.locked_with).filter(pk=pk, clearance=file).first()
    if found is None:
        raise Http404("We could not find that page. Go to Home or search.")
    return found


@staff
@require_safe
def placement(request, file, pk):
    """Where else they work, since when, with which duties, and what has happened."""
    seen = placement_seen(request, file, pk)
    context = {
        "nav": "people",
        "placement": seen,
        "file": seen.clearance,
        "rows": rows(seen),
        "moves": [each for each in seen.moves(request.actor) if each.permitted and each.allowed],
        "events": [in_words(event, reason=False) for event in seen.events().select_related("actor")],
    }
    return render(request, "checks/staff/placement.html", context)


def rows(placement):
    told = [
        ("Own school", placement.clearance.school.name),
        ("Also works at", placement.place.name),
        ("First day there", fullday(placement.from_on)),
        ("Last day there", fullday(placement.to_on) if placement.to_on else ""),
        *((label_of(name), fact_in_words(name, value)) for name, value in placement.role_facts.items()),
    ]
    return [{"label": label, "value": value} for label, value in told if value]


@staff
@require_http_methods(["GET", "HEAD", "POST"])
def move_placement(request, file, pk, verb):
    """End it, with the last day."""
    seen = placement_seen(request, file, pk)
    return move(request, seen, verb, back={"url": seen.clearance.get_absolute_url(), "label": str(seen)}, nav="people")
