"""A panel member's own scores. Nobody else's are ever read here, and applicants have codes, not names."""

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.response import Response

from hiring.api.access import staff_token
from hiring.api.endpoint import Endpoint, Nothing, only, query
from hiring.api.problems import Problem, invalid, pointer
from vacancies.api import finding, told
from vacancies.api.serializers import MyScorecardOut, ScorecardOut
from vacancies.api.versions import of_scores
from vacancies.blind import blind_applications
from vacancies.forms.scoring import DeclareForm
from vacancies.models import Scorecard
from vacancies.views.panel.desk import Desk
from workflows.api import versions
from workflows.api.description import IF_MATCH
from workflows.api.fields import filled
from workflows.api.moves import Move, actions_on
from workflows.api.repeats import together
from workflows.api.serializers import VerdictOut
from workflows.api.shapes import of_fields

FIRST = "Say first whether you may know any of the applicants: PUT …/declaration."
SHUT = "These scores can no longer change: they are submitted, or scoring is not open."


class ScoreIn(serializers.Serializer):
    applicant = serializers.RegexField(r"^[A-Z][0-9]+$", max_length=4)
    criterion = serializers.RegexField(r"^[A-Z][0-9]+$", max_length=4)
    value = serializers.IntegerField(min_value=0, max_value=3, allow_null=True)
    reason = serializers.CharField(max_length=500, allow_blank=True, required=False, default="")


class ScoresIn(serializers.Serializer):
    scores = ScoreIn(many=True)


class Scorecards(Endpoint):
    """My own scorecards, and for HR those of their schools: how far each has come, never what it says."""

    access = staff_token

    @extend_schema(responses=ScorecardOut(many=True))
    def get(self, request):
        query(request, Nothing)
        cards = finding.scorecards(request).order_by("pk")[:200]
        return Response(ScorecardOut([told.scorecard(each, request.actor) for each in cards], many=True).data)


class MyScorecard(Endpoint):
    """My own scorecard: whom I judge, on what, and what I have given so far."""

    access = staff_token

    @extend_schema(responses=MyScorecardOut)
    def get(self, request, pk):
        query(request, Nothing)
        return answer(finding.my_place(request, pk), request)


class Declaration(Endpoint):
    """Whether I may know anybody who applied (G01): asked before any application opens."""

    access = staff_token

    @extend_schema(
        operation_id="scorecard_declare",
        parameters=[IF_MATCH],
        request={"application/json": of_fields(DeclareForm.base_fields)},
        responses=MyScorecardOut,
    )
    def put(self, request, pk):
        query(request, Nothing)
        return together(lambda: self.declare(request, pk))

    def declare(self, request, pk):
        place = finding.my_place(request, pk)
        versions.demand(request, of_scores(place))
        given = filled(DeclareForm, request.data).cleaned_data
        place.declare(given["may_know"] if given["knows"] == "yes" else "")
        return answer(place, request)


class Scores(Endpoint):
    """Give scores, as many at once as one likes; those not named stay as they are."""

    access = staff_token

    @extend_schema(operation_id="scorecard_score", parameters=[IF_MATCH], request=ScoresIn, responses=MyScorecardOut)
    def put(self, request, pk):
        query(request, Nothing)
        return together(lambda: self.score(request, pk))

    def score(self, request, pk):
        place = finding.my_place(request, pk)
        Scorecard.objects.select_for_update(no_key=True).get(pk=pk)
        versions.demand(request, of_scores(place))
        given = read(request)
        if place.declared_at is None:
            raise Problem("transition-blocked", FIRST, blockers=[])
        desk = Desk(place)
        judgements = {(each.code, code): (each, code) for each, code in desk.judgements}
        named = [(each["criterion"], each["applicant"]) for each in given]
        unknown = [
            (pointer("scores", at), "That is not among what you judge.")
            for at, key in enumerate(named)
            if key not in judgements
        ]
        if unknown:
            raise invalid(unknown)
        for key, each in zip(named, given, strict=True):
            if not desk.keep(judgements[key], value=each["value"], reason=each["reason"]):
                raise Problem("transition-blocked", SHUT, blockers=[])
        return answer(place, request)


def read(request):
    """The scores sent, each key known."""
    only(request.data, ScoresIn().fields)
    rows = request.data.get("scores")
    for at, row in enumerate(rows if isinstance(rows, list) else []):
        if isinstance(row, dict) and set(row) - set(ScoreIn().fields):
            raise invalid([(pointer("scores", at), "There is a key here we do not know.")])
    given = ScoresIn(data=request.data)
    given.is_valid(raise_exception=True)
    return given.validated_data["scores"]


def answer(place, request):
    """The scorecard as it is now; applicants' words only once it is declared and while scoring is open."""
    desk = Desk(place)
    opened = place.declared_at is not None and place.vacancy.state == "scoring"
    applicants = blind_applications(place.vacancy, codes=list(desk.applications)).values() if opened else []
    facts = told.my_scorecard(desk, applicants, request.actor)
    return Response(MyScorecardOut(facts).data, headers={"ETag": of_scores(place)})


class ScorecardActions(Endpoint):
    """What could be done with a scorecard: allowed and blocked."""

    access = staff_token

    @extend_schema(responses=VerdictOut(many=True))
    def get(self, request, pk):
        query(request, Nothing)
        card = finding.one(finding.scorecards(request), pk=pk)
        return Response(actions_on(card, request.actor), headers={"ETag": version_of(card)})


class MoveScorecard(Move):
    access = staff_token
    called = "scorecard"

    def find(self, request, pk):
        return finding.one(finding.scorecards(request), pk=pk)

    def version_of(self, record):
        return version_of(record)


def version_of(card):
    card.panel_member.scorecard = card
    return of_scores(card.panel_member)
