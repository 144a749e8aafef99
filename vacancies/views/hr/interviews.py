"""The interviews of one vacancy: who, when, where, what was recommended, and what is still to do."""

from django.shortcuts import render

from hiring.access import staff
from vacancies.models import Application
from vacancies.views.hr.finding import the_vacancy


@staff
def interviews(request, reference):
    """Everybody on the shortlist, in the order they will be seen (fixed number of queries)."""
    vacancy = the_vacancy(request, reference)
    people = (
        Application.objects.visible_to(request.actor)
        .filter(vacancy=vacancy, state__in=Application.NAMED)
        .select_related("interview", "candidate", "vacancy__school__trust")
        .order_by("interview__starts_at", "code")
    )
    rows = [_row(application, request.actor) for application in people]
    context = {"vacancy": vacancy, "rows": rows, "nav": "vacancies", "begin": vacancy.state == "shortlisted"}
    return render(request, "vacancies/hr/interviews.html", context)


def _row(application, actor):
    interview = getattr(application, "interview", None)
    label, url = _step(application, interview, actor)
    return {
        "application": application,
        "interview": interview,
        "recommendation": interview.get_recommendation_display() if interview and interview.recommendation else "",
        "step": {"label": label, "url": url},
    }


def _step(application, interview, actor):
    """What comes next for this person, and where whoever reads it does it."""
    base = application.get_absolute_url()
    if application.state == "interviewed":
        return _after_the_interview(application, interview, actor, base)
    steps = {
        "shortlisted": ("Invite", f"{base}invite/"),
        "invited": ("Record the interview", f"{base}record-interview/"),
    }
    return steps.get(application.state, ("Open the start gate", f"/people/{application.clearance_id}/"))


def _after_the_interview(application, interview, actor, base):
    """The post is the headteacher's to offer; whoever else reads this sees whom it waits for."""
    if interview is None or interview.recommendation not in {"appoint", "reserve"}:
        return "Tell them the outcome", f"{base}do-not-progress/"
    if Application.offer.rule.permission(application, actor):
        return "Offer the post", f"{base}offer/"
    return "The headteacher offers the post", base
