"""Every address: the floors, sign-in, and the demo's one-press sign-in where it may exist."""

from django.conf import settings
from django.urls import include, path

from hiring.api import urls as api
from hiring.views import help as help_pages
from hiring.views import parts

urlpatterns = [
    path("", include("hiring.sign_in_urls")),
    path("", include("hiring.candidate_urls")),
    path("", include(api.urlpatterns)),
    path("help/", help_pages.about_help, name="help"),
    path("accessibility/", help_pages.accessibility, name="accessibility"),
    path("privacy/", help_pages.privacy, name="privacy"),
    path("help/parts/", parts.parts, name="parts"),
    path("help/parts/scoring/", parts.scoring, name="parts_scoring"),
    path("", include("workflows.urls")),
    path("", include("checks.urls")),
    path("", include("vacancies.urls")),
    *api.nothing_here,
]

if settings.DEMO:
    from hiring import demo_sign_in

    urlpatterns += [
        path("demo/", demo_sign_in.choose, name="demo"),
        path("demo/<int:pk>/", demo_sign_in.sign_in, name="demo_sign_in"),
    ]
