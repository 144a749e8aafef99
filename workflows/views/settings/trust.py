"""The first page of the settings, and the trust itself."""

from django.contrib import messages
from django.db.models import Q
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe

from workflows.blockers import Refused
from workflows.forms.setup import TrustForm
from workflows.history_words import in_words
from workflows.models import Event, FactorReset, RoleChange, SetupChange
from workflows.views.preview import as_lines
from workflows.views.settings.finding import administers, keeps, see_other

SHOWN = 20
EVERYTHING = Q()
KINDS = ("rolechange", "setupchange", "factorreset")


@keeps
@require_safe
def settings(request):
    """What there is to set, what waits for a second person, and what was changed last, by whom."""
    context = {
        "nav": "settings",
        "of_trust": request.trust,
        "administers": request.administers,
        "schools": request.trust.schools.count(),
        "people": request.trust.memberships.values("user").distinct().count(),
        "waiting": waiting(request),
        "events": history(request),
    }
    return render(request, "workflows/settings/settings.html", context)


def waiting(request):
    """What somebody asked for and nobody has yet agreed to."""
    roles = (
        RoleChange.objects.visible_to(request.actor).filter(state="proposed").select_related(*RoleChange.locked_with)
    )
    resets = (
        FactorReset.objects.visible_to(request.actor).filter(state="asked").select_related(*FactorReset.locked_with)
    )
    return [*roles, *resets]


def history(request, only=EVERYTHING):
    """Who changed what, newest first."""
    events = Event.objects.visible_to(request.actor).filter(only, root_type__in=KINDS, school__trust=request.trust)
    told = list(events.select_related("actor", "note").order_by("-id")[:SHOWN])
    about = {
        **named(RoleChange, told, request),
        **named(FactorReset, told, request),
        **named(SetupChange, told, request),
    }
    return [with_subject(each, about.get((each.subject_type, each.subject_id))) for each in told]


def named(model, events, request):
    kind = model._meta.model_name
    wanted = [each.subject_id for each in events if each.subject_type == kind]
    rows = model.objects.visible_to(request.actor).filter(pk__in=wanted).select_related(*model.locked_with)
    return {(kind, each.pk): each for each in rows}


def with_subject(event, record):
    line = in_words(event)
    if record is None:
        return line
    words = ", ".join(f"{name.replace('_', ' ')} {value}" for name, value in getattr(record, "values", {}).items())
    return line | {"title": f"{line['title']}: {record}", "detail": " ".join(filter(None, [words, line["detail"]]))}


@administers
@require_http_methods(["GET", "HEAD", "POST"])
def trust(request):
    """The trust's name and the number people outside may ring."""
    form = TrustForm(request.POST if request.method == "POST" else None, instance=request.trust)
    shut = ()
    if form.is_valid():
        try:
            afresh = type(request.trust).objects.visible_to(request.actor).get(pk=request.trust.pk)
            SetupChange.change_trust(by=request.actor, trust=afresh, values=form.cleaned_data)
        except Refused as refused:
            shut = refused.blockers
        else:
            messages.success(request, "Saved.")
            return see_other("/settings/")
    context = {"nav": "settings", "form": form, "shut": as_lines(shut), "heading": "The trust", "button": "Save"}
    return render(
        request, "workflows/settings/form.html", context, status=422 if form.errors else 409 if shut else 200
    )
