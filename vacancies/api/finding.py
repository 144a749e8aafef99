"""How each caller finds what they may know exists. Staff never find what is their own; candidates find nothing else."""

from django.db.models import OuterRef, Subquery
from django.http import Http404

from vacancies.models import Application, Appointment, Probation, Scorecard, Vacancy
from vacancies.views.candidates.finding import RELATED
from workflows.models import Event

READ_WITH = ("vacancy__school__trust", "candidate", "clearance", "appointment", "interview")


def one(rows, **which):
    row = rows.filter(**which).first()
    if row is None:
        raise Http404
    return row


def vacancies(request):
    """Those at the actor's schools and those whose panel they sit on; to anybody else, all that was ever advertised."""
    rows = Vacancy.objects.visible_to(request.actor) if is_staff(request) else Vacancy.objects.for_public()
    return with_moments(rows)


def open_vacancies():
    return with_moments(Vacancy.objects.advertised())


def is_staff(request):
    return request.auth is not None and request.auth.scope == "staff"


def with_moments(rows):
    """When anything last happened in each vacancy's story."""
    last = Event.objects.filter(root_type="vacancy", root_id=OuterRef("pk")).order_by("-number")
    return rows.select_related("school__trust").annotate(updated_at=Subquery(last.values("at")[:1]))


def applications(request):
    """Applications that were sent, as far as the actor may read them one by one."""
    seen = Application.objects.visible_to(request.actor).exclude(candidate=request.actor.pk).exclude(state="draft")
    last = Event.objects.filter(subject_type="application", subject_id=OuterRef("pk")).order_by("-subject_version")
    return seen.select_related(*READ_WITH).annotate(updated_at=Subquery(last.values("at")[:1]))


def appointments(request):
    seen = Appointment.objects.visible_to(request.actor).exclude(application__candidate=request.actor.pk)
    return seen.select_related(*Appointment.locked_with)


def probations(request):
    return Probation.objects.visible_to(request.actor).of_others(request.actor).select_related(*Probation.locked_with)


def scorecards(request):
    return Scorecard.objects.visible_to(request.actor).select_related(*Scorecard.locked_with)


def my_place(request, pk):
    """A scorecard of the actor's own, as a place on the panel; nobody else's scores are ever read."""
    card = one(scorecards(request), pk=pk, panel_member__user=request.actor.pk)
    card.panel_member.scorecard = card
    return card.panel_member


def my_applications(request):
    """What this person has begun or sent, as they may know it."""
    return Application.objects.as_told().filter(candidate=request.actor.pk).select_related(*RELATED)


def since(rows, moment):
    """Only those to which something has happened since."""
    return rows.filter(updated_at__gte=moment) if moment else rows
