"""A panel guest's way in: one link in a letter, opened by pressing Continue; on a second device, a code as well."""

import secrets

from django.contrib.auth import logout
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from hiring import links
from hiring.access import public
from hiring.coming_in import CodeForm
from hiring.models import Link
from hiring.sign_in_letters import send
from hiring.views.links import NOT_SENT, TOO_MANY, WRONG_CODE, with_device
from vacancies.models import PanelMember
from vacancies.views.panel.places import around


@public("Panel members have no password: the link in their letter says who they are.")
@never_cache
@require_http_methods(["GET", "POST"])
def come_in(request, token):
    """Looking changes nothing; Continue opens this member's panel and no other."""
    link = links.find(token)
    place = place_of(link)
    if place is None:
        return render(request, "vacancies/panel/link_ended.html", status=410)
    if request.method == "GET":
        return render(request, "vacancies/panel/continue.html", facts(place))
    if links.needs_code(link, links.device_of(request)):
        return by_code(request, link, place)
    return let_in(request, link, place)


def place_of(link):
    """The place a live panel link opens, while its member still sits."""
    if link is None or link.purpose != Link.Purpose.PANEL:
        return None
    places = PanelMember.objects.sitting().of_members().select_related("vacancy__school__trust", "user")
    return places.filter(pk=link.subject_id).first()


def by_code(request, link, place):
    """Send a code unless one is in hand, and let nobody guess for long."""
    in_hand = links.code_is_fresh(link)
    if in_hand and link.code_tries >= links.CODE_TRIES:
        return ask_code(request, place, refused(TOO_MANY))
    if not in_hand:
        went = send("candidate_code", link.email, code=links.new_code(link))
        return ask_code(request, place, CodeForm() if went else refused(NOT_SENT))
    form = CodeForm(request.POST) if "code" in request.POST else CodeForm()
    if not form.is_valid():
        return ask_code(request, place, form)
    if links.code_is_right(link, form.cleaned_data["code"]):
        return let_in(request, link, place)
    form.add_error("code", TOO_MANY if link.code_tries >= links.CODE_TRIES else WRONG_CODE)
    return ask_code(request, place, form)


def refused(words):
    form = CodeForm({"code": ""})
    form.errors.clear()
    form.add_error("code", words)
    return form


def ask_code(request, place, form):
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "vacancies/panel/code.html", {**facts(place), "form": form}, status=status)


def facts(place):
    return around(place, email=place.user.email)


def let_in(request, link, place):
    """This browser now acts as the guest; anybody else signed in on it is signed out first."""
    device = links.device_of(request) or secrets.token_urlsafe(16)
    if request.user.is_authenticated and request.user.pk != place.user_id:
        logout(request)
    links.open_for(request, link, device)
    return with_device(redirect(f"/panel/{place.vacancy.reference}/"), device)
