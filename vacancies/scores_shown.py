"""The panel's scores for one application, once the seal is open. Before that nothing is read at all."""

from collections import defaultdict

from vacancies.models import AgreedScore, Score
from vacancies.scoring import Judgement


def scores_of(application):
    """The scores as components/matrix.html shows them, or None while they are sealed (three queries)."""
    vacancy = application.vacancy
    if not vacancy.seal_is_open:
        return None
    given = Score.objects.filter(application=application, value__isnull=False)
    given = given.filter(scorecard__panel_member__stood_down_at=None).order_by("scorecard__panel_member")
    members, by_member, reasons = {}, defaultdict(dict), []
    for score in given.select_related("scorecard__panel_member__user"):
        member = score.scorecard.panel_member
        members[member.pk] = member.user.name
        by_member[score.criterion_id][member.pk] = score.value
        if score.reason:
            reasons.append((score.criterion_id, member.user.name, score.reason))
    agreed = {
        each.criterion_id: each for each in AgreedScore.objects.filter(application=application, replaced_at=None)
    }
    rows = [_row(each, members, by_member[each.pk], agreed.get(each.pk), vacancy) for each in vacancy.scored_criteria]
    return {
        "matrix": {
            "id": "scores-by-criterion",
            "caption": "Scores by criterion",
            "corner": "Criterion",
            "columns": [*({"label": name} for name in members.values()), {"label": "Counts"}],
            "rows": rows,
        },
        "reasons": _reasons(vacancy, reasons, agreed),
    }


def _row(criterion, members, values, agreed, vacancy):
    told = tuple(values[pk] for pk in members if pk in values)
    judgement = Judgement(criterion, told, agreed.value if agreed else None, vacancy.pass_mark)
    cells = [_cell(name, values.get(pk)) for pk, name in members.items()]
    open_still = judgement.needs_talk and agreed is None
    counts = _cell("Counts", None if open_still else judgement.value)
    if open_still:
        counts |= {"discuss": True, "word": "To discuss"}
    return {
        "label": criterion.code,
        "note": f"{criterion.text}{'' if criterion.is_essential else ' (desirable)'}",
        "cells": [*cells, counts],
    }


def _cell(label, value):
    return {"label": label, "text": "–" if value is None else value, "level": "" if value is None else value + 1}


def _reasons(vacancy, reasons, agreed):
    """What members wrote beside their scores, and what was agreed, criterion by criterion."""
    lines = []
    for criterion in vacancy.scored_criteria:
        said = [{"who": who, "text": text} for pk, who, text in reasons if pk == criterion.pk]
        if criterion.pk in agreed:
            said.append({"who": f"Agreed {agreed[criterion.pk].value}", "text": agreed[criterion.pk].reason})
        if said:
            lines.append({"code": criterion.code, "text": criterion.text, "said": said})
    return lines
