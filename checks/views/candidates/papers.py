"""A person sends a paper of their own for one of their checks, and sees what became of it."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from checks.documents.kept_copies import copy_of
from checks.documents.limits import FILES
from checks.forms.papers import AddPaper
from checks.models import Check, Document
from checks.views.staff.documents import see_other, take_in
from hiring.access import candidate
from workflows.views.preview import as_lines

State = Document.State
TOLD = {
    State.QUARANTINED: ("wait", "We are checking it for viruses"),
    State.CLEAN: ("ok", "We have it"),
    State.UNSAFE: (
        "problem",
        "We removed this file because it may be unsafe. Check your device, then try another copy",
    ),
}


@candidate
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def send(request, pk):
    """Send a paper for this check, or see what was sent."""
    check = own_check(request, pk)
    form, shut, status = AddPaper(), (), 200
    if request.method == "POST":
        form = AddPaper(request.POST, request.FILES, sent_too_much=getattr(request, "sent_too_much", False))
        try:
            shut, status = take_in(request, check, form)
        except PermissionDenied:
            return see_other(request.path)
        if not status:
            messages.success(request, "We have your file. We check it for viruses, then read it.")
            return see_other(request.path)
    sent = Document.objects.visible_to(request.actor).filter(check_row=check, uploaded_by=request.actor)
    clearance = check.clearance
    context = {
        "check": check,
        "sent": [line(each) for each in sent.filter(state__in=TOLD).order_by("-pk")[:FILES]],
        "form": form if is_wanted(check) else None,
        "shut": as_lines(shut),
        "trust": clearance.school.trust.name,
        "short_title": f"{clearance.post_title}, {clearance.school.name}",
        "back": {"url": f"/my/{clearance.reference}/" if clearance.reference else "/my/", "label": "Your checks"},
        "help_line": f"Questions? Phone {clearance.school.trust.phone}.",
    }
    return render(request, "checks/documents/send.html", context, status=status)


def own_check(request, pk):
    """One of this person's own checks, of a kind for which their own copy helps."""
    rows = Check.objects.visible_to(request.actor).filter(clearance__person=request.actor, pk=pk)
    check = rows.select_related("clearance__school__trust", "clearance__person").first()
    if check is None or not copy_of(check.code).from_candidate:
        raise Http404("We could not find that page. Go to your applications.")
    return check


def is_wanted(check):
    return check.clearance.state == "open" and check.state in {"not_started", "waiting", "to_decide"}


def line(document):
    mark, words = TOLD[State(document.state)]
    return {"title": document.title, "mark": mark, "word": words, "at": document.uploaded_at}
