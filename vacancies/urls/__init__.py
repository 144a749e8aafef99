"""Addresses of the story, from advert to first day. The verbs of a record come last, under the record's own address."""

from django.urls import include, path

urlpatterns = [
    path("", include("vacancies.urls.api")),
    path("", include("vacancies.urls.candidates")),
    path("", include("vacancies.urls.panel")),
    path("", include("vacancies.urls.setup")),
    path("", include("vacancies.urls.people")),
    path("", include("vacancies.urls.shortlisting")),
    path("", include("vacancies.urls.hr")),
]
