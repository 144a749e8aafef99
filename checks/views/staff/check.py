"""One check: why this post needs it, what good evidence is, what was looked at, and what comes next."""

from django.contrib import messages
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from checks.documents.showing import papers_of
from checks.effects_dbs import telling_of_a_clash
from checks.forms.deciding import evidence_form
from checks.gate_lines import line_on
from checks.letters_held import with_reasons
from checks.models import Check
from checks.permissions import reads_concerns
from checks.views.staff import dbs_shown, references_shown, showing
from checks.views.staff.sealed_steps import sealing_steps
from hiring import clock
from hiring.access import staff
from hiring.figures import whole
from workflows.blockers import Refused
from workflows.views import move

FILE = ("clearance__school__trust", "clearance__person", "referee__verified_by")
STEPS = ("ask", "chase", "see_again", "report_change")
DECISIONS = ("clear", "go_on_waiting", "raise_concern", "void")


def check_seen(request, file, pk):
    """A check this person may know of; nobody looks into their own file from the staff side."""
    checks = Check.objects.visible_to(request.actor).exclude(clearance__person=request.actor)
    check = checks.filter(pk=pk, clearance=file).select_related(*FILE).first()
    if check is None:
        raise Http404("We could not find that page. Go to Home or search.")
    return check


@staff
@require_http_methods(["GET", "HEAD", "POST"])
def check(request, file, pk):
    """Look at a check, or record what was seen."""
    seen = check_seen(request, file, pk)
    if request.method == "POST":
        return record(request, seen)
    return page(request, seen)


def record(request, check):
    """Write the receipt through the door, or show again what was typed with every reason why not."""
    form = evidence_form(request.POST, record=check)
    if not form.is_valid():
        return page(request, check, form=form, status=422)
    try:
        with telling_of_a_clash(check, request.actor):
            check.record(by=request.actor, version=whole(request.POST.get("version"), -1), **form.details())
    except Refused as refused:
        fresh = Check.objects.select_related(*FILE).get(pk=check.pk)
        return page(request, fresh, form=form, shut=refused.blockers, status=409)
    messages.success(request, check.receipts.last().sentence)
    response = HttpResponseRedirect(check.get_absolute_url())
    response.status_code = 303
    return response


@staff
@require_http_methods(["GET", "HEAD", "POST"])
def move_check(request, file, pk, verb):
    """Ask, chase, decide, raise a concern, void: one page for each."""
    seen = check_seen(request, file, pk)
    back = {"url": seen.get_absolute_url(), "label": f"{seen.title}, {seen.clearance.person.name}"}
    return move(request, seen, verb, back=back, nav="people")


def page(request, check, *, form=None, shut=(), status=200):
    """Everything about one check, as far as this reader may know it."""
    references_shown.read_ahead(check)
    reads = reads_concerns(check, request.actor)
    others = check.clearance.checks.with_letters() if check.number > 1 else ()
    line = with_reasons(line_on(check, clock.today(), check.clearance.first_day), others)
    steps, decisions = references_shown.verbs(check) or (STEPS, DECISIONS)
    steps = (*steps, "record_historic") if check.clearance.in_post_since else steps
    steps = (*steps, "ask_by_letter") if check.kind.is_a_letter else steps
    steps = (*steps, "use_update_service") if check.code == "dbs_enhanced" else steps
    steps, decisions = (*steps, *sealing_steps(check)), dbs_shown.decisions_on(check, decisions)
    moves = check.moves(request.actor, only={*steps, *decisions, "record"})
    verdicts = {verdict.rule.name: verdict for verdict in moves if verdict.permitted}
    decides = check.state in {"to_decide", "concern"} and "clear" in verdicts
    context = {
        "nav": "people",
        "check": check,
        "clearance": check.clearance,
        "line": line,
        "identity": showing.identity(check, line),
        "strength": showing.STRENGTHS.get(check.strength, check.strength),
        "receipts": showing.receipts(check, reads),
        "moves": showing.moves(check, verdicts, steps if decides else (*steps, *decisions)),
        "decisions": showing.moves(check, verdicts, decisions) if decides else [],
        "form": form or showing.form_for(check, verdicts),
        "not_recordable": showing.why_not(verdicts.get("record")) if check.code != "references" else [],
        "shut": showing.blockers(shut),
        "reads": reads,
        "withheld": check.state == "concern" and not reads,
        **references_shown.around(check, reads),
        **dbs_shown.around(check, request.actor),
        "papers": papers_of(check, request.actor),
        "is_sealed": "open_sealed" in steps,
        "questions": list(check.interview_questions.all()) if check.code == "online_search" else [],
        "events": showing.events(check, reads),
    }
    return render(request, "checks/staff/check.html", context, status=status)
