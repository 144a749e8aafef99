"""Probations for programs: the days, how each stands, and the same moves as on the pages."""

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.response import Response

from hiring.api.access import staff_token
from hiring.api.endpoint import Endpoint, Nothing, query
from vacancies.api import finding
from vacancies.forms.probation import OpenProbation
from vacancies.models import Probation
from workflows.api import versions
from workflows.api.description import ONCE
from workflows.api.fields import filled
from workflows.api.moves import BASE, Move, actions_on
from workflows.api.paging import PageAsked, page, paged
from workflows.api.repeats import once
from workflows.api.serializers import VerdictOut, Whole
from workflows.api.shapes import of_fields


class HeldOut(Whole):
    """One review that was held. What was agreed is read on the page."""

    week = serializers.IntegerField(allow_null=True, help_text="The review it was; none for another meeting.")
    held_on = serializers.DateField()


class ProbationOut(Whole):
    """The first months in a post: by when people meet, and by when it is decided."""

    id = serializers.IntegerField()
    appointment = serializers.IntegerField()
    person = serializers.IntegerField(help_text="The file of checks of the person it is about.")
    state = serializers.ChoiceField(Probation.State.values)
    state_words = serializers.CharField()
    began_on = serializers.DateField()
    employed_since = serializers.DateField()
    reviews = HeldOut(many=True)
    next_review_on = serializers.DateField(allow_null=True)
    decide_by = serializers.DateField(help_text="The last day to decide, as things stand.")
    extended_to = serializers.DateField(allow_null=True)
    protected_on = serializers.DateField(help_text="The first day of protection against unfair dismissal.")
    decided_on = serializers.DateField(allow_null=True)
    version = serializers.IntegerField()


class ProbationsAsked(PageAsked):
    person = serializers.IntegerField(required=False, min_value=1, help_text="Only that in this file of checks.")
    undecided = serializers.BooleanField(default=False, help_text="Only those that are still to be decided.")


ProbationPage = paged("ProbationPage", ProbationOut)


class Probations(Endpoint):
    """Probations at one's own schools."""

    access = staff_token

    @extend_schema(parameters=[ProbationsAsked], responses=ProbationPage)
    def get(self, request):
        asked = query(request, ProbationsAsked)
        rows = finding.probations(request).prefetch_related("reviews")
        if asked.get("person"):
            rows = rows.filter(appointment__clearance=asked["person"])
        if asked["undecided"]:
            rows = rows.undecided()
        return page(request, rows, asked, lambda found: ProbationOut([told(each) for each in found], many=True).data)


class OpenOne(Endpoint):
    """The probation of an appointment."""

    access = staff_token

    @extend_schema(
        operation_id="appointment_open_probation",
        parameters=[ONCE],
        request={"application/json": of_fields(OpenProbation.base_fields)},
        responses={201: ProbationOut},
    )
    def post(self, request, pk):
        """Open one where none began by itself: for somebody who was here before, or whom the trust employed already."""
        query(request, Nothing)
        appointment = finding.one(finding.appointments(request), pk=pk)
        return once(request, lambda: self.open(request, appointment))

    def open(self, request, appointment):
        form = filled(lambda data: OpenProbation(data, record=appointment), request.data)
        made = Probation.open(by=request.actor, appointment=appointment, **form.cleaned_data)
        headers = {"Location": f"{BASE}/probations/{made.pk}", "ETag": versions.of_record(made)}
        return Response(ProbationOut(told(made)).data, status=201, headers=headers)


class OneProbation(Endpoint):
    """One probation."""

    access = staff_token

    @extend_schema(responses=ProbationOut)
    def get(self, request, pk):
        query(request, Nothing)
        probation = finding.one(finding.probations(request), pk=pk)
        return Response(ProbationOut(told(probation)).data, headers={"ETag": versions.of_record(probation)})


class ProbationActions(Endpoint):
    """What could be done with a probation: allowed and blocked."""

    access = staff_token

    @extend_schema(responses=VerdictOut(many=True))
    def get(self, request, pk):
        query(request, Nothing)
        probation = finding.one(finding.probations(request), pk=pk)
        return Response(actions_on(probation, request.actor), headers={"ETag": versions.of_record(probation)})


class MoveProbation(Move):
    access = staff_token
    called = "probation"

    def find(self, request, pk):
        return finding.one(finding.probations(request), pk=pk)


def told(probation):
    plain = "state state_words began_on employed_since next_review_on extended_to protected_on decided_on version"
    return {
        "id": probation.pk,
        "appointment": probation.appointment_id,
        "person": probation.appointment.clearance_id,
        "reviews": list(probation.reviews.all()),
        "decide_by": probation.last_day,
        **{name: getattr(probation, name) for name in plain.split()},
    }
