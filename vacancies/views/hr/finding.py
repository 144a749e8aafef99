"""How the working pages find a vacancy or an application: only through what the actor may know exists."""

from django.db.models import Prefetch
from django.http import Http404

from vacancies.models import Application, PanelMember, Vacancy

PANEL = Prefetch("panel", PanelMember.objects.select_related("user", "scorecard").order_by("pk"))
READ_WITH = ("vacancy__school__trust", "candidate", "clearance", "appointment", "interview")


def the_vacancy(request, reference):
    """The vacancy with this reference, with its school and trust; 404 to a stranger."""
    vacancies = Vacancy.objects.visible_to(request.actor).select_related("school__trust")
    vacancy = vacancies.filter(reference=reference).first()
    if vacancy is None:
        raise Http404("We could not find that page. Go to Home or search.")
    return vacancy


def the_application(request, reference, code):
    """One application by its code. Nobody handles their own: to its candidate this page does not exist."""
    applications = Application.objects.visible_to(request.actor).select_related(*READ_WITH)
    application = applications.filter(vacancy__reference=reference, code=code).first()
    if application is None or application.candidate_id == request.actor.pk:
        raise Http404("We could not find that page. Go to Home or search.")
    return application
