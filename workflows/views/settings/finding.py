"""Whose settings these are, who may change them, and what everybody who keeps the trust sees."""

from functools import wraps

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import reverse

from hiring.access import seen, staff
from hiring.duty import who_administers
from hiring.models import Role, School
from hiring.permissions import KEEPS_THE_TRUST
from hiring.sign_in import IN_THE_DEMO, signed_in_just_now

NOT_FOUND = "We could not find that page. Go to Home or search."


def keeps(view):
    """Open to whoever keeps a whole trust: its administrators, and its HR manager, who agrees. `request.trust` is theirs."""

    @wraps(view)
    def opened(request, *args, **kwargs):
        held = [m for m in request.actor.all_memberships if m.school_id is None and m.role in KEEPS_THE_TRUST]
        held.sort(key=lambda membership: membership.role != Role.ADMINISTRATOR)
        if not held:
            raise Http404(NOT_FOUND)
        request.trust, request.administers = held[0].trust, held[0].role == Role.ADMINISTRATOR
        return view(request, *args, **kwargs)

    return staff(opened)


def administers(view):
    """Open to an administrator who has proved in the last minutes who they are: what changes here changes who may do what."""

    @wraps(view)
    def opened(request, *args, **kwargs):
        if not request.administers:
            ask = who_administers(request.trust)
            raise PermissionDenied(f"Only an administrator of the trust can do this. Ask {ask}.")
        if not proved(request):
            return redirect(f"{reverse('account_reauthenticate')}?next={request.path}")
        return view(request, *args, **kwargs)

    return keeps(opened)


def proved(request):
    return signed_in_just_now(request) or request.session.get(IN_THE_DEMO)


def the_school(request, pk):
    """A school of this trust; another's is not there."""
    return seen(School, request.actor, pk=pk, trust=request.trust)


def see_other(url):
    response = HttpResponseRedirect(url)
    response.status_code = 303
    return response
