"""The optional equality questions, on a page of their own once the application has been sent."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from hiring.access import candidate
from vacancies.equality.answering import answer, stage_to_answer
from vacancies.equality.small_numbers import FEWEST
from vacancies.forms.equality import EqualityForm
from vacancies.views.candidates.finding import around, own_application, posted
from vacancies.views.candidates.my import to

DONE = "Thank you. There is nothing more to do about the equality questions."


@candidate
@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def equality(request, reference):
    """Answer some, all or none. What comes after is the same whatever was pressed, and says nothing of it."""
    application = own_application(request.actor, reference)
    if not stage_to_answer(application):
        return redirect("my_application", reference)
    form = EqualityForm(posted(request))
    if "skip" in request.POST or form.is_valid():
        answer(application, {} if "skip" in request.POST else form.cleaned_data)
        messages.success(request, DONE)
        return redirect("my_application", reference)
    context = around(application.vacancy, form=form, fewest=FEWEST, back=to(application))
    return render(request, "vacancies/candidates/equality.html", context, status=422 if form.errors else 200)
