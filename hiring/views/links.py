"""The candidate's way in. Looking at a link changes nothing; pressing Continue spends it."""

import secrets

from django.conf import settings
from django.contrib.auth import login
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from hiring import links
from hiring.access import public
from hiring.coming_in import AddressForm, CodeForm
from hiring.models import Link, User
from hiring.rates import too_often
from hiring.sign_in_letters import send

BACKEND = "hiring.sign_in.KnownWithTheirRoles"
SENT = "link_sent"
EACH_ADDRESS, EACH_MACHINE = 5, 60  # letters in ten minutes
TOO_MANY = "Wait 10 minutes, then try again. Or phone the number in the advert."
NOT_SENT = "We could not send the e-mail just now. Try again in a few minutes."
WRONG_CODE = "That is not the code we sent. Check the newest e-mail and enter all 6 digits."

coming_in = public("Candidates have no password: this is how they say who they are.")


@coming_in
@never_cache
@require_http_methods(["GET", "POST"])
def ask(request):
    """Ask for an e-mail address. What is said is the same whether or not we know it."""
    after = safe_next(request, request.POST.get("next") or request.GET.get("next", ""))
    form = AddressForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        device = links.device_of(request) or secrets.token_urlsafe(16)
        fault = write_to(request, form.cleaned_data["email"], after, device)
        if not fault:
            return with_device(redirect("candidate_link_sent"), device)
        form.add_error(None, fault)
    status = 422 if form.errors else 200
    return render(request, "hiring/in.html", {"form": form, "next": after}, status=status)


@coming_in
@never_cache
@require_GET
def sent(request):
    """Where to look for the letter; in the demo, the link itself."""
    facts = request.session.get(SENT)
    if not facts:
        return redirect("candidate_sign_in")
    return render(request, "hiring/in_sent.html", {**facts, "kept": not settings.EMAIL_HOST})


@coming_in
@never_cache
@require_http_methods(["GET", "POST"])
def come_in(request, token):
    """The Continue page; on another device than the one that asked, a code to the same address comes first."""
    link = live_link(token)
    if link is None:
        return ended(request, token)
    device = links.device_of(request)
    if request.method == "GET":
        return render(request, "hiring/continue.html", {"link": link})
    if links.needs_code(link, device):
        return by_code(request, link)
    return let_in(request, link, device or secrets.token_urlsafe(16))


@coming_in
@never_cache
@require_POST
def again(request, token):
    """A new link in place of one that has ended, to the same address and no other."""
    old = Link.objects.filter(digest=links.digest(token), purpose=Link.Purpose.CANDIDATE).first()
    if old is None:
        return redirect("candidate_sign_in")
    device = links.device_of(request) or secrets.token_urlsafe(16)
    fault = write_to(request, old.email, old.next_url, device)
    if fault:
        return render(request, "hiring/in.html", {"form": refused(old.email, fault), "next": old.next_url}, status=422)
    return with_device(redirect("candidate_link_sent"), device)


def live_link(token):
    link = links.find(token)
    return link if link is not None and link.purpose == Link.Purpose.CANDIDATE else None


def ended(request, token):
    """E-010: used or too old. Only somebody who holds a link that once worked is offered another by one press."""
    known = Link.objects.filter(digest=links.digest(token), purpose=Link.Purpose.CANDIDATE).exists()
    return render(request, "hiring/in_ended.html", {"token": token if known else ""}, status=410)


def by_code(request, link):
    """Send a code unless one is in hand, and let nobody guess for long."""
    in_hand = links.code_is_fresh(link)
    if in_hand and link.code_tries >= links.CODE_TRIES:
        return ask_code(request, link, refused_code(TOO_MANY))
    if not in_hand:
        sent_it = send("candidate_code", link.email, code=links.new_code(link))
        return ask_code(request, link, CodeForm() if sent_it else refused_code(NOT_SENT))
    form = CodeForm(request.POST) if "code" in request.POST else CodeForm()
    if not form.is_valid():
        return ask_code(request, link, form)
    if links.code_is_right(link, form.cleaned_data["code"]):
        return let_in(request, link, links.device_of(request) or secrets.token_urlsafe(16))
    form.add_error("code", TOO_MANY if link.code_tries >= links.CODE_TRIES else WRONG_CODE)
    return ask_code(request, link, form)


def ask_code(request, link, form):
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "hiring/continue_code.html", {"form": form, "email": link.email}, status=status)


def refused_code(words):
    form = CodeForm({"code": ""})
    form.errors.clear()
    form.add_error("code", words)
    return form


def refused(email, words):
    form = AddressForm({"email": email})
    form.add_error(None, words)
    return form


def let_in(request, link, device):
    """Sign in the person this address belongs to, a new one if need be; staff go by their own door."""
    user = link.user or person_at(link.email)
    if user.works_here or user.is_superuser or not user.is_active:
        return redirect("account_login")
    if not links.open_for(request, link, device):
        return redirect(request.path)
    request.session.pop(SENT, None)
    login(request, user, backend=BACKEND)
    return with_device(redirect(safe_next(request, link.next_url) or reverse("my_applications")), device)


def person_at(email):
    """One human, one row, whatever the capitals."""
    return User.objects.filter(email__iexact=email).first() or User.objects.create_user(email)


def write_to(request, email, after, device):
    """Write to this address, and remember where it went for the page that says so. Returns why not, or nothing."""
    token, fault = write(request.META.get("REMOTE_ADDR", ""), email, after, device)
    facts = {"email": email}
    if token and settings.DEMO:
        facts["link"] = reverse("come_in", args=[token])
    request.session[SENT] = facts
    return fault


def write(machine, email, after="", device=""):
    """A letter with a link, or for staff the way to their own door. Returns the link's token if any, and why not."""
    if too_often("link", email, EACH_ADDRESS) or too_often("link-machine", machine, EACH_MACHINE):
        return "", TOO_MANY
    user = User.objects.filter(email__iexact=email).first()
    if user and (user.works_here or user.is_superuser or not user.is_active):
        return "", "" if send("candidate_sign_in_staff", email) else NOT_SENT
    _link, token = links.mint(Link.Purpose.CANDIDATE, email, user=user, next_url=after, device=device)
    went = send("candidate_sign_in", email, link=f"{settings.SITE_URL}{reverse('come_in', args=[token])}")
    return token, "" if went else NOT_SENT


def safe_next(request, after):
    """Only a page of our own, short enough to keep."""
    ours = url_has_allowed_host_and_scheme(after, {request.get_host()}, require_https=request.is_secure())
    return after if ours and after.startswith("/") and len(after) <= 200 else ""


def with_device(response, device):
    """Remember this browser by a random name, so that its own link opens without a code."""
    response.set_signed_cookie(
        links.DEVICE_COOKIE,
        device,
        max_age=400 * 24 * 3600,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
    return response
