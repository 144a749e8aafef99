"""Qualifications and training, in the candidate's words; seen as documents only after an offer."""

from django.shortcuts import redirect, render

from vacancies.forms.candidates import QualificationForm
from vacancies.models import Qualification
from vacancies.views.candidates import entries
from vacancies.views.candidates.finding import editing, keep, on_form, posted


def home_of(application):
    return f"/apply/{application.vacancy.reference}/qualifications/"


@editing
def qualifications(request, application):
    """What has been listed so far; the button says that is everything, which may be nothing."""
    if request.method == "POST":
        keep(application, done="qualifications")
        return redirect("apply", application.vacancy.reference)
    context = on_form(application, here=home_of(application), listed=application.qualifications.all())
    return render(request, "vacancies/candidates/qualifications.html", context)


@editing
def qualification(request, application, pk=None):
    """Add one, or change it."""
    entry = entries.one_of(application.qualifications, pk) if pk else Qualification(application=application)
    form = QualificationForm(posted(request), instance=entry)
    title = "Change this qualification" if pk else "Add a qualification or training"
    return entries.edit(request, application, form, title=title, to=home_of(application))


@editing
def remove_qualification(request, application, pk):
    entry = entries.one_of(application.qualifications, pk)
    return entries.remove(request, application, entry, to=home_of(application), about=entry.title)
