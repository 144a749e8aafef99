"""What staff read and move of an offer, up to the first day."""

from drf_spectacular.utils import extend_schema
from rest_framework.response import Response

from hiring.api.access import staff_token
from hiring.api.endpoint import Endpoint, Nothing, query
from vacancies.api import finding, told
from vacancies.api.serializers import AppointmentOut
from workflows.api import versions
from workflows.api.moves import Move, actions_on
from workflows.api.serializers import VerdictOut


class OneAppointment(Endpoint):
    """An offer and what became of it."""

    access = staff_token

    @extend_schema(responses=AppointmentOut)
    def get(self, request, pk):
        query(request, Nothing)
        offer = finding.one(finding.appointments(request), pk=pk)
        return Response(AppointmentOut(told.appointment(offer)).data, headers={"ETag": versions.of_record(offer)})


class AppointmentActions(Endpoint):
    """What could be done with an offer: allowed and blocked."""

    access = staff_token

    @extend_schema(responses=VerdictOut(many=True))
    def get(self, request, pk):
        query(request, Nothing)
        offer = finding.one(finding.appointments(request), pk=pk)
        return Response(actions_on(offer, request.actor), headers={"ETag": versions.of_record(offer)})


class MoveAppointment(Move):
    access = staff_token
    called = "appointment"

    def find(self, request, pk):
        return finding.one(finding.appointments(request), pk=pk)
