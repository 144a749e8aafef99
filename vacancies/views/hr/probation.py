"""The first months in a post: the days, what was agreed when people met, and the decision. For HR and the headteacher."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe

from hiring.access import staff
from hiring.permissions import is_head_or_hr
from hiring.templatetags.dates import day, fullday
from vacancies.forms.probation import OpenProbation
from vacancies.models import Appointment, Probation
from vacancies.probation_figure import figure_of
from vacancies.probations import READS_PROBATION, standing
from workflows.blockers import Refused
from workflows.history_words import in_words
from workflows.views import move
from workflows.views.preview import as_lines

NOT_HERE = "We could not find that page. Go to Home or search."
STEPS = ("record_review", "confirm", "extend", "end")


def probations_seen(request):
    rows = Probation.objects.visible_to(request.actor).of_others(request.actor)
    return rows.select_related(*Probation.locked_with)


def probation_seen(request, file):
    """The probation in a file, for those who read it; never one's own."""
    found = probations_seen(request).filter(appointment__clearance=file).first()
    if found is None:
        raise Http404(NOT_HERE)
    return found


@staff
@require_safe
def probations(request):
    """Everybody whose probation is not decided, the soonest decision first."""
    if not any(each.role in READS_PROBATION for each in request.actor.all_memberships):
        raise Http404(NOT_HERE)
    found = sorted(probations_seen(request).undecided(), key=lambda each: (each.last_day, each.pk))
    return render(
        request, "vacancies/people/probations.html", {"nav": "people", "rows": [row(each) for each in found]}
    )


def row(probation):
    mark, word, sentence = standing(probation)
    return {
        "probation": probation,
        "name": probation.appointment.application.candidate.name,
        "post": probation.appointment.vacancy.title,
        "mark": mark,
        "word": word,
        "sentence": sentence,
    }


@staff
@require_safe
def probation(request, file):
    """How it stands, what can be done now, the days drawn and in a table, each review, and what has happened."""
    seen = probation_seen(request, file)
    reviews = list(seen.reviews.select_related("recorded_by"))
    context = {
        "nav": "people",
        "probation": seen,
        "clearance": seen.appointment.clearance,
        "identity": identity(seen),
        "sentence": standing(seen)[2],
        "steps": [step(seen, verdict) for verdict in seen.moves(request.actor, only=STEPS) if verdict.permitted],
        "rows": rows_of(seen),
        "figure": figure_of(seen, reviews),
        "reviews": reviews,
        "to_leave": seen.state == "ended" and seen.appointment.state in {"started", "stood_down"},
        "events": [in_words(event) for event in seen.events().select_related("actor", "note")],
    }
    return render(request, "vacancies/people/probation.html", context)


def identity(probation):
    mark, word, _ = standing(probation)
    appointment = probation.appointment
    return {
        "title": "Probation",
        "subtitle": f"{appointment.application.candidate.name}, {appointment.vacancy.title}",
        "code": appointment.vacancy.reference,
        "facts": [appointment.school.name],
        "mark": mark,
        "state": word,
    }


def step(probation, verdict):
    return {
        "name": verdict.rule.name,
        "label": verdict.rule.label,
        "url": f"{probation.get_absolute_url()}{verdict.rule.slug}/",
        "shut": [each.text for each in verdict.blockers],
    }


def rows_of(probation):
    """The facts that the days were worked out from, and what was decided."""
    decided = probation.is_decided and f"{probation.decided_by.name}, {fullday(probation.decided_on)}"
    law = probation.law.source
    told = [
        ("First day in the post", fullday(probation.began_on)),
        ("Employed by the trust since", fullday(probation.employed_since)),
        ("To be decided by", fullday(probation.decide_by)),
        ("Extended until", probation.extended_to and fullday(probation.extended_to)),
        ("Protected against unfair dismissal from", f"{fullday(probation.protected_on)}\n{law}"),
        ("Decided by", decided),
    ]
    return [{"label": label, "value": value} for label, value in told if value]


@staff
@require_http_methods(["GET", "HEAD", "POST"])
def open_probation(request, file):
    """For somebody whose first day opened none: here before it was kept, or already employed by the trust."""
    appointment = appointment_seen(request, file)
    form = OpenProbation(request.POST if request.method == "POST" else None, record=appointment)
    shut = ()
    if request.method == "POST" and form.is_valid():
        try:
            made = Probation.open(by=request.actor, appointment=appointment, **form.cleaned_data)
        except Refused as refused:
            shut = refused.blockers
        else:
            return opened(request, made)
    context = {"nav": "people", "appointment": appointment, "form": form, "shut": as_lines(shut)}
    status = 409 if shut else 422 if form.errors else 200
    return render(request, "vacancies/people/probation_open.html", context, status=status)


def appointment_seen(request, file):
    """The appointment in a file, for those who may open a probation on it."""
    rows = Appointment.objects.visible_to(request.actor).exclude(application__candidate=request.actor)
    found = rows.select_related(*Appointment.locked_with).filter(clearance=file).first()
    if found is None:
        raise Http404(NOT_HERE)
    if not is_head_or_hr(found, request.actor):
        raise PermissionDenied(f"Only {is_head_or_hr.words} opens a probation.")
    return found


def opened(request, made):
    messages.success(request, f"The probation is open. Decide by {day(made.decide_by)}.")
    response = HttpResponseRedirect(made.get_absolute_url())
    response.status_code = 303
    return response


@staff
@require_http_methods(["GET", "HEAD", "POST"])
def move_probation(request, file, verb):
    """Record a review, confirm, extend or end."""
    seen = probation_seen(request, file)
    back = {"url": seen.get_absolute_url(), "label": f"Probation: {seen}"}
    return move(request, seen, verb, back=back, nav="people")
