"""Setting up a vacancy, and its interviews."""

from django.urls import path

from vacancies.views.hr import interviews, setup

SETUP = "vacancies/<str:reference>/setup/"

urlpatterns = [
    path("vacancies/new/", setup.new, name="new_vacancy"),
    path(SETUP, setup.tasks, name="setup"),
    path(f"{SETUP}person-spec/<str:code>/", setup.criterion, name="setup_criterion"),
    path(f"{SETUP}<slug:name>/", setup.part, name="setup_part"),
    path("vacancies/<str:reference>/interviews/", interviews.interviews, name="interviews"),
]
