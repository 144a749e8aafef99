"""Three honest ways out of writing a reference: no, not me, not now."""

from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from checks.forms.later import Later
from checks.forms.reference import Decline, NotMe
from checks.views.guests.form import ENDED, SENT, around, wanted
from hiring.templatetags.dates import fullday
from workflows.blockers import Refused


def way_out(form_class, verb, what, title, button, lead):
    """A page with one short form whose answers go to one verb of the check."""

    @wanted
    @require_http_methods(["GET", "HEAD", "POST"])
    def view(request, asked):
        form = form_class(request.POST if request.method == "POST" else None)
        if form.is_valid():
            return _done(request, asked, verb, what, form)
        context = around(asked, form=form, title=title, button=button, lead=lead, back={"url": "/reference/"})
        return render(request, "checks/guests/way_out.html", context, status=422 if form.errors else 200)

    return view


def _done(request, asked, verb, what, form):
    school = asked.school
    try:
        getattr(asked.check_row, verb)(by=request.actor, **form.cleaned_data)
    except Refused:
        return render(request, ENDED, {"token": ""}, status=410)
    day = form.cleaned_data.get("remind_on")
    facts = {"school": school.name, "phone": school.trust.phone, "what": what, "day": fullday(day) if day else ""}
    request.session[SENT] = facts
    return redirect("reference_sent")


decline = way_out(
    Decline,
    "decline",
    "declined",
    "I would rather not",
    "Tell the school I would rather not",
    "That is your choice. The candidate will be asked to name somebody else.",
)
not_me = way_out(
    NotMe,
    "decline",
    "passed_on",
    "I am not the right person",
    "Send this name to the school",
    "The school decides whether to write to your colleague.",
)
later = way_out(
    Later,
    "put_off",
    "later",
    "Send me the link again later",
    "Send it again on this day",
    "What you have written so far is kept, and this link goes on working too.",
)
