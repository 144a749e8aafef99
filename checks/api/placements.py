"""One person at several schools by JSON: added with the duties there, seen, ended with the last day."""

from drf_spectacular.utils import extend_schema
from rest_framework.response import Response

from checks.api.finding import the_file, the_placement
from checks.api.people_serializers import PlacementOut
from checks.forms.placements import AlsoWorksAt
from checks.models import Placement
from hiring.api.access import staff_token
from hiring.api.endpoint import Endpoint, Nothing, query
from workflows.api import versions
from workflows.api.blockers import same_on_api
from workflows.api.description import ONCE
from workflows.api.fields import filled
from workflows.api.moves import BASE, Move, actions_on
from workflows.api.repeats import once
from workflows.api.serializers import VerdictOut
from workflows.api.shapes import of_fields

same_on_api(r"^/people/\d+/placements/(\d+)/", rf"{BASE}/placements/\1")


class Placements(Endpoint):
    """Other schools at which one person works."""

    access = staff_token

    @extend_schema(
        operation_id="person_also_works_at",
        parameters=[ONCE],
        request={"application/json": of_fields(AlsoWorksAt.base_fields)},
        responses={201: PlacementOut},
    )
    def post(self, request, pk):
        """They work at another school as well. What the duties at both ask for and the file does not hold is asked for."""
        query(request, Nothing)
        file = the_file(request, pk)
        return once(request, lambda: self.add(request, file))

    def add(self, request, file):
        form = filled(lambda data: AlsoWorksAt(data, record=file), request.data)
        made = Placement.add(by=request.actor, clearance=file, **form.details())
        headers = {"Location": f"{BASE}/placements/{made.pk}", "ETag": versions.of_record(made)}
        return Response(PlacementOut(told(made)).data, status=201, headers=headers)


class OnePlacement(Endpoint):
    """One person at one other school."""

    access = staff_token

    @extend_schema(responses=PlacementOut)
    def get(self, request, pk):
        query(request, Nothing)
        placement = the_placement(request, pk)
        return Response(PlacementOut(told(placement)).data, headers={"ETag": versions.of_record(placement)})


class PlacementActions(Endpoint):
    """What could be done with a placement: allowed and blocked."""

    access = staff_token

    @extend_schema(responses=VerdictOut(many=True))
    def get(self, request, pk):
        query(request, Nothing)
        placement = the_placement(request, pk)
        return Response(actions_on(placement, request.actor), headers={"ETag": versions.of_record(placement)})


class MovePlacement(Move):
    access = staff_token
    called = "placement"

    def find(self, request, pk):
        return the_placement(request, pk)


def placed(placement):
    return {
        "id": placement.pk,
        "school": placement.place.slug,
        "from_on": placement.from_on,
        "to_on": placement.to_on,
    }


def told(placement):
    return placed(placement) | {
        "person": placement.clearance_id,
        "state": placement.state,
        "state_words": placement.state_words,
        "role": placement.role_facts,
        "version": placement.version,
    }
