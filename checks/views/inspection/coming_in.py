"""The inspector's way in: the link, and the code that was read out. Looking at the link changes nothing."""

import secrets

from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from checks.forms.inspections import SpokenCode
from checks.models import InspectionView
from checks.record_exports import devices
from checks.views.inspection.access import live_inspection
from hiring import links
from hiring.access import public
from hiring.actors import Guest
from hiring.rates import too_often
from hiring.views.links import with_device

FROM_ONE_MACHINE = 30  # codes in ten minutes
WRONG_CODE = "That is not the code. Ask whoever made this link to read it out again, and enter all 6 digits."
LOCKED = "The code was mistyped too often and no longer works. Ask whoever made this link for a new one."
SLOWLY = "Too many codes were tried from here. Wait ten minutes, then try again."

with_only_a_link = public("An inspector has no account: the link and the code read out are all they hold.")


@with_only_a_link
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def come_in(request, token):
    """Ask for the code; the right one opens the record."""
    link = links.find(token)
    inspection = live_inspection(link)
    if inspection is None:
        return render(request, "checks/inspection/ended.html", status=410)
    form = SpokenCode(request.POST if request.method == "POST" else None)
    if form.is_valid():
        fault = refused(request, link, inspection, form.cleaned_data["code"])
        if not fault:
            return let_in(request, link, inspection)
        form.add_error("code", fault)
    status = 422 if form.errors else 200
    return render(request, "checks/inspection/come_in.html", {"form": form, "inspection": inspection}, status=status)


def refused(request, link, inspection, code):
    """Why this code opens nothing, or nothing. Each wrong one is counted, and shown to whoever made the link."""
    if too_often("inspection-code", request.META.get("REMOTE_ADDR", ""), FROM_ONE_MACHINE):
        return SLOWLY
    if links.code_is_right(link, code):
        return ""
    InspectionView.objects.create(inspection=inspection, what="A wrong code", device=devices.in_words(request))
    return LOCKED if link.code_tries >= links.CODE_TRIES else WRONG_CODE


def let_in(request, link, inspection):
    """This browser is the inspector's from now on; the address no longer holds the key."""
    device = links.device_of(request) or secrets.token_urlsafe(16)
    inspection.let_in(by=Guest(link=link, name=inspection.inspector), device=devices.in_words(request, device))
    links.open_for(request, link, device)
    links.forget_tries(link)
    return with_device(redirect("inspected_record"), device)


@with_only_a_link
@require_POST
def leave(request):
    """This browser forgets the way in, for the next person at the same machine."""
    request.session.pop(links.GUEST_KEY, None)
    return render(request, "checks/inspection/left.html")
