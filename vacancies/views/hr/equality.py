"""Equality figures: totals of a whole trust in a term that is over, for whoever does HR for the trust, and its auditors."""

from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_safe

from hiring import clock
from hiring.access import staff
from vacancies.equality.figures import figures, in_words
from vacancies.equality.small_numbers import FEWEST, FEWEST_FOR_A_SHARE
from vacancies.equality.terms import term_of
from vacancies.models import EqualityTally
from vacancies.permissions import trusts_whose_totals_are_read

STAGES = EqualityTally.Stage.values


@staff
@require_safe
def equality(request):
    """One term, the last by default; others by the address. Nothing smaller can be asked for, and nothing added up."""
    trusts = trusts_whose_totals_are_read(request.actor)
    if not trusts:
        raise Http404("We could not find that page. Go to Home or search.")
    tallies = list(EqualityTally.objects.visible_to(request.actor).filter(trust=trusts[0]).told())
    terms = sorted({term_of(each.term_began_on) for each in tallies}, reverse=True)
    asked = request.GET.get("term", "")
    chosen = next((each for each in terms if each.slug == asked), terms[0] if terms else None)
    shown = sorted((each for each in tallies if chosen and each.term_began_on == chosen.began_on), key=by_stage)
    context = {
        "nav": "vacancies",
        "trust": trusts[0].name,
        "term": chosen,
        "terms": [{"label": str(each), "url": f"?term={each.slug}", "current": each == chosen} for each in terms],
        "running": term_of(clock.today()),
        "in_words": in_words(shown),
        "figures": figures(shown) if shown else [],
        "fewest": FEWEST,
        "fewest_for_a_share": FEWEST_FOR_A_SHARE,
    }
    return render(request, "vacancies/hr/equality.html", context)


def by_stage(tally):
    return STAGES.index(tally.stage)
