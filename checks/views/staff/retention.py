"""How long things are kept: what is due, what ran, the schedule, and holds."""

from collections import Counter

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from checks.claims import note
from checks.documents.letting_go import left_behind
from checks.forms.holds import WhyHold
from checks.models import Clearance, Hold
from checks.views.staff.documents import see_other
from checks.views.staff.rules import may_change
from hiring.access import staff
from hiring.models import Role, School
from workflows.blockers import NotAllowed
from workflows.models import Destruction, RetentionRun
from workflows.models.retention import READERS
from workflows.retention.job import what_is_due
from workflows.retention.schedule import schedule
from workflows.views import move

SHOWN = 50
HOLDERS = {Role.HR_MANAGER, Role.SAFEGUARDING_LEAD}
NOT_FOUND = "We could not find that page. Go to Home or search."


def reads_retention(actor):
    """The trust of the HR manager, the safeguarding lead or the auditor; everybody else is told nothing of it."""
    held = next((each for each in actor.all_memberships if each.role in READERS), None)
    if held is None:
        raise Http404(NOT_FOUND)
    return held.trust


@staff
@never_cache
@require_GET
def retention(request):
    """What is past its time now, what went and when, and how long each thing is kept."""
    trust = reads_retention(request.actor)
    schools = set(School.objects.visible_to(request.actor).values_list("pk", flat=True))
    receipts = Destruction.objects.visible_to(request.actor).select_related("school", "run")[:SHOWN]
    holds = Hold.objects.visible_to(request.actor).in_force().select_related("person", "placed_by", "school")
    context = {
        "nav": "people",
        "due": due_at(schools, trust),
        "left_behind": left_behind().filter(clearance__school__in=schools).count(),
        "runs": RetentionRun.objects.all()[:10],
        "receipts": receipts,
        "holds": holds.exclude(person=request.actor),
        "schedule": [rule.at(trust) for rule in schedule()],
        "note": note(),
        "may_change": may_change(trust, request.actor),
    }
    return render(request, "checks/retention/retention.html", context)


def due_at(schools, trust):
    """A dry run for these schools: each rule with how many are due, of them held, and since when."""
    rows = [(rule, each) for rule, each in what_is_due().due if each.school.pk in schools]
    number, held = Counter(rule for rule, _ in rows), Counter(rule for rule, each in rows if each.held)
    oldest = {rule: min(each.due_on for other, each in rows if other == rule) for rule in number}
    return [
        {"rule": rule.at(trust), "number": number[rule], "held": held[rule], "oldest": oldest[rule]} for rule in number
    ]


def hold_seen(request, pk):
    """A hold this person may know of; nobody reads about a hold on themselves."""
    reads_retention(request.actor)
    rows = Hold.objects.visible_to(request.actor).exclude(person=request.actor).select_related(*Hold.locked_with)
    found = rows.filter(pk=pk).first()
    if found is None:
        raise Http404(NOT_FOUND)
    return found


@staff
@never_cache
@require_GET
def hold(request, pk):
    """One hold: who placed it, when and why, and what can be done."""
    found = hold_seen(request, pk)
    events = found.events().select_related("actor", "note")
    told = [
        {"at": each.at, "who": each.who, "verb": each.verb.partition(".")[2], "note": note_of(each)} for each in events
    ]
    verdicts = [each for each in found.moves(request.actor) if each.permitted]
    context = {"nav": "people", "hold": found, "told": told, "verdicts": verdicts}
    return render(request, "checks/retention/hold.html", context)


def note_of(event):
    note = getattr(event, "note", None)
    return note.text if note else ""


@staff
@require_http_methods(["GET", "HEAD", "POST"])
def place_hold(request, file):
    """Hold everything on the person whose file this is."""
    files = Clearance.objects.visible_to(request.actor).exclude(person=request.actor)
    found = files.filter(pk=file).select_related("person", "school__trust").first()
    if found is None or not request.actor.roles_at(found.school) & HOLDERS:
        raise Http404(NOT_FOUND)
    form = WhyHold(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            placed = Hold.place(by=request.actor, school=found.school, person=found.person, **form.cleaned_data)
        except NotAllowed as refused:
            raise PermissionDenied(str(refused)) from refused
        messages.success(request, f"Everything on {found.person.name} is held.")
        return see_other(placed.get_absolute_url())
    context = {"nav": "people", "clearance": found, "form": form}
    return render(request, "checks/retention/place.html", context, status=422 if form.errors else 200)


@staff
@require_http_methods(["GET", "HEAD", "POST"])
def move_hold(request, pk, verb):
    """Ask for it to end, keep it, or end it as the second person."""
    found = hold_seen(request, pk)
    return move(request, found, verb, back={"url": found.get_absolute_url(), "label": str(found)}, nav="people")
