"""The candidate names somebody else for a reference; HR finds out who that is before anybody is written to."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from checks.forms.naming import NameAnother
from hiring.access import candidate
from vacancies.replacing_referees import to_replace
from vacancies.views.candidates.finding import around, own_application, posted
from workflows.blockers import Refused
from workflows.forms import details_of

NAMED = "Thank you. We find out who they are before we write to them, and tell you if we cannot ask them."


@candidate
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def replace(request, reference):
    """Whom we could not have, and one form for somebody else."""
    application = own_application(request.actor, reference)
    check = to_replace(application)
    if check is None:
        return redirect("my_application", reference)
    form, shut, status = NameAnother(posted(request), record=check), (), 200
    if form.is_bound:
        status = 422
        if form.is_valid():
            try:
                check.name_another(by=request.actor, **details_of(form, check.rule_of("name_another")))
            except Refused as refused:
                shut, status = refused.blockers, 409
            else:
                messages.success(request, NAMED)
                return redirect("my_application", reference)
    context = around(
        application.vacancy,
        application=application,
        referee=check.referee,
        form=form,
        shut=[{"text": each.text} for each in shut],
        back={"url": f"/my/{reference}/", "label": "Your application"},
    )
    return render(request, "vacancies/candidates/replace_referee.html", context, status=status)
