"""The gate and the checks, read and moved by staff."""

from drf_spectacular.utils import extend_schema
from rest_framework.response import Response

from checks.api.finding import the_check, the_file, the_file_to_judge
from checks.api.serializers import CheckOut, GateOut
from checks.effects_dbs import telling_of_a_clash
from checks.forms.heard import ByPhone
from checks.forms.reference import RATINGS
from checks.gate_lines import line_on
from checks.kinds import KINDS
from hiring import clock
from hiring.api.access import staff_token
from hiring.api.endpoint import Endpoint, Nothing, query
from workflows.api import versions
from workflows.api.blockers import same_on_api
from workflows.api.bodies import describes
from workflows.api.moves import BASE, Move, actions_on
from workflows.api.serializers import VerdictOut
from workflows.api.shapes import of_fields

same_on_api(r"^/people/\d+/checks/(\d+)/", rf"{BASE}/checks/\1")
same_on_api(r"^/people/(\d+)/", rf"{BASE}/people/\1/gate")


@describes("check.record")
def evidence():
    """Each kind of check has its own receipt; which one applies is told by the check's code."""
    shapes = [of_fields(_receipt_of(kind)) | {"title": code} for code, kind in KINDS.items()]
    return {"anyOf": shapes}


@describes("check.take_by_phone")
def heard_on_the_phone():
    """The referee's form; what is rated is up to four criteria of the post, each by its code."""
    rating = {"type": "string", "enum": [value for value, _label in RATINGS]}
    return of_fields(ByPhone().fields) | {"patternProperties": {"^role_rating_.+$": rating}}


def _receipt_of(kind):
    fields = dict(kind.Evidence().fields)
    fields["outcome"].choices = [(value, outcome.label) for value, outcome in kind.outcomes.items()]
    return fields


class GateOf(Endpoint):
    """What stops this person from starting, asked now."""

    access = staff_token

    @extend_schema(responses=GateOut)
    def get(self, request, pk):
        query(request, Nothing)
        file = the_file_to_judge(request, pk)
        return Response(GateOut(file.gate().as_json()).data, headers={"ETag": versions.of_record(file)})


class OneCheck(Endpoint):
    """Where one check stands, and who has it."""

    access = staff_token

    @extend_schema(responses=CheckOut)
    def get(self, request, pk):
        query(request, Nothing)
        check = the_check(request, pk)
        return Response(CheckOut(told(check)).data, headers={"ETag": versions.of_record(check)})


def told(check):
    return {
        "id": check.pk,
        "person": check.clearance_id,
        "state": check.state,
        "state_words": check.state_words,
        "strength": check.strength,
        "source": check.source,
        "asked_at": check.asked_at,
        "expires_on": check.expires_on,
        "version": check.version,
        "line": line_on(check, clock.today(), check.clearance.first_day).as_json(),
    }


class CheckActions(Endpoint):
    """What could be done with a check: allowed and blocked."""

    access = staff_token

    @extend_schema(responses=VerdictOut(many=True))
    def get(self, request, pk):
        query(request, Nothing)
        check = the_check(request, pk)
        return Response(actions_on(check, request.actor), headers={"ETag": versions.of_record(check)})


class MoveFile(Move):
    access = staff_token
    called = "person"

    def find(self, request, pk):
        return the_file(request, pk)


class MoveCheck(Move):
    access = staff_token
    called = "check"

    def make(self, request, record):
        with telling_of_a_clash(record, request.actor):
            return super().make(request, record)

    def find(self, request, pk):
        return the_check(request, pk)
