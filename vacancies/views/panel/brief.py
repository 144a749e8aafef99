"""My panels, and for each: what it is, by when, about how long, and whether I know anybody."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from checks.models import InterviewQuestion
from hiring.access import panel
from hiring.templatetags.dates import day
from vacancies.forms.scoring import DeclareForm
from vacancies.views.panel.desk import Desk
from vacancies.views.panel.places import around, late, my_place, my_places, scorecard_of

IN_TURN = ["review", "none", "ok", "na"]


@panel
@never_cache
@require_GET
def mine(request):
    """The panels I sit on: what is to be scored on top, then what is to come, then what is done."""
    places = list(my_places(request.actor).exclude(vacancy__state="draft"))
    if len(places) == 1 and request.actor.kind == "guest":
        return redirect(f"/panel/{places[0].vacancy.reference}/")
    trust = places[0].vacancy.school.trust.name if places else ""
    rows = sorted(
        ({"place": place, **standing(place)} for place in places), key=lambda row: IN_TURN.index(row["mark"])
    )
    return render(request, "vacancies/panel/mine.html", {"rows": rows, "short_title": "My panels", "trust": trust})


def standing(place):
    """Where this member stands: a mark and a word."""
    card, vacancy = scorecard_of(place), place.vacancy
    if card and card.state == "sealed":
        return {"mark": "ok", "word": "Submitted"}
    if card and vacancy.state == "scoring":
        return {"mark": "review", "word": "To score"}
    if vacancy.state in {"awaiting_approval", "approved", "published", "closed"}:
        return {"mark": "none", "word": "Not open yet"}
    return {"mark": "na", "word": vacancy.state_words}


@panel
@never_cache
@require_GET
def brief(request, reference):
    """What the panel is asked to do, and the way to begin or carry on."""
    place = my_place(request, reference)
    card = scorecard_of(place)
    desk = Desk(place) if card and place.declared_at and place.vacancy.state == "scoring" else None
    facts = {
        "card": card,
        "criteria": place.vacancy.scored_criteria,
        "waiting": waiting(place) if card and card.state == "sealed" else [],
        "late": late(place.vacancy),
        "start": desk.start() if desk and card.state == "open" else "",
        "begun": bool(desk and desk.scores),
        "minutes": max(1, round(len(desk.judgements) * 25 / 60)) if desk else None,
        "progress": desk.progress if desk and card.state == "open" else None,
        "discussion": request.actor.kind == "user" and place.vacancy.seal_is_open,
        "shortlist": shortlist(request, place),
        "questions": questions(request, place),
        **standing(place),
    }
    return render(request, "vacancies/panel/brief.html", around(place, **facts))


def waiting(place):
    """How many of the panel have submitted: counts and nothing more."""
    cards = place.vacancy.panel.sitting().values_list("scorecard__state", flat=True)
    states = list(cards)
    return {"submitted": states.count("sealed"), "of": len(states)}


def shortlist(request, place):
    """Names appear once the shortlist is confirmed, to members who signed in; those of the others never do."""
    if request.actor.kind != "user" or place.vacancy.state not in {"shortlisted", "interviewing"}:
        return []
    named = place.vacancy.applications.filter(state__in=["shortlisted", "invited", "interviewed", "offered"])
    return list(named.order_by("code").values_list("code", "candidate__name"))


def questions(request, place):
    """What to ask whom at the interview, as HR worded it; what it rests on is never read here (one query)."""
    if request.actor.kind != "user" or place.vacancy.state not in {"shortlisted", "interviewing"}:
        return []
    asked = InterviewQuestion.objects.visible_to(request.actor)
    asked = (
        asked.filter(check_row__clearance__application__vacancy=place.vacancy)
        .exclude(check_row__clearance__application__conflicts__member=place)
        .order_by("check_row", "pk")
    )
    return list(asked.values_list("check_row__clearance__person__name", "text"))


@panel
@never_cache
@require_http_methods(["GET", "POST"])
def declare(request, reference):
    """G01: whether the member may know an applicant, before any application opens."""
    place = my_place(request, reference)
    form = DeclareForm(request.POST if request.method == "POST" else None, initial={"may_know": place.may_know})
    if form.is_valid():
        place.declare(form.cleaned_data["may_know"] if form.cleaned_data["knows"] == "yes" else "")
        messages.success(request, f"Thank you. {told_hr(place)}{what_next(place)}")
        return redirect(f"/panel/{reference}/")
    facts = around(place, form=form, back={"url": f"/panel/{reference}/", "label": "About this panel"})
    return render(request, "vacancies/panel/declare.html", facts, status=422 if form.errors else 200)


def told_hr(place):
    return "HR reads what you wrote, and takes that person out of your list. " if place.may_know else ""


def what_next(place):
    vacancy = place.vacancy
    if vacancy.state == "scoring":
        due = f" Scores are due by {day(vacancy.scores_due_on)}." if vacancy.scores_due_on else ""
        return f"You can start scoring.{due}"
    return "Scoring opens after the job closes, and we will e-mail you."
