"""Check the whole form and send it, once."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from hiring.access import candidate
from vacancies.views.candidates.finding import PARTS, closed, on_form, own_application, why_closed
from vacancies.written import cards
from workflows.blockers import Refused

SENT = "Your application has been sent. We have written to you to say so."


@candidate
@never_cache
@require_http_methods(["GET", "POST"])
def check(request, reference):
    """Everything written, what is still missing, and one button."""
    application = own_application(request.actor, reference, *PARTS)
    if application.state != application.State.DRAFT:
        return redirect("my_application", reference)
    words = why_closed(application)
    if words:
        return closed(request, application, words)
    blockers = send(request, application) if request.method == "POST" else would_stop(request, application)
    if blockers is None:
        return redirect("my_application", reference)
    context = on_form(application, cards=cards(application, change=True), blockers=blockers)
    status = 409 if request.method == "POST" else 200
    return render(request, "vacancies/candidates/check.html", context, status=status)


def would_stop(request, application):
    return application.submit.dry_run(by=request.actor).blockers


def send(request, application):
    """Send it and return nothing, even when the press before this one already had; or return why it may not be sent."""
    try:
        application.submit(by=request.actor)
    except Refused as refusal:
        now = type(application).objects.only("state").get(pk=application.pk)
        return refusal.blockers if now.state == application.State.DRAFT else None
    messages.success(request, SENT)
    return None
