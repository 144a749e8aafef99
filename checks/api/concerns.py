"""Concerns about people at work, for programs: that there is one, how it stands, and the same moves as on the pages."""

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.response import Response

from checks.api.finding import the_concern, the_file
from checks.models import Concern
from hiring.api.access import staff_token
from hiring.api.endpoint import Endpoint, Nothing, query
from workflows.api import versions
from workflows.api.blockers import same_on_api
from workflows.api.moves import BASE, Move, actions_on
from workflows.api.serializers import VerdictOut, Whole

same_on_api(r"^/people/\d+/concerns/(\d+)/", rf"{BASE}/concerns/\1")


class ConcernOut(Whole):
    """A check of somebody at work in question. What was written about it is read on its page."""

    id = serializers.IntegerField()
    person = serializers.IntegerField(help_text="The file of checks it is in.")
    check = serializers.IntegerField(help_text="The check in question.")
    state = serializers.ChoiceField(Concern.State.values)
    state_words = serializers.CharField()
    what = serializers.ChoiceField(Concern.What.values)
    raised_at = serializers.DateTimeField()
    review_on = serializers.DateField(allow_null=True, help_text="The last day the measures hold, if there are any.")
    settled_at = serializers.DateTimeField(allow_null=True)
    version = serializers.IntegerField()


class Concerns(Endpoint):
    """Concerns about one person at work, the newest first."""

    access = staff_token

    @extend_schema(operation_id="person_concerns", responses=ConcernOut(many=True))
    def get(self, request, pk):
        query(request, Nothing)
        return Response([told(each) for each in the_file(request, pk).concerns.all()])


class OneConcern(Endpoint):
    """One concern about somebody at work."""

    access = staff_token

    @extend_schema(responses=ConcernOut)
    def get(self, request, pk):
        query(request, Nothing)
        concern = the_concern(request, pk)
        return Response(told(concern), headers={"ETag": versions.of_record(concern)})


class ConcernActions(Endpoint):
    """What could be done with a concern: allowed and blocked."""

    access = staff_token

    @extend_schema(responses=VerdictOut(many=True))
    def get(self, request, pk):
        query(request, Nothing)
        concern = the_concern(request, pk)
        return Response(actions_on(concern, request.actor), headers={"ETag": versions.of_record(concern)})


class MoveConcern(Move):
    access = staff_token
    called = "concern"

    def find(self, request, pk):
        return the_concern(request, pk)


def told(concern):
    facts = {
        name: getattr(concern, name)
        for name in ("state", "state_words", "what", "raised_at", "review_on", "settled_at", "version")
    }
    return ConcernOut({"id": concern.pk, "person": concern.clearance_id, "check": concern.check_row_id, **facts}).data
