"""The rule table as HR reads it, as at any day, and the trust's own choices beside it."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from checks.behind import behind
from checks.forms.rules import AsAt, SettleForm
from checks.models import RulesPolicy
from checks.rules.doubts import DOUBTS
from checks.rules.policy import DEFAULTS
from checks.rules_in_words import MARKS, sections, title_of
from checks.rules_policy import ADULTS_ONLY, IN_WORDS, LABELS, is_the_trusts_hr_manager
from hiring import clock
from hiring.access import staff
from hiring.permissions import READS_CHECKS
from workflows.blockers import Refused
from workflows.history_words import in_words
from workflows.models import Event


@staff
@require_safe
def rules(request):
    """Every line in force on a day, its strength, source and how sure we are; then what the trust asks beyond it."""
    trust = trust_of(request.actor)
    asked = AsAt(request.GET)
    on = asked.cleaned_data["on"] if asked.is_valid() else None
    day = on or clock.today()
    standing = RulesPolicy.of(trust, clock.london(day, 23, 59))
    context = {
        "nav": "people",
        "form": asked,
        "day": day,
        "sections": sections(day),
        "marks": MARKS.items(),
        "doubts": DOUBTS,
        "choices": choices_in_words(standing),
        "may_change": may_change(trust, request.actor),
        "events": history(request.actor, trust),
    }
    return render(request, "checks/staff/rules.html", context, status=200 if asked.is_valid() else 422)


@staff
@require_http_methods(["GET", "HEAD", "POST"])
def change_rules(request):
    """The HR manager tightens, or lets go what only the trust had asked; a MUST is refused by name."""
    trust = trust_of(request.actor)
    if not may_change(trust, request.actor):
        raise PermissionDenied(f"Only {is_the_trusts_hr_manager.words} can change this. Ask them.")
    newest = RulesPolicy.objects.visible_to(request.actor).filter(school__trust=trust).first()
    if request.method != "POST":
        return asking(request, SettleForm(initial=SettleForm.filled(RulesPolicy.of(trust), newest)))
    form = SettleForm(request.POST)
    if not form.is_valid():
        return asking(request, form, status=422)
    try:
        RulesPolicy.settle(by=request.actor, trust=trust, **form.details())
    except Refused as refused:
        return asking(request, form, shut=refused.blockers, status=409)
    left = any(True for _each in behind(request.actor))
    then = "Every open file holds it already." if not left else "Open files were derived before: see what it adds."
    messages.success(request, f"Settled. It holds for every file whose checks are derived from now on. {then}")
    response = HttpResponseRedirect(reverse("files_behind" if left else "rules"))
    response.status_code = 303
    return response


def asking(request, form, *, shut=(), status=200):
    context = {"nav": "people", "form": form, "shut": [{"text": each.text, "owner": each.owner} for each in shut]}
    return render(request, "checks/staff/rules_change.html", context, status=status)


def trust_of(actor):
    """The trust whose people this reader deals with; to others the page does not exist."""
    held = next((each for each in actor.all_memberships if each.role in READS_CHECKS), None)
    if held is None:
        raise Http404("We could not find that page. Go to Home or search.")
    return held.trust


def may_change(trust, actor):
    school = trust.schools.order_by("pk").select_related("trust").first()
    return is_the_trusts_hr_manager(RulesPolicy(school=school), actor)


def choices_in_words(standing):
    """Each of the trust's settings, what it is, and whether it is the trust's own."""
    chosen = DEFAULTS | standing
    return [
        {"label": label, "value": in_a_word(knob, chosen[knob]), "own": chosen[knob] != DEFAULTS[knob]}
        for knob, label in LABELS.items()
    ]


def in_a_word(knob, value):
    if knob == "strength":
        return ", ".join(title_of(code) for code in value) or "None beyond the rules"
    if knob == "dbs_again_years" and not value:
        return "Never"
    if knob == "overseas_adult_only":
        return ADULTS_ONLY[value]
    return IN_WORDS.get(value, value) if isinstance(value, bool | str) else str(value)


def history(actor, trust):
    """Who settled what, when and why, newest first."""
    settled = Event.objects.visible_to(actor).filter(root_type="rulespolicy", school__trust=trust)
    told = settled.select_related("actor", "note").order_by("-id")[:20]
    return [in_words(each) | {"detail": _changed(each)} for each in told]


def _changed(event):
    choices = (event.details or {}).get("choices", {})
    said = (
        "; ".join(f"{LABELS[knob]}: {in_a_word(knob, value)}" for knob, value in choices.items())
        or "As the rules have it"
    )
    note = getattr(event, "note", None)
    return f"{said}. Reason: {note.text}" if note else f"{said}."
