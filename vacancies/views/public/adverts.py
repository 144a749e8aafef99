"""What anybody may read: the front page, the jobs, one job."""

from django.conf import settings
from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_GET

from hiring.access import public
from vacancies.models import Vacancy
from vacancies.tracker import is_open

STATEMENTS = ("safeguarding_statement", "offenders_statement", "online_search_notice", "childcare_notice")


@public("The way in.")
@require_GET
def front(request):
    """What this is, and where to go from here."""
    return render(request, "vacancies/public/front.html", {"jobs": Vacancy.objects.advertised().count()})


@public("Adverts are for everybody.")
@require_GET
def jobs(request):
    """Every job that takes applications now, the first to close first."""
    adverts = Vacancy.objects.advertised().select_related("school__trust").order_by("closes_at", "reference")
    return render(request, "vacancies/public/jobs.html", {"adverts": adverts})


@public("Adverts are for everybody.")
@require_GET
def job(request, reference):
    """One advert. Once closed it says so, and machines no longer read it as a job."""
    adverts = Vacancy.objects.for_public().select_related("school__trust").prefetch_related("criteria")
    vacancy = adverts.filter(reference=reference).first()
    if vacancy is None:
        raise Http404("We could not find that job. See the jobs that are open.")
    criteria = list(vacancy.criteria.all())
    context = {
        "vacancy": vacancy,
        "is_open": is_open(vacancy),
        "essential": [each for each in criteria if each.is_essential],
        "desirable": [each for each in criteria if not each.is_essential],
        "statements": [text for text in (getattr(vacancy, name) for name in STATEMENTS) if text.strip()],
        "duties": [line for line in vacancy.duties.splitlines() if line.strip()],
        "panel": vacancy.panel.sitting().count(),
        "trust": vacancy.school.trust.name,
        "site": settings.SITE_URL,
    }
    return render(request, "vacancies/public/job.html", context)
