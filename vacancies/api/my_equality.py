"""The optional equality questions by JSON. Nothing sent here is kept with the application, nor with the request."""

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.response import Response

from hiring.api.access import candidate_token
from hiring.api.endpoint import Endpoint, Nothing, query
from hiring.api.problems import Problem
from vacancies.api import finding
from vacancies.equality.answering import STAGES, answer, stage_to_answer
from vacancies.forms.equality import EqualityForm
from workflows.api.fields import filled
from workflows.api.serializers import Whole
from workflows.api.shapes import of_fields

NOT_NOW = (
    "There are no equality questions to answer now: they were answered or skipped, or it is not the time for them."
)


class EqualityOut(Whole):
    """Whether the questions may be answered or skipped now; never what was answered, which nobody can look up."""

    to_answer = serializers.BooleanField()
    stage = serializers.ChoiceField(STAGES, allow_null=True, help_text="The stage they would be counted at.")


class MyEquality(Endpoint):
    """Optional questions, asked once at each stage and added to the trust's totals with no key to anybody."""

    access = candidate_token

    @extend_schema(operation_id="my_equality", responses=EqualityOut)
    def get(self, request, pk):
        query(request, Nothing)
        return told(finding.one(finding.my_applications(request), pk=pk))

    @extend_schema(
        operation_id="my_equality_answer",
        request={"application/json": of_fields(EqualityForm.base_fields)},
        responses=EqualityOut,
    )
    def put(self, request, pk):
        """Answer some or all; an empty object skips them. No Idempotency-Key: a digest of the answers would be kept with it."""
        query(request, Nothing)
        application = finding.one(finding.my_applications(request), pk=pk)
        answers = filled(EqualityForm, request.data).cleaned_data
        if not answer(application, answers):
            raise Problem("transition-blocked", NOT_NOW, blockers=[{"code": "equality.not_now", "text": NOT_NOW}])
        return told(finding.one(finding.my_applications(request), pk=pk))


def told(application):
    stage = stage_to_answer(application)
    return Response(EqualityOut({"to_answer": bool(stage), "stage": stage or None}).data)
