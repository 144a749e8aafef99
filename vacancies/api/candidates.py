"""What a candidate's program reads and does: their own applications, and nothing of anybody else's."""

from django.http import Http404
from drf_spectacular.utils import extend_schema
from rest_framework.response import Response

from hiring.api.access import candidate_token
from hiring.api.endpoint import Endpoint, Nothing, only, query
from vacancies.api import finding
from vacancies.api.candidate_serializers import MyApplicationLineOut, MyApplicationOut, MyEventOut, OfferOut
from vacancies.api.happened import happened
from vacancies.api.versions import of_candidates
from vacancies.models import Application, Appointment
from vacancies.tracker import track, track_all
from vacancies.waiting_on import checks_left
from workflows.api import blockers
from workflows.api.description import ONCE
from workflows.api.moves import BASE, Asked, Move
from workflows.api.repeats import key_of, once
from workflows.api.serializers import CandidateVerdictOut

MINE = f"{BASE}/me/applications"
VERBS = ("submit", "withdraw")
OFFER_VERBS = ("accept", "decline")
FILE_VERBS = ("tell", "tell_subscription")


def line(application, tracker):
    """What is happening with one application, as its tracker says it."""
    vacancy = application.vacancy
    return {
        "id": application.pk,
        "vacancy": vacancy.reference,
        "title": vacancy.title,
        "school": vacancy.school.name,
        "sent_at": application.submitted_at,
        "promise": tracker.promise,
        "meanwhile": tracker.turn,
        "ended": tracker.has_ended,
        **tracker.as_json(),
    }


def answer(application, status=200, **headers):
    """The status of one application, and its version."""
    tracker = track(application)
    headers["ETag"] = of_candidates(application, tracker)
    return Response(MyApplicationOut(line(application, tracker)).data, status=status, headers=headers)


class MyApplications(Endpoint):
    """Everything this person has begun or sent, newest first."""

    access = candidate_token

    @extend_schema(responses=MyApplicationLineOut(many=True))
    def get(self, request):
        query(request, Nothing)
        rows = track_all(list(finding.my_applications(request).order_by("-pk")))
        return Response(MyApplicationLineOut([line(*row) for row in rows], many=True).data)


class MyApplication(Endpoint):
    """What is happening: whose turn it is, by when we promised to write, and the steps."""

    access = candidate_token

    @extend_schema(responses=MyApplicationOut)
    def get(self, request, pk):
        query(request, Nothing)
        return answer(finding.one(finding.my_applications(request), pk=pk))


class Start(Endpoint):
    """Begin an application."""

    access = candidate_token
    blocker_shown = staticmethod(blockers.for_candidate)

    @extend_schema(
        operation_id="application_start",
        parameters=[Asked, ONCE],
        request={"application/json": {"type": "object", "additionalProperties": False}},
        responses={200: CandidateVerdictOut, 201: MyApplicationOut},
    )
    def post(self, request, reference):
        dry_run = query(request, Asked)["dry_run"]
        only(request.data, ())
        vacancy = finding.one(finding.vacancies(request), reference=reference)
        facts = {"by": request.actor, "vacancy": vacancy, "candidate": request.actor}
        if dry_run:
            key_of(request, required=False)
            verdict = Application.start.dry_run(**facts)
            return Response(could(verdict, f"{BASE}/vacancies/{vacancy.reference}/applications"))
        return once(request, lambda: self.begin(request, facts))

    def begin(self, request, facts):
        made = Application.start(**facts)
        application = finding.one(finding.my_applications(request), pk=made.pk)
        return answer(application, status=201, Location=f"{MINE}/{made.pk}")


class MyActions(Endpoint):
    """What I could do now: allowed and blocked, with every reason."""

    access = candidate_token

    @extend_schema(responses=CandidateVerdictOut(many=True))
    def get(self, request, pk):
        query(request, Nothing)
        application = finding.one(finding.my_applications(request), pk=pk)
        rows = [
            could(verdict, f"{MINE}/{pk}{where}/transitions/{verdict.rule.name}")
            for record, verbs, where in (
                (application, VERBS, ""),
                (offer_of(application), OFFER_VERBS, "/offer"),
                (file_of(application), FILE_VERBS, "/file"),
            )
            if record is not None
            for verdict in record.moves(request.actor)
            if verdict.rule.name in verbs
        ]
        return Response(rows, headers={"ETag": of_candidates(application, track(application))})


def could(verdict, href):
    """A verdict as a candidate may know it."""
    return {
        "verb": verdict.rule.name,
        "label": verdict.rule.label,
        "href": href,
        "allowed": verdict.allowed,
        "blockers": [blockers.for_candidate(each) for each in verdict.blockers],
    }


class MyTimeline(Endpoint):
    """What happened so far, oldest first."""

    access = candidate_token

    @extend_schema(responses=MyEventOut(many=True))
    def get(self, request, pk):
        query(request, Nothing)
        application = finding.one(finding.my_applications(request), pk=pk)
        return Response(MyEventOut(happened(application), many=True).data)


class MyOffer(Endpoint):
    """The terms of the offer, and what it depends on."""

    access = candidate_token

    @extend_schema(responses=OfferOut)
    def get(self, request, pk):
        query(request, Nothing)
        application = finding.one(finding.my_applications(request), pk=pk)
        offer = finding.one(Appointment.objects.filter(application=application))
        plain = {name: getattr(offer, name) for name in ("starts_on", "salary", "reply_by", "offered_at")}
        conditions = [
            {"names": [name.partition(",")[0] for name in each["names"]], "sentence": each["sentence"]}
            for each in checks_left(application.clearance)
        ]
        headers = {"ETag": of_candidates(application, track(application))}
        return Response(OfferOut(plain | {"conditions": conditions}).data, headers=headers)


def offer_of(application):
    """The offer a candidate may answer, if there is one."""
    return getattr(application, "appointment", None) if application.state == "offered" else None


def as_it_is(record):
    """The application this is, or belongs to, read afresh."""
    pk = getattr(record, "application_id", record.pk)
    return Application.objects.as_told().select_related(*finding.RELATED).get(pk=pk)


class MoveMine(Move):
    """A move of one's own application; what is answered is its status."""

    access = candidate_token
    called = "my_application"
    answers = MyApplicationOut
    verdicts = CandidateVerdictOut
    blocker_shown = staticmethod(blockers.for_candidate)

    def find(self, request, pk):
        return finding.one(finding.my_applications(request), pk=pk)

    def version_of(self, record):
        mine = as_it_is(record)
        return of_candidates(mine, track(mine))

    def told(self, record):
        mine = as_it_is(record)
        return MyApplicationOut(line(mine, track(mine))).data

    def told_verdict(self, record, verdict):
        return could(verdict, self.request.path)


class MoveMyOffer(MoveMine):
    called = "my_offer"

    def find(self, request, pk):
        application = super().find(request, pk)
        offer = offer_of(application)
        if offer is None:
            raise Http404
        offer.application, offer.vacancy = application, application.vacancy
        return offer


def file_of(application):
    """The file of checks a candidate may add to: their own, once there is an offer."""
    if offer_of(application) is None:
        return None
    application.clearance.application_id = application.pk
    return application.clearance


class MoveMyFile(MoveMine):
    """What a person says of themselves before they begin."""

    called = "my_file"

    def find(self, request, pk):
        file = file_of(super().find(request, pk))
        if file is None:
            raise Http404
        return file
