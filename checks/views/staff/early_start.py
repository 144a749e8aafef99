"""Starting before the certificate: see if it can apply, propose it, decide on it, look at it again, stop it."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe

from checks.early_starts import everything_else_is_clear, nothing_is_proposed_already, only_the_certificate_is_awaited
from checks.forms.dbs import Safeguards
from checks.models import Clearance, EarlyStart
from checks.models.early_start import EarlyStartQuerySet
from hiring import clock
from hiring.access import staff
from hiring.permissions import is_head_or_hr
from hiring.templatetags.dates import fullday
from workflows.blockers import Blocked
from workflows.history_words import in_words
from workflows.transitions import Move
from workflows.views import move
from workflows.views.preview import as_lines

NOT_FOUND = "We could not find that page. Go to Home or search."
STEPS = ("approve", "renew", "revoke", "withdraw")
MARKS = {"proposed": "review", "approved": "exc", "revoked": "problem", "ended": "ok", "withdrawn": "na"}


def file_seen(request, file):
    """A file of checks this person works with, never their own."""
    files = Clearance.objects.visible_to(request.actor).exclude(person=request.actor)
    found = files.select_related(*Clearance.locked_with).filter(pk=file).first()
    if found is None or not request.actor.roles_at(found.school) & EarlyStartQuerySet.roles:
        raise Http404(NOT_FOUND)
    return found


def early_seen(request, file, pk):
    seen = EarlyStart.objects.visible_to(request.actor).exclude(clearance__person=request.actor)
    found = seen.filter(pk=pk, clearance=file).select_related(*EarlyStart.locked_with).first()
    if found is None:
        raise Http404(NOT_FOUND)
    return found


@staff
@require_http_methods(["GET", "HEAD", "POST"])
def early_starts(request, file):
    """Whether somebody may start before their certificate, what it needs, and the form that proposes it."""
    clearance = file_seen(request, file)
    if request.method == "POST":
        if not is_head_or_hr(clearance, request.actor):
            raise PermissionDenied("Only HR or the headteacher can propose this.")
        return propose(request, clearance)
    return page(request, clearance)


def propose(request, clearance):
    form = Safeguards(request.POST, clearance=clearance)
    if not form.is_valid():
        return page(request, clearance, form=form, status=422)
    try:
        early = EarlyStart.propose(by=request.actor, clearance=clearance, **form.cleaned_data)
    except Blocked as blocked:
        fresh = file_seen(request, clearance.pk)
        return page(request, fresh, form=form, shut=blocked.blockers, status=409)
    messages.success(request, "Proposed. Somebody else decides: the headteacher has been written to.")
    response = HttpResponseRedirect(early.get_absolute_url())
    response.status_code = 303
    return response


def page(request, clearance, *, form=None, shut=(), status=200):
    prospect = EarlyStart(
        clearance=clearance, certificate=clearance.checks.filter(code="dbs_enhanced").exclude(state="let_go").first()
    )
    asked = Move(by=request.actor, at=clock.now())
    cannot = [*only_the_certificate_is_awaited(prospect, asked), *nothing_is_proposed_already(prospect, asked)]
    still = [] if cannot else list(everything_else_is_clear(prospect, asked))
    may = is_head_or_hr(clearance, request.actor)
    context = {
        "nav": "people",
        "clearance": clearance,
        "cannot": as_lines(cannot),
        "still": as_lines(still),
        "shut": as_lines(shut),
        "form": (form or Safeguards(clearance=clearance)) if may and not cannot else None,
        "past": [line(each) for each in clearance.early_starts.select_related("proposed_by", "approved_by")],
    }
    return render(request, "checks/staff/early_starts.html", context, status=status)


def line(early):
    return {"early": early, "mark": MARKS[early.state], "word": early.state_words}


@staff
@require_safe
def early_start(request, file, pk):
    """One early start: the safeguards as they were written, who answers for them, and what can be done now."""
    early = early_seen(request, file, pk)
    verdicts = {verdict.rule.name: verdict for verdict in early.moves(request.actor) if verdict.permitted}
    context = {
        "nav": "people",
        "early": early,
        "clearance": early.clearance,
        "identity": {
            "title": "Start before the certificate",
            "subtitle": f"{early.clearance.person.name}, {early.clearance.post_title}",
            "code": early.clearance.reference,
            "facts": [early.clearance.school.name],
            "mark": MARKS[early.state],
            "state": early.state_words,
        },
        "rows": rows_of(early),
        "moves": [step(early, verdicts[name]) for name in STEPS if name in verdicts],
        "events": [in_words(event) for event in early.events().select_related("actor", "note")],
    }
    return render(request, "checks/staff/early_start.html", context)


def rows_of(early):
    told = [
        ("First day", fullday(early.starts_on)),
        ("Supervisor", f"{early.supervisor.name}. {early.clearance.person.name} is never alone with pupils."),
        ("What they do, and not yet", early.duties),
        ("What could go wrong", early.risks),
        ("Safeguards", early.safeguards),
        ("Look again by", fullday(early.review_on)),
        ("Written by", f"{early.proposed_by.name}, {fullday(early.proposed_at)}"),
        (
            "Approved by",
            f"{early.approved_by.name}, {fullday(early.approved_at)}" if early.approved_by else "Nobody yet",
        ),
    ]
    return [{"label": label, "value": value} for label, value in told]


def step(early, verdict):
    return {
        "name": verdict.rule.name,
        "label": verdict.rule.label,
        "url": f"{early.get_absolute_url()}{verdict.rule.slug}/",
        "shut": [each.text for each in verdict.blockers],
    }


@staff
@require_http_methods(["GET", "HEAD", "POST"])
def move_early_start(request, file, pk, verb):
    """Approve, look again, revoke, withdraw: one page for each."""
    early = early_seen(request, file, pk)
    back = {"url": early.get_absolute_url(), "label": str(early)}
    return move(request, early, verb, back=back, nav="people")
