"""Starting before the certificate, for programs: the same proposal, decision and refusals as on the pages."""

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.response import Response

from checks.api.finding import the_early_start, the_file
from checks.forms.dbs import Safeguards
from checks.models import EarlyStart
from hiring.api.access import staff_token
from hiring.api.endpoint import Endpoint, Nothing, query
from workflows.api import versions
from workflows.api.blockers import same_on_api
from workflows.api.description import ONCE
from workflows.api.fields import filled
from workflows.api.moves import BASE, Move, actions_on
from workflows.api.repeats import once
from workflows.api.serializers import VerdictOut, Whole
from workflows.api.shapes import of_fields

same_on_api(r"^/people/\d+/exception/(\d+)/", rf"{BASE}/early-starts/\1")


class EarlyStartOut(Whole):
    """Work before the certificate is seen: who answers for it, and until when it holds."""

    id = serializers.IntegerField()
    person = serializers.IntegerField(help_text="The file of checks it is in.")
    check = serializers.IntegerField(help_text="The certificate that is awaited.")
    state = serializers.ChoiceField(EarlyStart.State.values)
    state_words = serializers.CharField()
    holds = serializers.BooleanField(help_text="Whether it stands in for the certificate today.")
    starts_on = serializers.DateField()
    review_on = serializers.DateField()
    supervisor = serializers.CharField()
    proposed_by = serializers.CharField()
    approved_by = serializers.CharField(allow_blank=True)
    version = serializers.IntegerField()


class EarlyStarts(Endpoint):
    """Starts of one person before their certificate."""

    access = staff_token

    @extend_schema(
        operation_id="person_propose_early_start",
        parameters=[ONCE],
        request={"application/json": of_fields(Safeguards.base_fields)},
        responses={201: EarlyStartOut},
    )
    def post(self, request, pk):
        """Propose that somebody starts before their certificate. Somebody else decides."""
        query(request, Nothing)
        file = the_file(request, pk)
        return once(request, lambda: self.propose(request, file))

    def propose(self, request, file):
        form = filled(lambda data: Safeguards(data, clearance=file), request.data)
        early = EarlyStart.propose(by=request.actor, clearance=file, **form.cleaned_data)
        headers = {"Location": f"{BASE}/early-starts/{early.pk}", "ETag": versions.of_record(early)}
        return Response(EarlyStartOut(told(early)).data, status=201, headers=headers)


class OneEarlyStart(Endpoint):
    """One start before the certificate."""

    access = staff_token

    @extend_schema(responses=EarlyStartOut)
    def get(self, request, pk):
        query(request, Nothing)
        early = the_early_start(request, pk)
        return Response(EarlyStartOut(told(early)).data, headers={"ETag": versions.of_record(early)})


class EarlyStartActions(Endpoint):
    """What could be done with a start before the certificate: allowed and blocked."""

    access = staff_token

    @extend_schema(responses=VerdictOut(many=True))
    def get(self, request, pk):
        query(request, Nothing)
        early = the_early_start(request, pk)
        return Response(actions_on(early, request.actor), headers={"ETag": versions.of_record(early)})


class MoveEarlyStart(Move):
    access = staff_token
    called = "early_start"

    def find(self, request, pk):
        return the_early_start(request, pk)


def told(early):
    standing = early.clearance.gate().exception
    return {
        "id": early.pk,
        "person": early.clearance_id,
        "check": early.certificate_id,
        "state": early.state,
        "state_words": early.state_words,
        "holds": standing is not None and standing.pk == early.pk,
        "starts_on": early.starts_on,
        "review_on": early.review_on,
        "supervisor": early.supervisor.name,
        "proposed_by": early.proposed_by.name,
        "approved_by": early.approved_by.name if early.approved_by else "",
        "version": early.version,
    }
