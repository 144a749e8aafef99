"""The check page of each verb of a vacancy and of an application."""

from hiring.access import staff
from vacancies.promises import promise_set_by
from vacancies.views.hr.finding import the_application, the_vacancy
from workflows.views import move


@staff
def move_vacancy(request, reference, verb):
    return move(request, the_vacancy(request, reference), verb, nav="vacancies")


@staff
def move_application(request, reference, code, verb):
    application = the_application(request, reference, code)
    back = {
        "url": application.get_absolute_url(),
        "label": f"{application.code}, {application.vacancy.title}",
    }
    promise = promise_set_by(verb, application)
    return move(request, application, verb, nav="vacancies", back=back, promise=promise)
