"""Finding the candidate's own application, and keeping drafts from changing once they may not."""

from functools import wraps

from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache

from hiring import clock
from hiring.access import candidate, typed
from vacancies.guards import the_vacancy_is_open
from vacancies.models import Application
from workflows.transitions import Move

RELATED = ("vacancy__school__trust", "candidate", "appointment__probation", "interview", "clearance")
PARTS = ("vacancy__criteria", "answers", "history", "gaps", "qualifications", "referees")
LATEST_FIRST = "-id"  # somebody who withdrew may apply again


def own_applications(actor):
    """Everything this person has begun, newest first. HR's sight of others never reaches these pages."""
    mine = Application.objects.visible_to(actor).filter(candidate=actor.pk)
    return mine.as_told().select_related(*RELATED).order_by(LATEST_FIRST)


def own_application(actor, reference, *parts):
    """This person's application for one vacancy, else 404."""
    application = own_applications(actor).prefetch_related(*parts).filter(vacancy__reference=reference).first()
    if application is None:
        raise Http404("We could not find that page. Go to your applications.")
    return application


def around(vacancy, **context):
    """What the candidate's pages show around their content."""
    school = vacancy.school
    return {
        "vacancy": vacancy,
        "trust": school.trust.name,
        "short_title": f"{vacancy.title}, {school.name}",
        "help_line": f"Questions? Ask {vacancy.contact or school.trust.phone}.",
        **context,
    }


def on_form(application, **context):
    """The same, for a page of the application form."""
    home = f"/apply/{application.vacancy.reference}/"
    back = {"url": home, "label": "Your application"}
    return around(application.vacancy, application=application, **{"back": back, "home": home, **context})


def why_closed(application):
    """E-030, while the vacancy no longer takes applications."""
    move = Move(by=application.candidate, at=clock.now())
    return next((blocker.text for blocker in the_vacancy_is_open(application, move)), "")


def posted(request):
    """What was sent to a form; None when the page is only being looked at."""
    return request.POST if request.method == "POST" else None


def autosaving(request):
    """Whether the page is saving by itself, while somebody still types."""
    return request.headers.get("X-Autosave") == "1"


def editing(view):
    """A page of the form: opened only by its writer, and only while it may still be changed.

    A change holds the application's row, so that nothing slips in beside the sending of it.
    """

    @candidate
    @never_cache
    @wraps(view)
    def opened(request, reference, **where):
        with transaction.atomic():
            application = own_application(request.actor, reference, *PARTS)
            if request.method == "POST":
                hold(application)
            if application.state != Application.State.DRAFT:
                return redirect("my_application", reference)
            words = why_closed(application)
            if words:
                return closed(request, application, words)
            return view(request, application, **where)

    return opened


def hold(application):
    """Wait for anybody moving this application, and see the state it then has."""
    locked = Application.objects.select_for_update(no_key=True, of=("self",))
    application.refresh_from_db(fields=["state"], from_queryset=locked)


def closed(request, application, words):
    """Too late, by minutes or by days: what was saved is kept, and what was just typed is shown once more."""
    if autosaving(request):
        return HttpResponse(status=422)
    context = on_form(
        application, words=words, typed=typed(request), back={"url": "/my/", "label": "Your applications"}
    )
    return render(
        request, "vacancies/candidates/closed.html", context, status=409 if request.method == "POST" else 200
    )


def keep(application, *, done="", **facts):
    """Save what was answered; the time is shown as “last saved”."""
    if done and done not in application.sections_done:
        facts["sections_done"] = [*application.sections_done, done]
    for name, value in {**facts, "saved_at": clock.now()}.items():
        setattr(application, name, value)
    application.save(update_fields=[*facts, "saved_at"])
