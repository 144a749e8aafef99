"""People at work as the law moves and as they work at more schools: the pages, then the API."""

from django.urls import path

from checks.api import placements as placements_api
from checks.api import rules_moved as rules_moved_api
from checks.models import Placement
from checks.views.staff import placements, rules_moved
from workflows.api.moves import endpoint_of, offered

ONE, IN_FILE = "people/<int:pk>/", "people/<int:file>/placements/<int:pk>/"
PLACEMENT = "api/v1/placements/<int:pk>"

urlpatterns = [
    path("people/rules-moved/", rules_moved.rules_moved, name="rules_moved"),
    path(f"{ONE}also-works-at/", placements.add, name="also_works_at"),
    path(IN_FILE, placements.placement, name="placement"),
    path(f"{IN_FILE}<slug:verb>/", placements.move_placement, name="move_placement"),
    path("api/v1/people/rules-moved", rules_moved_api.RulesMoved.as_view(), name="api_rules_moved"),
    path("api/v1/people/<int:pk>/placements", placements_api.Placements.as_view(), name="api_placements"),
    path(PLACEMENT, placements_api.OnePlacement.as_view(), name="api_placement"),
    path(f"{PLACEMENT}/actions", placements_api.PlacementActions.as_view(), name="api_placement_actions"),
    *[
        path(
            f"{PLACEMENT}/transitions/{rule.name}",
            endpoint_of(placements_api.MovePlacement, rule),
            name=f"api_placement_{rule.name}",
        )
        for rule in offered(Placement)
    ],
]
