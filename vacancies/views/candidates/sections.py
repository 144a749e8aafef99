"""The sections of one page each."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from hiring import clock
from vacancies.forms.candidates import AdjustmentsForm, DeclarationsForm, DetailsForm, RightToWorkForm
from vacancies.views.candidates.finding import autosaving, editing, keep, on_form, posted

PAGES = {
    "details": (DetailsForm, "Your details"),
    "right-to-work": (RightToWorkForm, "Right to work"),
    "adjustments": (AdjustmentsForm, "Adjustments and the interview"),
}


@editing
def section(request, application, key):
    """A page of plain questions, saved as they are answered."""
    if key not in PAGES:
        raise Http404("We could not find that page. Go to your application.")
    form_class, title = PAGES[key]
    form = form_class(posted(request), application=application)
    if request.method == "POST":
        good = form.is_valid()
        if good or autosaving(request):
            keep(application, done=key if good and not autosaving(request) else "", **form.facts())
            name_person(application)
        if autosaving(request):
            return HttpResponse(status=204 if good or form.only_unfinished else 422)
        if good:
            return redirect("apply", application.vacancy.reference)
    return render(
        request,
        "vacancies/candidates/section.html",
        on_form(application, form=form, title=title, key=key),
        status=422 if form.errors else 200,
    )


@editing
def declarations(request, application):
    """What the candidate signs, and the notices they sign under. A signature is given by a button, never by itself."""
    form = DeclarationsForm(posted(request), application=application)
    if form.is_valid():
        keep(application, signed_at=clock.now(), **form.facts())
        return redirect("apply", application.vacancy.reference)
    context = on_form(application, form=form)
    return render(request, "vacancies/candidates/declarations.html", context, status=422 if form.errors else 200)


def name_person(application):
    """A new candidate is known by the name they apply under; staff, and whoever is checked here, keep the name of their file.

    Under another name they are somebody whose documents nobody has seen: that is a change of facts (KCSIE, identity).
    """
    person = application.candidate
    if not application.full_name or person.name == application.full_name or person.works_here:
        return
    if not person.clearances.exclude(state="closed").exists():
        person.name = application.full_name
        person.save(update_fields=["name"])
