"""Before the form, and the list of its sections."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from hiring import clock
from hiring.access import candidate, public
from vacancies.application_form import DONE, groups, questions
from vacancies.models import Application, Vacancy
from vacancies.views.candidates.finding import PARTS, around, closed, own_application, own_applications, why_closed
from workflows.transitions import Blocked


def advertised(reference):
    """A vacancy that takes applications now, else 404."""
    found = Vacancy.objects.advertised().select_related("school__trust").prefetch_related("criteria")
    vacancy = found.filter(reference=reference).first()
    if vacancy is None:
        raise Http404("This job is not open to applications. See the jobs that are.")
    return vacancy


@public("People decide whether to apply before they say who they are.")
def before_you_start(request, reference):
    """What the form needs, how long it takes, who reads it and what happens after."""
    vacancy = advertised(reference)
    back = {"url": f"/jobs/{reference}/", "label": "The advert"}
    context = around(vacancy, back=back, panel=vacancy.panel.sitting().count(), asked=len(vacancy.scored_criteria))
    return render(request, "vacancies/candidates/before_you_start.html", context)


@candidate
@require_POST
def start(request, reference):
    """Begin the form, or go on with the one begun."""
    vacancy = advertised(reference)
    try:
        Application.start(by=request.actor, vacancy=vacancy, candidate=request.actor)
    except Blocked as refusal:
        messages.warning(request, refusal.blockers[0].text)
    return redirect("apply", reference)


@candidate
@never_cache
def task_list(request, reference):
    """The form's sections, how far each has come, and when it was last saved."""
    mine = own_applications(request.actor).filter(vacancy__reference=reference)
    if not mine.exclude(state=Application.State.WITHDRAWN).exists():
        return redirect("before_you_start", reference)
    application = own_application(request.actor, reference, *PARTS)
    if application.state != Application.State.DRAFT:
        return redirect("my_application", reference)
    words = why_closed(application)
    if words:
        return closed(request, application, words)
    parts = groups(application)
    sections = [section for group in parts for section in group.tasks]
    context = around(
        application.vacancy,
        application=application,
        groups=parts,
        done=sum(section.progress == DONE for section in sections),
        total=len(sections),
        asked=len(questions(application)),
        saved_today=application.saved_at and application.saved_at.astimezone(clock.LONDON).date() == clock.today(),
        back={"url": "/my/", "label": "Your applications"},
    )
    return render(request, "vacancies/candidates/task_list.html", context)
