"""One person between shortlist and first day: the start gate, the terms of the offer, and what has happened."""

from functools import partial

from django.db.models import Exists, OuterRef, Q
from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe

from checks.models import Clearance, FactsChange, Incident, Placement
from checks.permissions import may_tell_facts, records_incidents
from checks.protection import protected_on
from checks.rescreening import moved_under
from checks.views.staff.retention import HOLDERS
from hiring import clock
from hiring.access import staff
from hiring.permissions import is_head_or_hr
from hiring.templatetags.dates import fullday
from vacancies.probations import EMPLOYED, READS_PROBATION, standing
from vacancies.start_gate import ENDED, NEXT, start_gate
from workflows.history_words import in_words
from workflows.models import Event
from workflows.views import move

LATEST = 40  # events
FURTHER = ("stand_down", "return_to_work", "withdraw", "leave")
OF_THE_FILE = ("tell", "stop_relying", "leave", "close")
FROM_ANY_FILE = {"tell", "derive"}  # with a vacancy or without
RARE = {  # read with the file, so that what hardly anybody has is asked for only where somebody has it
    "has_incidents": Exists(Incident.objects.filter(clearance=OuterRef("pk"))),
    "has_placements": Exists(Placement.objects.filter(clearance=OuterRef("pk"))),
    "has_proposals": Exists(FactsChange.objects.filter(clearance=OuterRef("pk"), state="proposed")),
}
READ_WITH = (
    "person",
    "school__trust",
    "appointment__vacancy__school__trust",
    "appointment__probation",
    "appointment__application__candidate",
)
TERMS_ARE_SEEN_BY = {"hr_officer", "hr_manager", "head", "safeguarding_lead"}


def person_seen(request, pk):
    """A file this actor may know of, never their own from the staff side; with what its page shows, unless it is only to be moved."""
    files = Clearance.objects.visible_to(request.actor).exclude(person=request.actor)
    wanted = files.select_related(*READ_WITH)
    if request.method != "POST":
        wanted = wanted.to_judge().annotate(**RARE)
    found = wanted.filter(pk=pk).first()
    if found is None:
        raise Http404("We could not find that page. Go to Home or search.")
    appointment = getattr(found, "appointment", None)
    if appointment is not None:
        appointment.application.vacancy = appointment.vacancy
    return found


@staff
@require_safe
def person(request, pk):
    """The start gate is the centre; everything else on the page explains it."""
    clearance = person_seen(request, pk)
    appointment = getattr(clearance, "appointment", None)
    moves = moves_from(clearance, appointment, request.actor)
    incidents = list(clearance.incidents.select_related("recorded_by")) if clearance.has_incidents else []
    changes = clearance.changes.filter(state="proposed").select_related("proposed_by")
    gate = start_gate(clearance, appointment, request.actor, moves=moves, incidents=incidents)
    context = {
        "nav": "people",
        "clearance": clearance,
        "appointment": appointment,
        "gate": gate,
        "identity": identity(clearance, gate, moves),
        "settled": clearance.concerns.filter(state="settled") if clearance.began_on else (),
        "incidents": incidents,
        "moved": moved_under(clearance),
        "placements": clearance.placements.select_related("place") if clearance.has_placements else [],
        "waiting": changes if clearance.has_proposals else [],
        "may_change": may_tell_facts(clearance, request.actor) and clearance.state not in ENDED,
        "asks_before": clearance.state == "open" and clearance.offer_made_at is not None and not clearance.began_on,
        "may_report": records_incidents(clearance, request.actor),
        "may_hold": bool(request.actor.roles_at(clearance.school) & HOLDERS),
        "probation": probation_line(appointment, request.actor),
        "may_open_probation": may_open_probation(appointment, request.actor),
        "terms": terms(clearance, appointment, request.actor),
        "events": history(clearance, appointment, gate),
    }
    return render(request, "vacancies/people/person.html", context)


@staff
@require_http_methods(["GET", "HEAD", "POST"])
def move_person(request, pk, verb):
    """Confirm the start, record it, stand down, return, withdraw, leave: of the appointment, or of the file without one."""
    clearance = person_seen(request, pk)
    appointment = getattr(clearance, "appointment", None)
    record = clearance if appointment is None or verb in FROM_ANY_FILE else appointment
    if record is clearance and verb.replace("-", "_") not in {"rely_on", *FROM_ANY_FILE, *OF_THE_FILE}:
        raise Http404("We could not find that page. Go to Home or search.")
    back = {"url": clearance.get_absolute_url(), "label": f"{clearance.person.name}, {clearance.post_title}"}
    around = partial(gate_again, clearance, verb, record.state)
    return move(request, record, verb, back=back, nav="people", around=around)


def gate_again(clearance, verb, state):
    """Towards the first day the open gate is shown once more, so that nothing has moved underneath."""
    if verb.replace("-", "_") != NEXT.get(state):
        return {}
    gate = clearance.gate()
    shut = gate.blockers_of_the_offer if verb == "confirm-start" else gate.blockers
    return {} if shut else {"base": "vacancies/people/at_the_gate.html", "gate": gate}


def moves_from(clearance, appointment, actor):
    """What could happen from here, worked out once: to the appointment, or to the file where there is no vacancy."""
    if appointment is not None:
        return appointment.moves(actor)
    return [] if clearance.reference else clearance.moves(actor)


def identity(clearance, gate, moves):
    starts = f"Planned start {fullday(clearance.starts_on)}" if clearance.starts_on else "No start date yet"
    if clearance.began_on:
        starts = f"Began {fullday(clearance.began_on)}"
    if clearance.left_on:
        starts = f"{starts}, left {fullday(clearance.left_on)}"
    return {
        "title": clearance.person.name,
        "subtitle": f"{clearance.post_title}, {clearance.school.name}",
        "code": clearance.reference,
        "facts": [starts, *([f"Sent by {clearance.sent_by}"] if clearance.sent_by else [])],
        "chip": gate.chip if clearance.state not in ENDED else None,
        "state": clearance.state_words if clearance.state in ENDED else "",
        "mark": "na",
        "menu": _menu(clearance, moves),
    }


def _menu(clearance, moves):
    permitted = [each for each in moves if each.permitted and each.rule.name in {*FURTHER, *OF_THE_FILE}]
    if not permitted:
        return None
    page = clearance.get_absolute_url()
    return {
        "about": clearance.person.name,
        "label": "More",
        "moves": [
            {"label": each.rule.label, "url": f"{page}{each.rule.slug}/", "note": each.rule.meaning}
            for each in permitted
            if each.allowed
        ],
        "not_yet": [
            {"label": each.rule.label, "reasons": [blocker.text for blocker in each.blockers]}
            for each in permitted
            if not each.allowed
        ],
    }


def terms(clearance, appointment, actor):
    """What was offered, for those who may know a salary."""
    if appointment is None or not actor.roles_at(clearance.school) & TERMS_ARE_SEEN_BY:
        return []
    facts = [
        ("Offer", appointment.state_words),
        ("First day", fullday(appointment.started_on or appointment.starts_on)),
        ("Salary", f"£{appointment.salary:,.2f} a year".replace(".00 ", " ")),
        ("Offered", fullday(appointment.offered_at)),
        ("Accepted", fullday(appointment.accepted_at) if appointment.accepted_at else "Not yet"),
    ]
    return [{"label": label, "value": value} for label, value in facts]


def probation_line(appointment, actor):
    """How their first months stand and where to read on, for those who may know."""
    probation = getattr(appointment, "probation", None)
    if probation is None or not actor.roles_at(appointment.school) & READS_PROBATION:
        return None
    mark, word, sentence = standing(probation)
    return {"mark": mark, "word": word, "sentence": sentence, "url": f"{appointment.get_absolute_url()}probation/"}


def may_open_probation(appointment, actor):
    """Somebody at work whose first day opened none, while there is still something to decide."""
    if appointment is None or appointment.state not in {"started", "stood_down"} or hasattr(appointment, "probation"):
        return False
    engaged, still = appointment.clearance.role_facts.get("engagement"), protected_on(appointment.starts_on)
    return engaged in EMPLOYED and clock.today() < still and is_head_or_hr(appointment, actor)


def history(clearance, appointment, gate):
    """The file's own chain with the appointment's events, newest first; a probation tells its own, to fewer people."""
    mine = Q(root_type="clearance", root_id=clearance.pk)
    if appointment is not None:
        mine |= Q(subject_type="appointment", subject_id=appointment.pk)
    told = Event.objects.filter(mine).exclude(Q(verb="check.require") | Q(subject_type="probation"))
    events = told.select_related("actor").order_by("-at", "-id")[:LATEST]
    checks = {check.pk: check for check in (*gate.checks, *gate.let_go)}
    return [_line(event, checks) for event in events]


def _line(event, checks):
    about = checks.get(event.subject_id) if event.subject_type == "check" else None
    return in_words(event, about=about.title if about else "", reason=False)
