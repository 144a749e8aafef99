"""How this trust asks and chases referees, for whoever deals with checks to read and the trust's HR manager to settle."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from checks.forms.reference_policy import SettleReferences
from checks.models import ReferencePolicy
from checks.reference_policy import LABELS, in_a_word
from checks.rules_policy import is_the_trusts_hr_manager
from checks.views.staff.rules import may_change, trust_of
from hiring.access import staff
from workflows.blockers import Refused
from workflows.history_words import in_words
from workflows.models import Event


@staff
@require_safe
def policy(request):
    """What holds for the next referee who is asked, and who settled what before."""
    trust = trust_of(request.actor)
    standing, defaults = ReferencePolicy.of(trust), ReferencePolicy().choices
    choices = [
        {"label": LABELS[knob], "value": in_a_word(knob, value), "own": value != defaults[knob]}
        for knob, value in standing.choices.items()
    ]
    context = {
        "nav": "people",
        "choices": choices,
        "may_change": may_change(trust, request.actor),
        "events": history(request.actor, trust),
    }
    return render(request, "checks/staff/reference_policy.html", context)


@staff
@require_http_methods(["GET", "HEAD", "POST"])
def change(request):
    """Settle it anew; what is out of bounds is refused with its reason, and what was typed comes back."""
    trust = trust_of(request.actor)
    if not may_change(trust, request.actor):
        raise PermissionDenied(f"Only {is_the_trusts_hr_manager.words} can change this. Ask them.")
    if request.method != "POST":
        return asking(request, SettleReferences(initial=SettleReferences.filled(ReferencePolicy.of(trust))))
    form = SettleReferences(request.POST)
    if not form.is_valid():
        return asking(request, form, status=422)
    try:
        ReferencePolicy.settle(by=request.actor, trust=trust, **form.details())
    except Refused as refused:
        return asking(request, form, shut=refused.blockers, status=409)
    messages.success(request, "Settled. It holds for every referee who is asked from now on.")
    response = HttpResponseRedirect(reverse("reference_policy"))
    response.status_code = 303
    return response


def asking(request, form, *, shut=(), status=200):
    context = {"nav": "people", "form": form, "shut": [{"text": each.text, "owner": each.owner} for each in shut]}
    return render(request, "checks/staff/reference_policy_change.html", context, status=status)


def history(actor, trust):
    """Who settled what, when and why, newest first."""
    settled = Event.objects.visible_to(actor).filter(root_type="referencepolicy", school__trust=trust)
    told = list(settled.select_related("actor", "note").order_by("-id")[:20])
    before = [*map(chosen, told[1:]), ReferencePolicy().choices]
    return [in_words(each) | {"detail": changed(each, was)} for each, was in zip(told, before, strict=False)]


def chosen(event):
    return (event.details or {}).get("choices", {})


def changed(event, was):
    """What is other than before it, and why."""
    now = chosen(event)
    said = [f"{label}: {in_a_word(knob, now[knob])}" for knob, label in LABELS.items() if now[knob] != was.get(knob)]
    note = getattr(event, "note", None)
    return f"{'; '.join(said)}." + (f" Reason: {note.text}" if note else "")
