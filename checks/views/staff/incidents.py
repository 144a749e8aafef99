"""Work begun without clearance: recorded plainly, shown loudly, closed with what was learnt, never removed."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe

from checks.forms.people import IncidentForm
from checks.models import Incident
from checks.permissions import records_incidents
from checks.views.staff.facts import file_seen
from hiring import clock
from hiring.access import staff
from hiring.templatetags.dates import fullday
from workflows.blockers import Refused
from workflows.history_words import in_words
from workflows.views import move
from workflows.views.preview import as_lines


@staff
@require_http_methods(["GET", "HEAD", "POST"])
def record(request, pk):
    """Say that somebody was at work before their checks were clear."""
    file = file_seen(request, pk)
    if not records_incidents(file, request.actor):
        raise PermissionDenied(f"Only {records_incidents.words} records this.")
    form = IncidentForm(request.POST if request.method == "POST" else None, initial={"found_on": clock.today()})
    shut = ()
    if request.method == "POST" and form.is_valid():
        try:
            made = Incident.record(by=request.actor, clearance=file, **form.cleaned_data)
        except Refused as refused:
            shut = refused.blockers
        else:
            return recorded(request, made)
    context = {"nav": "people", "file": file, "form": form, "missing": file.gate().lines, "shut": as_lines(shut)}
    return render(
        request, "checks/staff/incident_record.html", context, status=409 if shut else 422 if form.errors else 200
    )


def recorded(request, made):
    messages.success(request, "The incident is recorded. The headteacher and the safeguarding lead are told.")
    response = HttpResponseRedirect(made.get_absolute_url())
    response.status_code = 303
    return response


def incident_seen(request, file, pk):
    """An incident in a file this actor may know of."""
    incidents = Incident.objects.visible_to(request.actor).exclude(clearance__person=request.actor)
    found = incidents.select_related(*Incident.locked_with).filter(pk=pk, clearance=file).first()
    if found is None:
        raise Http404("We could not find that page. Go to Home or search.")
    return found


@staff
@require_safe
def incident(request, file, pk):
    """What happened, what was missing, what was done, and how it was closed."""
    seen = incident_seen(request, file, pk)
    context = {
        "nav": "people",
        "incident": seen,
        "file": seen.clearance,
        "rows": rows(seen),
        "moves": [each for each in seen.moves(request.actor) if each.permitted],
        "events": [in_words(event, reason=False) for event in seen.events().select_related("actor")],
    }
    return render(request, "checks/staff/incident.html", context)


def rows(incident):
    """The facts in the order they happened."""
    told = [
        ("First day they worked", fullday(incident.began_on)),
        ("Stopped", fullday(incident.stopped_on) if incident.stopped_on else "Not stopped when this was recorded"),
        ("Found", fullday(incident.found_on)),
        ("How it was found", incident.how_found),
        ("What was done", incident.what_was_done),
        ("Who was told", incident.who_was_told),
        ("Not clear when it was recorded", "\n".join(f"{name}: {word}" for _code, name, word in incident.missing)),
        ("Recorded by", f"{incident.who_recorded}, {fullday(incident.recorded_at)}"),
        ("What was learnt", incident.learnt),
    ]
    return [
        {"label": label, "value": value, "missing": "Nothing was missing by then."}
        for label, value in told
        if value or label.startswith("Not clear")
    ]


@staff
@require_http_methods(["GET", "HEAD", "POST"])
def move_incident(request, file, pk, verb):
    """Close it, with what was learnt."""
    seen = incident_seen(request, file, pk)
    return move(request, seen, verb, back={"url": seen.get_absolute_url(), "label": str(seen)}, nav="people")
