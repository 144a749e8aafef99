"""The working pages of HR and heads. The verbs come last, so that a page of its own goes before a verb of the same name."""

from django.urls import path

from vacancies.views.hr import application, applies, bulk, dates_told, equality, history, home, hub, moves, vacancies

ONE = "vacancies/<str:reference>/"
APPLICANT = f"{ONE}applicants/<str:code>/"

urlpatterns = [
    path("home/", home.home, name="home"),
    path("reports/equality/", equality.equality, name="equality_figures"),
    path("vacancies/", vacancies.vacancies, name="vacancies"),
    path(ONE, hub.hub, name="vacancy"),
    path(f"{ONE}applicants/", hub.pipeline, name="applicants"),
    path(f"{ONE}applicants/bulk/", bulk.bulk, name="bulk_move"),
    path(APPLICANT, application.application, name="application"),
    path(f"{ONE}applies/", applies.applies, name="checks_of_the_post"),
    path(f"{ONE}history/", history.history, name="vacancy_history"),
    path(f"{ONE}dates-told/", dates_told.told, name="dates_told"),
    path(f"{ONE}dates-told/<slug:topic>/", dates_told.new_date, name="new_date"),
    path(f"{APPLICANT}<slug:verb>/", moves.move_application, name="move_application"),
    path(f"{ONE}<slug:verb>/", moves.move_vacancy, name="move_vacancy"),
]
