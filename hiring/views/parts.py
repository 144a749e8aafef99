"""The page of parts: every component with an example, to look at, to test and to copy from."""

from django.shortcuts import render

from hiring.access import public
from hiring.views.examples import page


@public("Made-up examples only; the place where components are tried with a screen reader.")
def parts(request):
    """Every part of the house style in each of its states."""
    return render(request, "help/parts.html", page.everything())


@public("Made-up examples only.")
def scoring(request):
    """The scoring panel has a bar fixed to the screen on phones, so it gets a page to itself."""
    return render(request, "help/scoring.html", page.scoring_page())
