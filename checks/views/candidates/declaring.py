"""The person's own declarations: asked on their own page, signed there, and never shown again."""

import json

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from checks.forms.declarations import FORMS
from checks.models import Check
from hiring.access import candidate
from workflows.blockers import Refused

SENT = "Thank you. It is sealed: only those who must read it can open it."


def own_check(actor, **which):
    """A declaration asked of this very person, else 404."""
    mine = Check.objects.visible_to(actor).filter(clearance__person=actor.pk, code__in=FORMS, **which)
    mine = mine.exclude(state="not_started")
    check = mine.select_related("clearance__school__trust", "clearance__person").order_by("-pk").first()
    if check is None:
        raise Http404("We could not find that page. Go to your applications.")
    return check


@candidate
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def declare(request, pk):
    """The questions while we wait for the answer; afterwards only that it came."""
    check = own_check(request.actor, pk=pk)
    if check.state != check.State.WAITING or check.clearance.state == "closed":
        return page(request, check, None)
    form = FORMS[check.code](request.POST if request.method == "POST" else None, check=check)
    if form.is_valid():
        return sent(request, check, form)
    return page(request, check, form, status=422 if form.errors else 200)


def sent(request, check, form):
    """Hand it in through the door, or say why it cannot be."""
    try:
        check.answer(by=request.actor, evidence=form.evidence(), needs_decision=False, answers=json.dumps(form.said()))
    except Refused as refused:
        return page(request, check, form, shut=[each.text for each in refused.blockers], status=409)
    messages.success(request, SENT)
    return redirect("my_declaration", check.pk)


def page(request, check, form, *, shut=(), status=200):
    clearance = check.clearance
    path = f"/my/{clearance.reference}/" if clearance.reference else "/my/"
    context = {
        "check": check,
        "form": form,
        "shut": shut,
        "came_on": check.receipts.filter(voided_at=None).values_list("evidence_on", flat=True).first(),
        "trust": clearance.school.trust.name,
        "phone": clearance.school.trust.phone,
        "short_title": f"{clearance.post_title}, {clearance.school.name}",
        "back": {"url": path, "label": "Your application" if clearance.reference else "Your applications"},
    }
    return render(request, "checks/candidates/declare.html", context, status=status)


@candidate
@never_cache
@require_GET
def self_declaration(request, reference):
    """The address by the vacancy's reference, for people who type it."""
    check = own_check(request.actor, clearance__reference=reference, code="self_declaration")
    return redirect("my_declaration", check.pk)
