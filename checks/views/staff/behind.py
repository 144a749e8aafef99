"""Open files that were derived before the trust asked for more, and deriving them again."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from checks.behind import behind, derive_again
from checks.kinds import KINDS
from checks.views.staff.rules import trust_of
from hiring.access import staff
from hiring.models import Role
from hiring.permissions import HR

DERIVE = {*HR, Role.HEAD}
ONLY = "Only HR or the headteacher derives checks. Ask your HR officer."


def may_derive(actor):
    return any(each.role in DERIVE for each in actor.all_memberships)


@staff
@require_http_methods(["GET", "HEAD", "POST"])
def files_behind(request):
    """Who would be asked for more, and one button that asks it."""
    trust_of(request.actor)
    may = may_derive(request.actor)
    if request.method == "POST":
        return again(request, may)
    rows = [
        {"file": file, "lacks": [KINDS[need.code].title for need in lacks]} for file, lacks in behind(request.actor)
    ]
    return render(request, "checks/staff/behind.html", {"nav": "people", "rows": rows, "may": may})


def again(request, may):
    """Derive them, and say how many."""
    if not may:
        raise PermissionDenied(ONLY)
    number = derive_again(request.actor)
    messages.success(request, f"The checks of {number} {'file' if number == 1 else 'files'} are derived again.")
    response = HttpResponseRedirect(reverse("files_behind"))
    response.status_code = 303
    return response
