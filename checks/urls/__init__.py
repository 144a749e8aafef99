"""Addresses of people and their checks, and of the referee's one form."""

from django.urls import include, path

urlpatterns = [
    path("", include("checks.urls.api")),
    path("", include("checks.urls.copies")),
    path("", include("checks.urls.moving")),
    path("", include("checks.urls.candidates")),
    path("", include("checks.urls.guests")),
    path("", include("checks.urls.papers")),
    path("", include("checks.urls.retention")),
    path("", include("checks.urls.people")),
    path("", include("checks.urls.record")),
    path("", include("checks.urls.rules")),
    path("", include("checks.urls.staff")),
    path("", include("checks.urls.verifiers")),
]
