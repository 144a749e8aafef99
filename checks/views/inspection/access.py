"""Who may open an inspector's page, and what an inspector's browser may open besides: nothing."""

from functools import wraps

from django.shortcuts import render

from checks.models import Inspection
from hiring.access import actor_of
from hiring.links import GUEST_KEY, guest_of
from hiring.models import Link

OURS = ("/inspect/", "/static/")


def inspector(view):
    """Whoever opened an inspection link and typed its code in this browser, even while signed in as staff."""

    @wraps(view)
    def guarded(request, *args, **kwargs):
        request.actor = guest_of(request)
        request.inspection = inspection_of(request.actor)
        if request.inspection is None:
            return render(request, "checks/inspection/ended.html", status=410)
        return view(request, *args, **kwargs)

    guarded.access = "inspector by link and code"
    return guarded


def inspection_of(guest):
    """The inspection a guest came for, while it lives."""
    if guest is None or guest.link.purpose != Link.Purpose.INSPECTION:
        return None
    return live_inspection(guest.link)


def live_inspection(link):
    """What a live inspection link opens: nothing once it has ended, or its maker may no longer open it."""
    if link is None or link.purpose != Link.Purpose.INSPECTION:
        return None
    found = Inspection.objects.filter(pk=link.subject_id).select_related(*Inspection.locked_with).first()
    return found if found is not None and found.is_live else None


class NothingElse:
    """To an inspector's browser every other address of the product does not exist."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if not request.path.startswith(OURS) and is_an_inspector(request):
            return render(request, "checks/inspection/nothing_here.html", status=404)
        return self.get_response(request)


def is_an_inspector(request):
    """Whether this browser came by an inspection link, and nobody is signed in on it."""
    if GUEST_KEY not in request.session:
        return False
    actor = actor_of(request)
    return actor.kind == "guest" and actor.link.purpose == Link.Purpose.INSPECTION
