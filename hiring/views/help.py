"""The pages at the foot of every page: help, accessibility, privacy."""

from django.shortcuts import render
from django.urls import reverse

from hiring.access import public
from hiring.models import Link

GUESTS = {Link.Purpose.REFEREE: ("reference", "Your reference"), Link.Purpose.PANEL: ("my_panels", "Your part")}


def way_back(actor):
    """Where the reader's own work is, since these pages are opened in the middle of it."""
    if actor.kind == "user":
        name, label = ("home", "Home") if actor.works_here else ("my_applications", "Your applications")
    elif actor.kind == "guest":
        name, label = GUESTS.get(actor.link.purpose, ("front", "Front page"))
    else:
        name, label = "front", "Front page"
    return {"url": reverse(name), "label": label}


def _page(request, template):
    return render(request, template, {"back": way_back(request.actor)})


@public("People need help most when they cannot get in.")
def about_help(request):
    """Who to ask, and the keys."""
    return _page(request, "help/help.html")


@public("The law asks public bodies to publish it.")
def accessibility(request):
    """What was done so that everybody can use Gatepost, and what is not yet known."""
    return _page(request, "help/accessibility.html")


@public("People are told what happens to their data before they give any.")
def privacy(request):
    """What is kept about whom, and who sees it."""
    return _page(request, "help/privacy.html")
