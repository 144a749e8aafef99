"""One more question for somebody who has answered already, behind the same kind of link."""

from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from checks.forms.referees import AnswerMore
from checks.views.guests.form import ENDED, SENT, around, wanted
from workflows.blockers import Refused


@wanted
@require_http_methods(["GET", "HEAD", "POST"])
def question(request, asked):
    """What we ask, and a box for the answer."""
    form = AnswerMore(request.POST if request.method == "POST" else None)
    form.fields["answer"].label = "Your answer"
    form.fields["answer"].error_messages["required"] = "Write your answer"
    if form.is_valid():
        return _send(request, asked, form)
    context = around(asked, form=form, asked_now=asked.open_question)
    return render(request, "checks/guests/question.html", context, status=422 if form.errors else 200)


def _send(request, asked, form):
    try:
        asked.check_row.answer_more(by=request.actor, **form.cleaned_data)
    except Refused:
        return render(request, ENDED, {"token": ""}, status=410)
    request.session[SENT] = {"school": asked.school.name, "phone": asked.school.trust.phone, "what": "answered"}
    return redirect("reference_sent")
