"""The ranked matrix of the shortlist page: above the line, below it, and those who miss an essential, each a table; fifty people a page."""

from operator import attrgetter

from vacancies.fifty import fifty_after, page_with
from vacancies.shortlisting import INCLUDED, MISSED, TIE


def in_groups(made):
    """(key, caption, places) of each group that has anybody in it, in the order of the page."""
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
    return [group for group in groups if group[2]]


def on_the_page(made, after, url):
    """(the places on this page in the order of the tables, its pager or None)."""
    return fifty_after(_in_order(made), attrgetter("code"), after, url)


def page_of(code, made, url):
    """The address of the page on which this applicant is."""
    return page_with(code, [place.code for place in _in_order(made)], url)


def _in_order(made):
    return list({place.code: place for _key, _caption, places in in_groups(made) for place in places}.values())


def tables(vacancy, made, *, names, shown):
    """components/matrix.html, once for each group that has anybody on this page."""
    codes = {place.code for place in shown}
    here = [
        (key, caption, [each for each in places if each.code in codes]) for key, caption, places in in_groups(made)
    ]
    return [_matrix(vacancy, key, caption, places, names) for key, caption, places in here if places]


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
