"""Who may open a page. Every view declares it with one of these; a test over the URLconf finds any that does not.

The decorator says what kind of person may come in at all. What they then see comes only from `seen` and
`visible_to`, so a stranger gets 404, the same as for something that was never there.
"""

from functools import wraps

from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse

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


def _declare(who, test):
    def decorate(view):
        @wraps(view)
        def guarded(request, *args, **kwargs):
            request.actor = actor_of(request)
            if test(request.actor):
                return view(request, *args, **kwargs)
            if request.actor is NOBODY:
                return redirect(f"{reverse('account_login')}?next={request.path}")
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
        return render(request, "checks/guests/ended.html", {"carry_on": True}, status=410)

    guarded.access = "referee by link"
    return guarded


def candidate(view):
    """A signed-in person looking at what is their own; strangers are asked for their e-mail address, not a password."""

    @wraps(view)
    def guarded(request, *args, **kwargs):
        request.actor = actor_of(request)
        if request.actor.kind == "user":
            return view(request, *args, **kwargs)
        return redirect(f"{reverse('candidate_sign_in')}?next={request.path}")

    guarded.access = "candidate"
    return guarded
