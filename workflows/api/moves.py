"""One address for every verb of every machine: ask whether it could be done, or do it, once."""

from drf_spectacular.utils import PolymorphicProxySerializer, extend_schema, extend_schema_view
from rest_framework import serializers
from rest_framework.response import Response

from hiring.api.endpoint import Endpoint, only, query
from hiring.permissions import is_system
from workflows.api import blockers, versions
from workflows.api.bodies import body_of
from workflows.api.description import IF_MATCH, ONCE
from workflows.api.fields import filled
from workflows.api.repeats import key_of, once
from workflows.api.serializers import MovedOut, VerdictOut
from workflows.forms import details_of, form_on, takes
from workflows.registry import form_for

BASE = "/api/v1"
CALLED = {"clearance": "people", "earlystart": "early-starts", "factschange": "changes", "vacancy": "vacancies"}


class Asked(serializers.Serializer):
    dry_run = serializers.BooleanField(default=False, help_text="Only say whether it could be done.")


class Move(Endpoint):
    """Make one move of one record. Sub-classes say how the record is found and who may call."""

    rule = None
    called = ""
    answers = MovedOut
    verdicts = VerdictOut
    blocker_shown = staticmethod(blockers.for_staff)

    def find(self, request, **where):
        """The record, if this actor may know that it exists; Http404 otherwise."""
        raise NotImplementedError(f"{type(self).__name__} does not say where its record is")

    def version_of(self, record):
        return versions.of_record(record)

    def told(self, record):
        """What is answered after the move."""
        return moved(record)

    def told_verdict(self, record, verdict):
        return verdict_on(record, verdict)

    def post(self, request, **where):
        record = self.find(request, **where)
        if query(request, Asked)["dry_run"]:
            key_of(request, required=False)
            return Response(self.told_verdict(record, self.ask(request, record)))
        return once(request, lambda: self.make(request, record))

    def ask(self, request, record):
        """What is sent is checked; sent nothing, the question is only whether the way is open."""
        form = self.form_of(request, record) if request.body else None
        return getattr(record, self.rule.name).dry_run(by=request.actor, **details_of(form, self.rule))

    def make(self, request, record):
        versions.demand(request, self.version_of(record))
        details = details_of(self.form_of(request, record), self.rule)
        getattr(record, self.rule.name)(by=request.actor, version=record.version, **details)
        return Response(self.told(record), headers={"ETag": self.version_of(record)})

    def form_of(self, request, record):
        """The form the page shows for this verb, filled in; a verb that asks nothing takes nothing."""
        if form_on(record, self.rule, request.actor) is None:
            only(request.data, ())
            return None
        return filled(lambda data: form_on(record, self.rule, request.actor, data), request.data)


def offered(model):
    """The verbs a program can make: not those of the clock or of guests, nor those that need what no form asks for."""
    return [rule for rule in model.rules() if not rule.opens and _is_for_programs(rule)]


def _is_for_programs(rule):
    if rule.permission is is_system or getattr(rule.permission, "guests_only", False):
        return False
    if getattr(rule.permission, "on_a_page_only", False):
        return False
    needed = {name for name, required in takes(rule).items() if required}
    return form_for(rule.event) is not None or needed <= {"reason"}


def endpoint_of(base, rule):
    """The endpoint of one verb, described by the verb's own form."""
    described = extend_schema(
        operation_id=f"{base.called}_{rule.name}",
        summary=rule.label,
        description=rule.meaning,
        parameters=[Asked, ONCE, IF_MATCH],
        request={"application/json": body_of(rule)},
        responses={200: PolymorphicProxySerializer(f"{base.__name__}Answer", [base.answers, base.verdicts], None)},
    )
    view = type(f"{base.__name__}{rule.name.title().replace('_', '')}", (base,), {"rule": rule})
    return extend_schema_view(post=described)(view).as_view()


def moved(record):
    event = record.__dict__.get("latest_event") or record.last_event()
    return MovedOut(
        {
            "kind": record._meta.model_name,
            "id": record.pk,
            "state": record.state,
            "state_words": record.state_words,
            "version": record.version,
            "event": event.number,
            "at": event.at,
        }
    ).data


def verdict_on(record, verdict):
    """One verdict, with where to POST."""
    rule = verdict.rule
    return {
        "verb": rule.name,
        "label": rule.label,
        "meaning": rule.meaning,
        "href": f"{address_of(record)}/transitions/{rule.name}",
        "allowed": verdict.allowed,
        "permitted": verdict.permitted,
        "targets": list(rule.targets),
        "blockers": [blockers.for_staff(each) for each in verdict.blockers],
    }


def address_of(record):
    """Where a record is on the API; a vacancy by its reference, anything else by its number."""
    model = record._meta.model_name
    named = record.reference if model == "vacancy" else record.pk
    return f"{BASE}/{CALLED.get(model, f'{model}s')}/{named}"


def actions_on(record, actor):
    """What could happen from here: allowed and blocked."""
    can = {rule.name for rule in offered(type(record))}
    return [verdict_on(record, verdict) for verdict in record.moves(actor) if verdict.rule.name in can]
