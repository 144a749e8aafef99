"""Inspection links: make one, read out its code, see who looked, end it."""

import secrets

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from checks.forms.inspections import InspectionForm
from checks.models import Inspection
from checks.record_exports.inspecting import make_link, new_code_for
from checks.record_exports.who_may import OPENS_TO_INSPECTORS
from checks.views.staff.exports import is_fresh, prove_again, readers
from checks.views.staff.record import around
from hiring.access import seen, staff
from hiring.links import CODE_TRIES
from hiring.rates import too_often
from workflows.blockers import NotAllowed, Refused
from workflows.history_words import in_words
from workflows.views import move

LATEST = 50
VIEWS = 200


@staff
@readers
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def inspections(request):
    """The links there are, and a form to make one."""
    schools = [school for school in request.schools if request.actor.roles_at(school) & OPENS_TO_INSPECTORS]
    if request.method == "POST":
        return make(request, schools)
    only = {"schools": [school.slug for school in schools]} if len(schools) == 1 else {}
    return _list(request, schools, InspectionForm(initial=only, schools=schools))


def _list(request, schools, form, status=200):
    past = Inspection.objects.visible_to(request.actor).select_related("made_by", "school__trust")[:LATEST]
    context = {
        "nav": "record",
        "subnav": around.subnav("inspections"),
        "past": past,
        "form": form if schools else None,
        "once": secrets.token_hex(16),
    }
    return render(request, "checks/inspection/links.html", context, status=status)


def make(request, schools):
    """The link and the code are told once, on the page that answers, and kept nowhere."""
    if not is_fresh(request):
        return prove_again(request.path)
    form = InspectionForm(request.POST, schools=schools)
    if not form.is_valid():
        return _list(request, schools, form, status=422)
    if too_often("inspection-made", request.POST.get("once") or secrets.token_hex(16), 1):
        messages.info(request, "That link has been made already. If its code was lost, make a new one on its page.")
        return HttpResponseRedirect(request.path)
    try:
        inspection, token, code = make_link(by=request.actor, **form.chosen())
    except NotAllowed as refused:
        raise PermissionDenied(str(refused)) from refused
    return _page(request, inspection, token=token, code=code)


@staff
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def inspection(request, pk):
    """One link: what it opens, until when, and everything that was looked at through it. A new code is asked for here."""
    found = seen(Inspection, request.actor, pk=pk)
    if request.method == "POST":
        return renew(request, found)
    return _page(request, found)


def renew(request, found):
    """Another code for the same link."""
    if not is_fresh(request):
        return prove_again(request.path)
    try:
        code = new_code_for(found, by=request.actor)
    except NotAllowed as refused:
        raise PermissionDenied(str(refused)) from refused
    except Refused as refused:
        messages.error(request, " ".join(blocker.text for blocker in refused.blockers))
        return HttpResponseRedirect(found.get_absolute_url())
    return _page(request, found, code=code)


def _page(request, found, token="", code=""):
    link = found.link
    verdicts = {verdict.rule.name: verdict for verdict in found.moves(request.actor) if verdict.permitted}
    context = {
        "nav": "record",
        "inspection": found,
        "address": f"{settings.SITE_URL}{reverse('inspection_link', args=[token])}" if token else "",
        "code": f"{code[:3]} {code[3:]}" if code else "",
        "locked": link is not None and link.code_tries >= CODE_TRIES,
        "may_end": "end" in verdicts,
        "views": found.views.all()[:VIEWS],
        "count": found.views.count(),
        "events": [in_words(event) for event in found.events().select_related("actor", "note")],
    }
    return render(request, "checks/inspection/link.html", context)


@staff
@require_http_methods(["GET", "HEAD", "POST"])
def end(request, pk):
    """Nothing opens through this link any more."""
    return move(request, seen(Inspection, request.actor, pk=pk), "end", nav="record")
