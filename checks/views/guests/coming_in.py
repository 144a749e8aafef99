"""The referee's way in. Looking at a link changes nothing; another device than the first must show a code."""

import datetime as dt
import secrets

from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from checks.models import RefereeRequest
from hiring import clock, links
from hiring.access import public
from hiring.coming_in import CodeForm
from hiring.models import Link
from hiring.rates import too_often
from hiring.views.links import with_device
from workflows.emails import post
from workflows.letters import Letter, OneTimeLink

SENT = "reference_sent"
AGAIN = 3  # new links to one address in ten minutes
WRONG_CODE = "That is not the code we sent. Check the newest e-mail and enter all 6 digits."

with_only_a_link = public("A referee has no account: the link in our letter is all they hold.")


@with_only_a_link
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def come_in(request, token):
    """Say who asks and for whom, in initials; Continue opens the form."""
    link = links.find(token)
    asked = request_of(link) if link is not None else None
    if asked is None:
        return ended(request, token)
    if is_the_candidate(request, asked):
        return refuse(request, asked)
    if request.method != "POST":
        return render(request, "checks/guests/continue.html", landing(asked))
    if links.needs_code(link, links.device_of(request)):
        return by_code(request, link, asked)
    return let_in(request, link, asked)


@with_only_a_link
@never_cache
@require_POST
def again(request, token):
    """A new link to the address we wrote to. What is said is the same whether or not one is sent."""
    link = Link.objects.filter(digest=links.digest(token), purpose=Link.Purpose.REFEREE).first()
    asked = request_of(link) if link is not None else None
    if asked is not None and asked.email == link.email and not too_often("reference_link", link.email, AGAIN):
        links.end(Link.Purpose.REFEREE, asked.pk)
        ends_at = clock.now() + dt.timedelta(days=asked.policy.link_days)
        one_time = OneTimeLink("referee", asked.email, subject_id=asked.pk, expires_at=ends_at)
        post(Letter("reference.again", asked.name, asked.email, asked.check_row, link=one_time))
    return redirect("reference_link_sent")


@with_only_a_link
@require_GET
def link_sent(request):
    """Where to look for the new link."""
    return render(request, "checks/guests/link_sent.html")


def request_of(link):
    """The request a link opens, while it is still wanted."""
    if link.purpose != Link.Purpose.REFEREE:
        return None
    wanted = RefereeRequest.objects.filter(
        declined_at=None, check_row__state="waiting", check_row__clearance__state="open"
    ).select_related("check_row__clearance__person", "check_row__clearance__school__trust")
    asked = wanted.filter(pk=link.subject_id).first()
    return asked if asked is not None and (asked.answered_at is None or asked.open_question) else None


def landing(asked):
    """The least that says what this is: a first name, an initial, and the school."""
    clearance = asked.check_row.clearance
    first, *rest = clearance.person.name.split() or [""]
    return {
        "short_name": f"{first} {rest[-1][0]}." if rest else first,
        "school": clearance.school,
        "trust": clearance.school.trust.name,
        "help_line": f"Questions? Phone {clearance.school.trust.phone}.",
    }


def is_the_candidate(request, asked):
    """Whether this browser is, or has been, the candidate's own: nobody writes their own reference."""
    person = asked.check_row.clearance.person
    if request.user.is_authenticated and request.user.pk == person.pk:
        return True
    device = links.device_of(request)
    theirs = Link.objects.filter(purpose=Link.Purpose.CANDIDATE, email__iexact=person.email)
    return bool(device) and theirs.filter(device_digest=links.digest(device)).exists()


def refuse(request, asked):
    """The candidate's own browser. HR is shown it when somebody pressed Continue."""
    if request.method == "POST":
        asked.refuse_the_candidate()
    return render(request, "checks/guests/refused.html", landing(asked), status=403)


def ended(request, token):
    """E-010: used, too old or no longer wanted. A link that was once ours may ask for another, to the same address."""
    ours = Link.objects.filter(digest=links.digest(token), purpose=Link.Purpose.REFEREE).exists()
    facts = {"token": token} if ours else {"unknown": True}
    return render(request, "checks/guests/ended.html", facts, status=410)


def by_code(request, link, asked):
    """Send a code unless one is in hand, and let nobody guess for long (E-011, E-012)."""
    phone = asked.check_row.clearance.school.trust.phone
    too_many = f"Wait 10 minutes, then try again. Or phone {phone}."
    in_hand = links.code_is_fresh(link)
    if in_hand and link.code_tries >= links.CODE_TRIES:
        return ask_code(request, asked, refused_code(too_many))
    if not in_hand:
        post(Letter("reference.code", asked.name, asked.email, asked.check_row, facts={"code": links.new_code(link)}))
        return ask_code(request, asked, CodeForm())
    form = CodeForm(request.POST) if "code" in request.POST else CodeForm()
    if form.is_valid() and links.code_is_right(link, form.cleaned_data["code"]):
        return let_in(request, link, asked, on_another_device=True)
    if form.is_bound and not form.errors:
        form.add_error("code", too_many if link.code_tries >= links.CODE_TRIES else WRONG_CODE)
    return ask_code(request, asked, form)


def ask_code(request, asked, form):
    status = 422 if form.errors else 200
    return render(request, "checks/guests/code.html", {**landing(asked), "form": form}, status=status)


def refused_code(words):
    form = CodeForm({"code": ""})
    form.errors.clear()
    form.add_error("code", words)
    return form


def let_in(request, link, asked, *, on_another_device=False):
    """Remember this browser as the referee's and go to the form; the address no longer holds the key."""
    device = links.device_of(request) or secrets.token_urlsafe(16)
    links.open_for(request, link, device)
    request.session.pop(SENT, None)  # what was sent about somebody else
    asked.opened(on_another_device=on_another_device)
    return with_device(redirect("reference"), device)
