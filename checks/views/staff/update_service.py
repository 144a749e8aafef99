"""The button that asks the DBS Update Service, once the original has been seen and the person agrees."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from checks.forms.dbs import LookForm
from checks.update_service import looking
from checks.update_service.client import is_a_stand_in
from checks.views.staff.check import check_seen
from hiring import clock
from hiring.access import staff
from workflows.nudge import nudge
from workflows.views.preview import as_lines


@staff
@require_http_methods(["GET", "HEAD", "POST"])
def look(request, file, pk):
    """Ask for the status of the certificate they brought."""
    check = check_seen(request, file, pk)
    if check.code != looking.STATUS:
        raise Http404("We could not find that page. Go to Home or search.")
    looking_now = {"outcome": "service_failure", "evidence_on": clock.today()}  # nobody asks the service who may not
    verdict = check.record.dry_run(by=request.actor, evidence=looking_now)
    if not verdict.permitted:
        raise PermissionDenied("Only HR or the headteacher can ask the Update Service.")
    form = LookForm(request.POST or None, check=check, initial=known_of(check))
    if request.method == "POST" and form.is_valid() and verdict.allowed:
        return begun(request, check, form)
    context = {
        "nav": "people",
        "check": check,
        "clearance": check.clearance,
        "form": form if verdict.allowed else None,
        "shut": as_lines(verdict.blockers),
        "is_a_stand_in": is_a_stand_in(),
    }
    return render(request, "checks/staff/look.html", context, status=422 if form.errors else 200)


def begun(request, check, form):
    try:
        with transaction.atomic():
            looking.begin(check, request.actor, form.cleaned_data)
    except IntegrityError:
        messages.warning(request, "Somebody has asked already. The answer will be here when it comes.")
    else:
        transaction.on_commit(lambda: nudge("checks.dbs_tasks.ask_update_service"))
        messages.success(request, "Asked. The answer will be here as a receipt when it comes.")
    response = HttpResponseRedirect(check.get_absolute_url())
    response.status_code = 303
    return response


def known_of(check):
    """What the file knows of the person already, so that it is not typed twice: the name and birth on their papers."""
    seen = check.clearance.checks.filter(code="identity", state="clear").first()
    facts = seen.receipts.filter(voided_at=None).last().facts if seen else {}
    name = facts.get("full_name") or check.clearance.person.name
    return {"surname": name.split()[-1] if name else "", **paper_of(check.clearance)}


def paper_of(file):
    """The paper as somebody saw it, and that the person agreed on their own page."""
    held, said = file.person_facts.get("update_service"), file.subscriptions.first()
    if not held or said is None:
        return {}
    listed = {True: "yes", False: "no", None: ""}[held["children_barred_list"]]
    paper = {"original_seen_on": said.seen_on, "level": held["level"], "workforce": held["workforce"]}
    return paper | {"barred_list_included": listed, "consent": "yes" if said.consents else "no"}
