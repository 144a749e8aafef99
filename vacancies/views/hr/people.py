"""Everybody between shortlist and first day, the start most at risk first."""

from urllib.parse import urlencode

from django import forms
from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_safe

from checks.forms.facts.who import ADDS_PEOPLE
from checks.forms.facts.words import in_words
from hiring.access import staff
from hiring.figures import whole
from hiring.models import School
from hiring.permissions import READS_CHECKS
from hiring.questions import Questions
from hiring.templatetags.dates import distance
from vacancies.people import PAGE, STAGES, STANDING, by_risk, in_sight, narrowed, with_gates
from vacancies.probations import READS_PROBATION
from workflows.models.retention import READERS


class Finder(Questions):
    """Which people to list."""

    q = forms.CharField(label="Name, post or reference", required=False, max_length=60)
    school = forms.ChoiceField(label="School", required=False)
    stage = forms.ChoiceField(label="Stage", required=False, choices=[("", "Everybody"), *STAGES.items()])
    standing = forms.ChoiceField(label="Checks", required=False, choices=[("", "Any"), *STANDING.items()])

    def __init__(self, *args, schools, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["school"].choices = [("", "Every school"), *[(school.slug, school.name) for school in schools]]

    @property
    def asked(self):
        """What was asked for; a value nobody offered asks for nothing."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}


@staff
@require_safe
def people(request):
    """The list, for those who deal with checks; to everybody else it does not exist."""
    if not any(each.role in READS_CHECKS for each in request.actor.all_memberships):
        raise Http404("We could not find that page. Go to Home or search.")
    schools = list(School.objects.visible_to(request.actor))
    finder = Finder(request.GET, schools=schools)
    everybody = by_risk(in_sight(request.actor))
    found = narrowed(everybody, finder.asked)
    number, count = _page(request), found.count()
    rows = with_gates(found)[(number - 1) * PAGE : number * PAGE]
    context = {
        "nav": "people",
        "rows": [row(clearance) for clearance in rows],
        "filters": _filters(finder, count),
        "pager": _pager(finder.asked, number, count),
        "schools": len(schools),
        "reads_probation": any(each.role in READS_PROBATION for each in request.actor.all_memberships),
        "reads_retention": any(each.role in READERS for each in request.actor.all_memberships),
        "may_add": any(each.role in ADDS_PEOPLE for each in request.actor.all_memberships),
        "asked": finder.asked,
    }
    return render(request, "vacancies/people/list.html", context)


def row(clearance):
    """One person: their gate in three words, and who holds what has been shut longest."""
    gate = clearance.gate()
    gate.incident = clearance.has_incident
    oldest = gate.oldest
    appointment = getattr(clearance, "appointment", None)
    return {
        "clearance": clearance,
        "chip": gate.chip,
        "stage": stage_of(clearance, appointment),
        "starts": distance(clearance.starts_on) if clearance.starts_on else "",
        "oldest": oldest,
        "summary": f"{len(gate.clear)} of {gate.required} clear",
    }


def stage_of(clearance, appointment):
    """How far they are, with a vacancy or without."""
    if appointment is not None:
        return appointment.state_words
    if clearance.reference:
        return "Shortlisted, no offer yet"
    return "At work" if clearance.began_on else f"No vacancy: {comes_as(clearance)}"


def comes_as(clearance):
    engagement = clearance.role_facts.get("engagement")
    return in_words("engagement", engagement).lower() if engagement else "not said"


def _page(request):
    return max(1, min(whole(request.GET.get("page"), 1), 99_999))


def _address(asked, **changed):
    said = urlencode({key: value for key, value in {**asked, **changed}.items() if value})
    return f"?{said}" if said else "?"


def _filters(finder, count):
    asked, words = (
        finder.asked,
        {"school": dict(finder.fields["school"].choices), "stage": STAGES, "standing": STANDING},
    )
    active = [
        {"label": words.get(name, {}).get(value, f"Search: {value}"), "url": _address(asked, **{name: ""})}
        for name, value in asked.items()
    ]
    return {
        "form": finder,
        "active": active,
        "clear_url": "?" if len(active) > 1 else "",
        "count": f"{count} {'person' if count == 1 else 'people'}",
    }


def _pager(asked, number, count):
    if count <= PAGE and number == 1:
        return None
    last = min(number * PAGE, count)
    return {
        "previous_url": _address(asked, page=number - 1) if number > 1 else "",
        "next_url": _address(asked, page=number + 1) if last < count else "",
        "text": f"{(number - 1) * PAGE + 1} to {last} of {count}",
    }
