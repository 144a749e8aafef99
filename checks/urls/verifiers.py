"""Who may verify. The verbs come last."""

from django.urls import path

from checks.api import verifiers as api
from checks.models import Verifier
from checks.views.staff import verifiers
from workflows.api.moves import endpoint_of

ONE = "api/v1/verifiers/<int:pk>"

urlpatterns = [
    path("settings/verifiers/", verifiers.verifiers, name="verifiers"),
    path("settings/verifiers/new/", verifiers.new, name="new_verifier"),
    path("settings/verifiers/<int:pk>/", verifiers.verifier, name="verifier"),
    path("settings/verifiers/<int:pk>/<slug:verb>/", verifiers.move_verifier, name="move_verifier"),
    path("api/v1/verifiers", api.Verifiers.as_view(), name="api_verifiers"),
    path(ONE, api.OneVerifier.as_view(), name="api_verifier"),
    path(f"{ONE}/actions", api.VerifierActions.as_view(), name="api_verifier_actions"),
    path(
        f"{ONE}/transitions/end",
        endpoint_of(api.MoveVerifier, Verifier.rule_of("end")),
        name="api_verifier_end",
    ),
]
