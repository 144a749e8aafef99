"""Who may open a page. Every view declares it with one of these; a test over the URLconf finds any that does not.

The decorator says what kind of person may come in at all. What they then see comes only from `seen` and
`visible_to`, so a stranger gets 404, the same as for something that was never there.
"""

from functools import wraps

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import add_never_cache_headers

from hiring.actors import NOBODY
from hiring.links import guest_of


def actor_of(request):
    """Who acts in this request: the user signed in, a guest who opened a link, or nobody."""
    if not hasattr(request, "known_actor"):
        request.known_actor = request.user if request.user.is_authenticated else (guest_of(request) or NOBODY)
    return request.known_actor


def seen(model, actor, **lookup):
    """One row this actor may know exists, else 404."""
    row = model.objects.visible_to(actor).filter(**lookup).first()
    if row is None:
        raise Http404("We could not find that page. Go to Home or search.")
    return row


def to_sign_in(request, page):
    """Ask who this is, and come back. Words sent by somebody since signed out are shown, so that none are lost (E-009)."""
    if request.headers.get("X-Autosave"):
        said = "You were signed out. Copy what you wrote, then sign in again"
        return HttpResponse(said, status=403, content_type="text/plain; charset=utf-8")
    way_in = f"{page}?next={request.path}"
    if not typed(request):
        return redirect(way_in)
    answer = render(request, "hiring/signed_out.html", {"way_in": way_in, "typed": typed(request)}, status=403)
    add_never_cache_headers(answer)
    return answer


def typed(request):
    """The words somebody wrote in what they sent: whatever has a space or an @ in it, and is no password."""
    return [
        value.strip()
        for name, values in request.POST.lists()
        if "password" not in name
        for value in values
        if set(value.strip()) & set(" \n@")
    ]


def _declare(who, test):
    def decorate(view):
        @wraps(view)
        def guarded(request, *args, **kwargs):
            request.actor = actor_of(request)
            if test(request.actor):
                return view(request, *args, **kwargs)
            if request.actor is NOBODY:
                return to_sign_in(request, reverse("account_login"))
            raise Http404("We could not find that page. Go to Home or search.")

        guarded.access = who
        return guarded

    return decorate


def public(why):
    """Open to anybody, for a reason that is written down."""

    def decorate(view):
        @wraps(view)
        def opened(request, *args, **kwargs):
            request.actor = actor_of(request)
            return view(request, *args, **kwargs)

        opened.access = f"public: {why}"
        return opened

    return decorate


staff = _declare("staff", lambda actor: actor.kind == "user" and actor.works_here)
signed_in = _declare("signed in", lambda actor: actor.kind == "user")
panel = _declare(
    "panel member, signed in or by link",
    lambda actor: actor.kind == "user" or (actor.kind == "guest" and actor.link.purpose == "panel"),
)
somebody = _declare("a user or a guest", lambda actor: actor.kind in {"user", "guest"})


def referee(view):
    """Whoever opened a referee's link in this browser, even while signed in as staff: they answer as the referee."""

    @wraps(view)
    def guarded(request, *args, **kwargs):
        request.actor = guest_of(request) or NOBODY
        if request.actor.kind == "guest" and request.actor.link.purpose == "referee":
            return view(request, *args, **kwargs)
        if request.headers.get("X-Autosave"):
            said = "Copy what you wrote, then open the link in our letter again"
            return HttpResponse(said, status=403, content_type="text/plain; charset=utf-8")
        facts = {"carry_on": True, "typed": typed(request)}
        return render(request, "checks/guests/ended.html", facts, status=410)

    guarded.access = "referee by link"
    return guarded


def candidate(view):
    """A signed-in person looking at what is their own; strangers are asked for their e-mail address, not a password."""

    @wraps(view)
    def guarded(request, *args, **kwargs):
        request.actor = actor_of(request)
        if request.actor.kind == "user":
            return view(request, *args, **kwargs)
        return to_sign_in(request, reverse("candidate_sign_in"))

    guarded.access = "candidate"
    return guarded
