"""A candidate's own referees by JSON: where each stands, and naming another in the place of one who cannot."""

from django.http import Http404
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.response import Response

from checks.models import Check
from hiring.api.access import candidate_token
from hiring.api.endpoint import Endpoint, Nothing, query
from vacancies.api import finding
from vacancies.api.candidates import MoveMine
from vacancies.replacing_referees import references_of, to_replace
from vacancies.waiting_on import referees_of
from workflows.api.serializers import Whole

RULE = Check.rule_of("name_another")


class MyRefereeOut(Whole):
    """One referee of one's own, in the words of the tracker."""

    name = serializers.CharField()
    words = serializers.CharField()
    wants_another = serializers.BooleanField(help_text="Whether somebody else may be named in their place.")


class MyReferees(Endpoint):
    """Where each referee stands. Never what they said."""

    access = candidate_token

    @extend_schema(responses=MyRefereeOut(many=True))
    def get(self, request, pk):
        query(request, Nothing)
        application = finding.one(finding.my_applications(request), pk=pk)
        rows = [
            {"name": each["name"], "words": each["words"], "wants_another": bool(each.get("replace_url"))}
            for each in referees_of(application)
        ]
        return Response(MyRefereeOut(rows, many=True).data)


class MoveMyReference(MoveMine):
    """Name another for the first reference that wants somebody else; each in its turn."""

    called = "my_reference"

    def find(self, request, pk):
        application = super().find(request, pk)
        check = to_replace(application) or next(iter(references_of(application)), None)
        if check is None:
            raise Http404
        check.application_id = application.pk
        return check
