"""Opening what is sealed: a reason first, then the words, once; each opening stays in the history."""

import json

from django.core.exceptions import PermissionDenied
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from checks.forms.sealed import WhyOpen
from checks.views.staff.check import check_seen
from hiring.access import staff
from hiring.figures import whole
from workflows.blockers import NotAllowed, Refused
from workflows.views.preview import as_lines

TEMPLATE = "checks/staff/open_sealed.html"


@staff
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def open_sealed(request, file, pk):
    """Ask why; when the door agrees, show the words in the answer to that very press and nowhere else."""
    check = check_seen(request, file, pk)
    verdict = check.open_sealed.dry_run(by=request.actor, reason="")
    if not verdict.permitted:
        raise PermissionDenied(f"This is sealed to {check.open_sealed.rule.permission.words}.")
    if not verdict.allowed or request.method != "POST":
        return page(request, check, WhyOpen(), shut=verdict.blockers)
    form = WhyOpen(request.POST)
    if not form.is_valid():
        return page(request, check, form, status=422)
    try:
        version = whole(request.POST.get("version"), -1)
        check.open_sealed(by=request.actor, version=version, reason=form.cleaned_data["reason"])
    except NotAllowed as refused:
        raise PermissionDenied from refused
    except Refused as refused:
        return page(request, check, form, shut=refused.blockers, status=409)
    return page(request, check, None, rows=opened(check))


def page(request, check, form, *, shut=(), rows=(), status=200):
    context = {
        "nav": "people",
        "check": check,
        "clearance": check.clearance,
        "form": form,
        "rows": rows,
        "shut": as_lines(shut),
        "back": {"url": check.get_absolute_url(), "label": f"{check.title}, {check.clearance.person.name}"},
    }
    return render(request, TEMPLATE, context, status=status)


def opened(check):
    """Each sealing in order, with its words as question and answer."""
    return [
        {
            "what": row.get_what_display(),
            "by": row.said_by_label,
            "at": row.at,
            "rows": [{"label": in_words(label), "value": value} for label, value in json.loads(row.words).items()],
        }
        for row in check.sealed_words.standing()
    ]


def in_words(label):
    """The names of our own fields as a person reads them; a question stays as it was asked."""
    known = {"found": "What was found", "where": "Where", "bears_on": "Bears on", "said": "What they said"}
    return known.get(label, label)
