"""Review and submit: what is missing first, then one's own scores; after that they are sealed."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from hiring.access import panel
from vacancies.views.panel.desk import Desk
from vacancies.views.panel.places import around, my_place, scorecard_of
from workflows.blockers import Refused
from workflows.views.preview import as_lines


@panel
@never_cache
@require_http_methods(["GET", "POST"])
def review(request, reference):
    """My own scores, all of them and nobody else's; and the button that seals them."""
    place = my_place(request, reference)
    card = scorecard_of(place)
    if card is None:
        return redirect(f"/panel/{reference}/")
    if place.declared_at is None:
        return redirect(f"/panel/{reference}/declare/")
    if request.method == "POST" and card.state == "open":
        return submit(request, place, card)
    return show(request, place, ())


def submit(request, place, card):
    """Seal through the door; every reason against it is listed."""
    try:
        card.seal(by=request.actor)
    except Refused as refused:
        return show(request, place, refused.blockers, status=409)
    place.vacancy.refresh_from_db(fields=["seal_opened_at"])
    opened = place.vacancy.seal_is_open
    now = "You were the last, so the panel’s scores are now open." if opened else "They are sealed."
    messages.success(request, f"You have submitted your scores. {now}")
    return redirect(f"/panel/{place.vacancy.reference}/")


def show(request, place, blockers, status=200):
    desk = Desk(place)
    is_open = place.scorecard.state == "open" and place.vacancy.state == "scoring"
    facts = {
        "card": place.scorecard,
        "is_open": is_open,
        "missing": linked(desk, desk.missing) if is_open else [],
        "unreasoned": linked(desk, desk.unreasoned) if is_open else [],
        "rows": rows(desk, is_open),
        "criteria": desk.criteria,
        "blockers": [{**line, "owner": "", "fix_url": ""} for line in as_lines(blockers)],
        "progress": desk.progress if is_open else None,
        "reasons": reasons(desk),
    }
    return render(request, "vacancies/panel/review.html", around(place, **facts), status=status)


def linked(desk, judgements):
    return [
        {
            "url": desk.url(each),
            "code": each[1],
            "criterion": each[0],
            "later": desk.put_off(each),
        }
        for each in judgements
    ]


def rows(desk, is_open):
    """My scores by applicant, in the order of codes."""
    return [
        {
            "code": code,
            "url": f"{desk.base}applicant/{code}/" if is_open else "",
            "cells": [
                {
                    "label": criterion.code,
                    "value": desk.value((criterion, code)),
                    "url": desk.url((criterion, code)) if is_open else "",
                }
                for criterion in desk.criteria
            ],
        }
        for code in sorted(desk.applications)
    ]


def reasons(desk):
    given = [
        (criterion, code, desk.scores.get((criterion, code)))
        for code in sorted(desk.applications)
        for criterion in desk.criteria
    ]
    return [
        {"code": code, "criterion": criterion, "value": score.value, "reason": score.reason}
        for criterion, code, score in given
        if score and score.reason
    ]
