"""People with no vacancy by JSON: adding them, what the rules say, changes of their facts, work without clearance."""

from django.db import transaction
from drf_spectacular.utils import extend_schema
from rest_framework.response import Response

from checks.adding import add
from checks.api.finding import the_change, the_file, the_incident
from checks.api.people_serializers import ChangeOut, IncidentOut, PersonOut, RequiredChecksOut
from checks.api.placements import placed
from checks.api.telling import gathered_from, shape_of
from checks.forms.facts import OF_A_FILE, OF_SOMEBODY_NEW
from checks.forms.facts.gathering import begun_from
from checks.forms.facts.who import ADDS_PEOPLE
from checks.forms.people import CorrectBirthday, IncidentForm, WhyChanged
from checks.models import FactsChange, Incident
from checks.rules import InvalidCase
from checks.views.staff.applying import applied
from hiring.api.access import staff_token
from hiring.api.endpoint import Endpoint, Nothing, query
from hiring.api.problems import Problem
from workflows.api import versions
from workflows.api.blockers import same_on_api
from workflows.api.description import IF_MATCH, ONCE
from workflows.api.fields import filled
from workflows.api.moves import BASE, Move, actions_on, address_of
from workflows.api.repeats import once
from workflows.api.serializers import VerdictOut
from workflows.api.shapes import of_fields

VERBS = ("derive", "rescreen", "tell", "rely_on", "stop_relying", "leave", "close")
REASON = {"reason": {"type": "string", "minLength": 1, "maxLength": 2000}}

same_on_api(r"^/people/\d+/changes/(\d+)/", rf"{BASE}/changes/\1")
same_on_api(r"^/people/\d+/incidents/(\d+)/", rf"{BASE}/incidents/\1")


class People(Endpoint):
    """People with no vacancy."""

    access = staff_token

    @extend_schema(
        operation_id="person_add",
        parameters=[ONCE],
        request={"application/json": shape_of(OF_SOMEBODY_NEW, ["who", "work", "about"])},
        responses={201: PersonOut},
    )
    def post(self, request):
        """Add somebody with no vacancy: their file is opened and the checks that the rules ask for are derived."""
        query(request, Nothing)
        if not any(each.role in ADDS_PEOPLE for each in request.actor.all_memberships):
            raise Problem("not-allowed", "Only HR or the headteacher adds people.")
        return once(request, lambda: self.add(request))

    def add(self, request):
        gathered = gathered_from(OF_SOMEBODY_NEW, request.data, by=request.actor)
        file = add(request.actor, **gathered.somebody())
        headers = {"Location": address_of(file), "ETag": versions.of_record(file)}
        return Response(PersonOut(told(file)).data, status=201, headers=headers)


class OnePerson(Endpoint):
    """One person’s file of checks, and what the rules were told of them."""

    access = staff_token

    @extend_schema(responses=PersonOut)
    def get(self, request, pk):
        query(request, Nothing)
        file = the_file(request, pk)
        return Response(PersonOut(told(file)).data, headers={"ETag": versions.of_record(file)})


class RequiredChecks(Endpoint):
    """The checks that apply to one person, and why."""

    access = staff_token

    @extend_schema(responses=RequiredChecksOut)
    def get(self, request, pk):
        query(request, Nothing)
        file = the_file(request, pk)
        try:
            answer = applied(file.role_facts, file.person_facts, file.trust, file.edition_on)
        except InvalidCase as unknown:
            raise Problem(
                "transition-blocked", "The rules were not told enough of this person.", blockers=[]
            ) from unknown
        return Response(RequiredChecksOut(why(answer)).data)


class FileActions(Endpoint):
    """What could be done with a file of checks: allowed and blocked."""

    access = staff_token

    @extend_schema(responses=VerdictOut(many=True))
    def get(self, request, pk):
        query(request, Nothing)
        file = the_file(request, pk)
        could = [each for each in actions_on(file, request.actor) if each["verb"] in VERBS]
        return Response(could, headers={"ETag": versions.of_record(file)})


class Changes(Endpoint):
    """Changes of one person's facts."""

    access = staff_token

    @extend_schema(
        operation_id="person_change_facts",
        parameters=[ONCE, IF_MATCH],
        request={"application/json": shape_of(OF_A_FILE, ["reason"], **REASON)},
        responses={201: ChangeOut},
    )
    def post(self, request, pk):
        """Say what is different. It is made at once unless it asks for less; then it waits for a second person."""
        query(request, Nothing)
        file = the_file(request, pk)
        return once(request, lambda: self.propose(request, file))

    def propose(self, request, file):
        versions.demand(request, versions.of_record(file))
        said = {name: value for name, value in request.data.items() if name == "reason"}
        reason = filled(WhyChanged, said).cleaned_data["reason"]
        gathered = gathered_from(OF_A_FILE, request.data, begun_from(file), known={"reason"})
        with transaction.atomic():
            change = FactsChange.propose(by=request.actor, clearance=file, reason=reason, **gathered.facts_of(file))
            if not change.is_lighter:
                change.make(by=request.actor)
        headers = {"Location": f"{BASE}/changes/{change.pk}", "ETag": versions.of_record(change)}
        return Response(ChangeOut(change_told(change)).data, status=201, headers=headers)


class CorrectedBirthday(Endpoint):
    """A date of birth of somebody at work that was told wrongly."""

    access = staff_token

    @extend_schema(
        operation_id="person_correct_date_of_birth",
        parameters=[ONCE, IF_MATCH],
        request={"application/json": of_fields(CorrectBirthday.base_fields)},
        responses={201: ChangeOut},
    )
    def post(self, request, pk):
        """Put forward the right date, with the document it was read from. It counts once somebody else makes the change."""
        query(request, Nothing)
        file = the_file(request, pk)
        return once(request, lambda: self.propose(request, file))

    def propose(self, request, file):
        versions.demand(request, versions.of_record(file))
        form = filled(lambda data: CorrectBirthday(data, record=file), request.data)
        change = FactsChange.propose(by=request.actor, clearance=file, **form.proposed())
        headers = {"Location": f"{BASE}/changes/{change.pk}", "ETag": versions.of_record(change)}
        return Response(ChangeOut(change_told(change)).data, status=201, headers=headers)


class OneChange(Endpoint):
    """One change of facts."""

    access = staff_token

    @extend_schema(responses=ChangeOut)
    def get(self, request, pk):
        query(request, Nothing)
        change = the_change(request, pk)
        return Response(ChangeOut(change_told(change)).data, headers={"ETag": versions.of_record(change)})


class ChangeActions(Endpoint):
    """What could be done with a change of facts: allowed and blocked."""

    access = staff_token

    @extend_schema(responses=VerdictOut(many=True))
    def get(self, request, pk):
        query(request, Nothing)
        change = the_change(request, pk)
        return Response(actions_on(change, request.actor), headers={"ETag": versions.of_record(change)})


class Incidents(Endpoint):
    """Work that one person began without clearance."""

    access = staff_token

    @extend_schema(
        operation_id="person_record_incident",
        parameters=[ONCE],
        request={"application/json": of_fields(IncidentForm.base_fields)},
        responses={201: IncidentOut},
    )
    def post(self, request, pk):
        """Record that work began without clearance. Nothing of it can be changed or removed."""
        query(request, Nothing)
        file = the_file(request, pk)
        return once(request, lambda: self.record(request, file))

    def record(self, request, file):
        form = filled(IncidentForm, request.data)
        incident = Incident.record(by=request.actor, clearance=file, **form.cleaned_data)
        headers = {"Location": f"{BASE}/incidents/{incident.pk}", "ETag": versions.of_record(incident)}
        return Response(IncidentOut(incident_told(incident)).data, status=201, headers=headers)


class OneIncident(Endpoint):
    """One record of work begun without clearance."""

    access = staff_token

    @extend_schema(responses=IncidentOut)
    def get(self, request, pk):
        query(request, Nothing)
        incident = the_incident(request, pk)
        return Response(IncidentOut(incident_told(incident)).data, headers={"ETag": versions.of_record(incident)})


class IncidentActions(Endpoint):
    """What could be done with an incident: allowed and blocked."""

    access = staff_token

    @extend_schema(responses=VerdictOut(many=True))
    def get(self, request, pk):
        query(request, Nothing)
        incident = the_incident(request, pk)
        return Response(actions_on(incident, request.actor), headers={"ETag": versions.of_record(incident)})


class MoveChange(Move):
    access = staff_token
    called = "change"

    def find(self, request, pk):
        return the_change(request, pk)


class MoveIncident(Move):
    access = staff_token
    called = "incident"

    def find(self, request, pk):
        return the_incident(request, pk)


def told(file):
    return {
        "id": file.pk,
        "name": file.person.name,
        "school": file.school.name,
        "post_title": file.post_title,
        "sent_by": file.sent_by,
        "state": file.state,
        "state_words": file.state_words,
        "starts_on": file.starts_on,
        "began_on": file.began_on,
        "left_on": file.left_on,
        "role": file.role_facts,
        "person": file.person_facts,
        "told": file.told,
        "placements": [placed(each) for each in file.placements.select_related("place")],
        "version": file.version,
    }


def why(answer):
    decision = answer["decision"]
    return {
        "edition": decision.rules_of,
        "regulated_activity": decision.regulated_activity,
        "regulated_activity_rule": decision.regulated_activity_rule,
        "required": [
            {**row["need"]._asdict(), "title": row["title"], "because": row["facts"]} for row in answer["required"]
        ],
        "excluded": [each._asdict() for each in decision.excluded],
    }


def change_told(change):
    return {
        "id": change.pk,
        "person": change.clearance_id,
        "state": change.state,
        "state_words": change.state_words,
        "asks_for_less": change.is_lighter,
        "corrects_date_of_birth": change.born_on is not None,
        "added": [{"code": code, "rule": rule} for code, rule in change.added],
        "let_go": [{"code": code, "rule": rule} for code, rule in change.let_go],
        "version": change.version,
    }


def incident_told(incident):
    return {
        "id": incident.pk,
        "person": incident.clearance_id,
        "state": incident.state,
        "state_words": incident.state_words,
        "what": incident.what,
        "began_on": incident.began_on,
        "found_on": incident.found_on,
        "missing": [code for code, _name, _word in incident.missing],
        "version": incident.version,
    }
