"""The ranked matrix of the shortlist page: above the line, below it, and those who miss an essential, each a table."""

from vacancies.shortlisting import INCLUDED, MISSED, TIE


def tables(vacancy, made, *, names):
    """components/matrix.html, once for each group that has anybody in it."""
    chosen = [place for place in made.places if place.is_included and place.decision != INCLUDED]
    groups = [
        ("above", f"Interview: {len(chosen)}", chosen),
        ("tie", "Tie for the last place", [place for place in made.places if place.decision == TIE]),
        ("added", "Included by HR", made.added),
        ("below", "Below the line", [place for place in made.left_out if place.standing.meets_essentials]),
        (
            "missed",
            "Below an essential",
            [place for place in made.left_out if place.decision == MISSED or place.standing.missed],
        ),
    ]
    return [_matrix(vacancy, key, caption, places, names) for key, caption, places in groups if places]


def _matrix(vacancy, key, caption, places, names):
    highest = places[0].standing.highest
    return {
        "id": key,
        "caption": caption,
        "corner": "Applicant",
        "columns": [
            {"label": each.code, "note": "essential" if each.is_essential else ""} for each in vacancy.scored_criteria
        ],
        "rows": [_row(place, names) for place in places],
        "total_label": f"Total of {highest}",
    }


def _row(place, names):
    standing = place.standing
    rank = f"={standing.rank}" if standing.tied else str(standing.rank)
    note = f"Misses {', '.join(each.code for each in standing.missed)}" if standing.missed else "Meets every essential"
    who = f" {place.application.candidate.name}" if names and place.application.names_are_shown else ""
    return {
        "label": f"{rank}. {place.code}{who}",
        "note": f"{note}. {place.words}." if place.exception else f"{note}.",
        "cells": [_cell(each, each.criterion in standing.missed) for each in standing.judgements],
        "total": standing.total,
    }


def _cell(judgement, missed):
    value = judgement.value
    return {
        "label": judgement.criterion.code,
        "text": "–" if value is None else value,
        "level": "" if value is None else value + 1,
        "word": "below what this essential needs" if missed else "",
    }
