"""The discussion: first the few judgements that need one, then the rest at a press; or everything on one wall."""

from itertools import groupby
from operator import itemgetter

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from vacancies.blind import blind_applications
from vacancies.discussion import Discussion
from vacancies.fifty import fifty_after
from vacancies.forms.scoring import ANCHORS
from vacancies.forms.shortlisting import AgreedForm
from vacancies.permissions import is_hr_or_chair
from vacancies.views.hr.judging import NOWHERE, for_hr_or_chair, for_the_room, standing_around
from workflows.blockers import Refused

LISTED = 50  # judgements of one kind on a page, unless all are asked for


def _may_agree(request, vacancy):
    return vacancy.state == "moderating" and is_hr_or_chair(vacancy, request.actor)


def _discussion(request, vacancy):
    names = request.GET.get("names") == "1" and is_hr_or_chair(vacancy, request.actor)
    return Discussion(vacancy, names=names), names


@for_the_room
@require_GET
def moderation(request, vacancy):
    """The list: what needs a conversation, what has had one, and how many count as they are."""
    discussion, names = _discussion(request, vacancy)
    lists = {name: getattr(discussion, name) for name in ("to_discuss", "alike", "talked_over")}
    listed = None if request.GET.get("all") == "1" else LISTED
    facts = {
        **{
            name: {"count": len(cells), "cells": [discussion.with_scores(cell) for cell in cells[:listed]]}
            for name, cells in lists.items()
        },
        "more": any(len(cells) > LISTED for cells in lists.values()) and listed,
        "total": len(discussion.cells),
        "sealed": _submitted(vacancy),
        "may_agree": _may_agree(request, vacancy),
        "may_name": is_hr_or_chair(vacancy, request.actor),
        "names": names,
        "page": f"{vacancy.get_absolute_url()}moderation/",
    }
    return render(request, "vacancies/hr/moderation.html", standing_around(request, vacancy, "Moderation", **facts))


def _submitted(vacancy):
    cards = [(seat, getattr(seat, "scorecard", None)) for seat in vacancy.panel.all() if seat.stood_down_at is None]
    sealed = [(card.sealed_at, seat.user.name) for seat, card in cards if card and card.sealed_at]
    return [(name, at) for at, name in sorted(sealed)]


@for_the_room
@require_http_methods(["GET", "POST"])
def agree(request, vacancy, code, criterion):
    """One judgement: what they wrote, what each of the panel gave, and what the panel settles on."""
    discussion, names = _discussion(request, vacancy)
    cell = discussion.find(code, criterion)
    if cell is None:
        raise Http404(NOWHERE)
    may = _may_agree(request, vacancy)
    known = cell["agreed"]
    initial = {"value": known.value if known else cell["judgement"].median, "reason": known.reason if known else ""}
    form = AgreedForm(request.POST if request.method == "POST" and may else None, initial=initial)
    if form.is_valid():
        keep(request, vacancy, cell, form.cleaned_data)
        return redirect(_next(vacancy, discussion, cell))
    applicant = blind_applications(vacancy, codes=[code]).get(code)
    facts = {
        "cell": discussion.with_reasons(cell),
        "answer": applicant.answers.get(criterion, "") if applicant else "",
        "anchors": ANCHORS,
        "form": form if may else None,
        "names": names,
        "left": len(discussion.to_discuss),
        "following": None if may else _following(discussion, cell),
        "page": f"{vacancy.get_absolute_url()}moderation/",
    }
    context = standing_around(request, vacancy, "Moderation", **facts)
    return render(request, "vacancies/hr/agree.html", context, status=422 if form.errors else 200)


def keep(request, vacancy, cell, agreed):
    """Write down what was settled. What members gave is never changed."""
    criterion = cell["criterion"]
    try:
        vacancy.agree_score(by=request.actor, applicant=cell["application"].pk, criterion=criterion.pk, **agreed)
    except Refused as refused:
        messages.warning(request, str(refused))
    else:
        messages.success(request, f"Agreed {agreed['value']} for {cell['code']} on {criterion.code}.")


def _next(vacancy, discussion, cell):
    """The next to discuss, else back to the list."""
    page, following = f"{vacancy.get_absolute_url()}moderation/", _following(discussion, cell)
    return f"{page}{following['code']}/{following['criterion'].code}/" if following else page


def _following(discussion, cell):
    """The judgement to discuss after this one, beginning again at the end; None when it is the last."""
    here = (cell["code"], cell["criterion"].position)
    left = [(each["code"], each["criterion"].position, each) for each in discussion.to_discuss]
    others = [each for each in left if each[:2] != here]
    after = [each for each in others if each[:2] > here]
    return (after or others)[0][2] if others else None


@for_hr_or_chair
@require_POST
def accept(request, vacancy):
    """Take the middle score wherever the panel scored alike."""
    if not _may_agree(request, vacancy):
        raise Http404(NOWHERE)
    count = len(Discussion(vacancy).alike)
    try:
        vacancy.accept_alike(by=request.actor)
    except Refused as refused:
        messages.warning(request, str(refused))
    else:
        messages.success(request, f"{count} agreed scores accepted.")
    return redirect(f"{vacancy.get_absolute_url()}moderation/")


@for_the_room
@require_GET
def wall(request, vacancy):
    """The whole matrix, for the room, fifty applicants at a time."""
    discussion, names = _discussion(request, vacancy)
    page = f"{vacancy.get_absolute_url()}moderation/"
    people = [(code, list(cells)) for code, cells in groupby(discussion.cells, key=itemgetter("code"))]
    kept = {"names": 1} if names else {}
    shown, pager = fifty_after(people, itemgetter(0), request.GET.get("after", ""), f"{page}matrix/", **kept)
    rows = [{"label": code, "cells": [_shown(cell) for cell in cells]} for code, cells in shown]
    matrix = {
        "id": "wall",
        "caption": f"What each of the panel gave, in the order {', '.join(discussion.labels.values())}",
        "corner": "Applicant",
        "columns": [{"label": each.code, "note": each.text} for each in vacancy.scored_criteria],
        "rows": rows,
    }
    facts = {"matrix": matrix, "pager": pager, "page": page, "names": names}
    return render(request, "vacancies/hr/wall.html", standing_around(request, vacancy, "Moderation", **facts))


def _shown(cell):
    judgement = cell["judgement"]
    talk = cell["needs_talk"] and cell["agreed"] is None
    agreed = f" → {cell['agreed'].value}" if cell["agreed"] else ""
    value = judgement.value
    return {
        "label": cell["criterion"].code,
        "text": f"{' '.join(map(str, judgement.values)) or '–'}{agreed}",
        "level": "" if value is None or talk else value + 1,
        "discuss": talk,
        "word": "Discuss" if talk else "",
    }
