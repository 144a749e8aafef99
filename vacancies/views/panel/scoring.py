"""Scoring: one criterion and one applicant at a time, or a whole application; both keep the same scores."""

from functools import wraps

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from hiring.access import panel
from hiring.templatetags.dates import hour
from vacancies.blind import blind_application
from vacancies.forms.scoring import ANCHORS, READY_REASONS, ScoreForm, WholeScoreForm
from vacancies.views.panel.desk import Desk
from vacancies.views.panel.places import around, late, my_place, scorecard_of
from workflows.blockers import Refused

SUBMITTED = "You have submitted your scores, so they can no longer change."
REOPENED = "HR can reopen them until the whole panel has submitted."


def at_my_desk(view):
    """Open only while this member may score: declared, handed a scorecard, not yet submitted, scoring open."""

    @wraps(view)
    def opened(request, reference, *args, **kwargs):
        place = my_place(request, reference)
        card = scorecard_of(place)
        if place.declared_at is None:
            return redirect(f"/panel/{reference}/declare/")
        if card is None or place.vacancy.state != "scoring" or card.state != "open":
            return shut(request, place, card)
        return view(request, Desk(place), *args, **kwargs)

    return panel(never_cache(require_http_methods(["GET", "POST"])(opened)))


def shut(request, place, card):
    if request.headers.get("X-Autosave"):
        return HttpResponse(status=422)
    if card and card.state == "sealed":
        messages.warning(request, SUBMITTED if place.vacancy.seal_is_open else f"{SUBMITTED} {REOPENED}")
    return redirect(f"/panel/{place.vacancy.reference}/")


@at_my_desk
def judge(request, desk, number, code):
    """One judgement. Each choice is a form post; without script, Save and next."""
    judgement = find(desk, number, code)
    form = ScoreForm(request.POST) if request.method == "POST" else ScoreForm.of(desk.scores.get(judgement))
    if form.is_valid():
        return saved(request, desk, judgement, form)
    if request.headers.get("X-Autosave"):
        return HttpResponse(status=422)
    return show(request, desk, judgement, form)


def find(desk, number, code):
    if not 1 <= number <= len(desk.criteria) or code not in desk.applications:
        raise Http404("We could not find that page. Go to Home or search.")
    return desk.criteria[number - 1], code


def saved(request, desk, judgement, form):
    """Keep what was said, then go on; a score that needs a reason and has none is kept, and the reason asked for."""
    later, quiet = "later" in request.POST, bool(request.headers.get("X-Autosave"))
    value = form.cleaned_data["value"]
    if not desk.keep(judgement, value=value, reason=form.reason, come_back=later):
        return shut(request, desk.place, desk.place.scorecard)
    if quiet:
        return HttpResponse(status=204)
    if later:
        return redirect(desk.after(judgement))
    if value is None:
        form.add_error("value", "Select a score from 0 to 3.")
    elif desk.lacks_reason(judgement):
        why = "that is below what an essential needs" if value in {1, 2} else f"of {value}"
        form.add_error("written", f"Give a short reason for a score {why}.")
    return show(request, desk, judgement, form) if form.errors else redirect(desk.after(judgement))


def show(request, desk, judgement, form):
    criterion, code = judgement
    score, order = desk.scores.get(judgement), desk.order(criterion)
    applicant = blind_application(desk.vacancy, code)
    before, after = desk.beside(judgement)
    facts = {
        "criterion": criterion,
        "number": desk.criteria.index(criterion) + 1,
        "criteria_count": len(desk.criteria),
        "code": code,
        "place_in_order": order.index(code) + 1,
        "of": len(order),
        "applicant": applicant,
        "answer": applicant.answers.get(criterion.code, ""),
        "form": form,
        "anchors": anchors(criterion),
        "saved": f"Saved {hour(score.saved_at)}" if score and score.value is not None else "",
        "before": before,
        "after": after,
        "progress": desk.progress,
        "late": late(desk.vacancy),
    }
    status = 422 if form.errors else 200
    return render(request, "vacancies/panel/judge.html", around(desk.place, **facts), status=status)


def anchors(criterion):
    """What each score means; where the person specification says what a good answer has, the top says it too."""
    best = {**ANCHORS[0], "text": f"{ANCHORS[0]['text']} {criterion.hint}".strip()}
    return [best, *ANCHORS[1:]]


@at_my_desk
def whole(request, desk, code):
    """One applicant's whole application, every criterion on one page."""
    if code not in desk.applications:
        raise Http404("We could not find that page. Go to Home or search.")
    data = request.POST if request.method == "POST" else None
    forms = {
        criterion: WholeScoreForm(data, prefix=criterion.code)
        if data is not None
        else WholeScoreForm.of(desk.scores.get((criterion, code)), prefix=criterion.code)
        for criterion in desk.criteria
    }
    if data is not None and all(form.is_valid() for form in forms.values()):
        return saved_whole(request, desk, code, forms)
    if request.headers.get("X-Autosave"):
        return HttpResponse(status=422)
    return show_whole(request, desk, code, forms)


def saved_whole(request, desk, code, forms):
    for criterion, form in forms.items():
        known = desk.scores.get((criterion, code))
        said = (form.cleaned_data["value"], form.reason)
        if (known is None and said == (None, "")) or (known and said == (known.value, known.reason)):
            continue
        if not desk.keep((criterion, code), value=said[0], reason=said[1]):
            return shut(request, desk.place, desk.place.scorecard)
        if desk.lacks_reason((criterion, code)):
            form.add_error("written", f"{criterion.code}: give a short reason for this score.")
    if request.headers.get("X-Autosave"):
        return HttpResponse(status=204)
    if any(form.errors for form in forms.values()):
        return show_whole(request, desk, code, forms)
    return redirect(after_whole(desk, code))


def after_whole(desk, code):
    """The next applicant with anything left, in the order of the first criterion."""
    order = desk.order(desk.criteria[0])
    at = order.index(code)
    unfinished = {left for _criterion, left in desk.missing}
    ahead = [each for each in order[at + 1 :] + order[:at] if each in unfinished]
    return f"{desk.base}applicant/{ahead[0]}/" if ahead else f"{desk.base}review/"


def show_whole(request, desk, code, forms):
    applicant = blind_application(desk.vacancy, code)
    parts = [
        {
            "criterion": criterion,
            "answer": applicant.answers.get(criterion.code, ""),
            "form": form,
        }
        for criterion, form in forms.items()
    ]
    facts = {
        "code": code,
        "applicant": applicant,
        "parts": parts,
        "anchors": ANCHORS,
        "ready_reasons": READY_REASONS,
        "progress": desk.progress,
        "late": late(desk.vacancy),
        "has_errors": any(form.errors for form in forms.values()),
    }
    status = 422 if facts["has_errors"] else 200
    return render(request, "vacancies/panel/whole.html", around(desk.place, **facts), status=status)


def set_apart(request, desk, code):
    try:
        desk.vacancy.set_apart(by=request.actor, seat=desk.place.pk, applicant=desk.applications[code])
    except Refused as refused:
        messages.warning(request, str(refused))
    else:
        messages.success(request, f"{code} is out of your list, and HR can see why. Nobody else on the panel is told.")
    return redirect(Desk(desk.place).start())


@at_my_desk
def know(request, desk, code):
    """I think I know this person: they leave this member's list, with any scores already given, and HR is told."""
    if code not in desk.applications:
        raise Http404("We could not find that page. Go to Home or search.")
    if request.method == "POST":
        return set_apart(request, desk, code)
    back = {"url": f"{desk.base}applicant/{code}/", "label": f"Applicant {code}"}
    return render(request, "vacancies/panel/know.html", around(desk.place, code=code, back=back))
