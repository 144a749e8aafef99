"""Who may be asked for a reference, beginning with the most recent employer."""

from django.shortcuts import render

from checks.models import RefereeRequest
from vacancies.application_form import employer_without_referee, places_known_from
from vacancies.forms.candidates_referees import RefereeForm
from vacancies.models import Referee
from vacancies.views.candidates import entries
from vacancies.views.candidates.finding import editing, on_form, posted


def home_of(application):
    return f"/apply/{application.vacancy.reference}/referees/"


@editing
def referees(request, application):
    """Who has been named, and who is still wanted."""
    when = dict(RefereeRequest.MayContact.choices)
    listed = [{"referee": each, "when": when.get(each.may_contact, "")} for each in application.referees.all()]
    left = application.vacancy.trust.references_min - len(listed)
    context = on_form(
        application,
        here=home_of(application),
        listed=listed,
        left=max(left, 0),
        needed=application.vacancy.trust.references_min,
        employer=employer_without_referee(application),
    )
    return render(request, "vacancies/candidates/referees.html", context)


@editing
def referee(request, application, pk=None):
    """Name somebody, or change what was said of them."""
    entry = entries.one_of(application.referees, pk) if pk else Referee(application=application)
    employer = employer_without_referee(application)
    start = {"history": employer.pk, "organisation": employer.organisation} if employer and not pk else {}
    form = RefereeForm(
        posted(request),
        instance=entry,
        initial={"may_contact": None if not pk else entry.may_contact, **start},
        application=application,
        places=places_known_from(application),
    )
    title = "Change this referee" if pk else "Add a referee"
    intro = f"Your most recent employer is {employer.organisation}. Who there can give a reference?" if start else ""
    return entries.edit(request, application, form, title=title, to=home_of(application), intro=intro)


@editing
def remove_referee(request, application, pk):
    entry = entries.one_of(application.referees, pk)
    return entries.remove(request, application, entry, to=home_of(application), about=entry.name)
