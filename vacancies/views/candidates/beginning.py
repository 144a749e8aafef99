"""“Before you begin”: what only the person knows, asked once there is an offer."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from checks.forms.before import BeforeYouBegin
from hiring.access import candidate
from vacancies.views.candidates.finding import around, own_application, posted
from vacancies.views.candidates.my import SHOWN, offered_to, to
from workflows.blockers import Refused
from workflows.forms import details_of

SAID = "Thank you. If it changes before you begin, come back and put it right here."


@candidate
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def before_you_begin(request, reference):
    """A few questions from which further checks may follow; they may be answered again until the first day."""
    application = own_application(request.actor, reference)
    appointment = offered_to(application)
    if appointment is None or appointment.state not in SHOWN:
        return redirect("my_application", reference)
    form = BeforeYouBegin(posted(request), record=application.clearance)
    if request.method == "POST" and form.is_valid():
        return tell(request, application, form)
    context = around(application.vacancy, form=form, told_at=application.clearance.told_at, back=to(application))
    status = 422 if form.errors else 200
    return render(request, "vacancies/candidates/before_you_begin.html", context, status=status)


def tell(request, application, form):
    """Hand it in through the door, or say why it cannot be, and go back to the tracker."""
    tell = application.clearance.tell
    try:
        tell(by=request.actor, **details_of(form, tell.rule))
        messages.success(request, SAID)
    except Refused as refusal:
        for blocker in refusal.blockers:
            messages.warning(request, blocker.text)
    return redirect("my_application", application.vacancy.reference)
