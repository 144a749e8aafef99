"""How the trust asks referees, for programs: what holds for the next one who is asked, and settling it anew."""

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.response import Response

from checks.forms.reference_policy import SettleReferences
from checks.models import ReferencePolicy
from checks.models.reference_policy import CHOICES
from checks.reference_policy import BOUNDS, LABELS
from checks.rules_policy import is_the_trusts_hr_manager
from checks.views.staff.rules import may_change, trust_of
from hiring.api.access import staff_token
from hiring.api.endpoint import Endpoint, Nothing, only, query
from hiring.api.problems import Problem, invalid, pointer
from workflows.api import versions
from workflows.api.description import IF_MATCH, ONCE
from workflows.api.fields import filled
from workflows.api.repeats import once
from workflows.api.serializers import Whole
from workflows.api.shapes import closed, of_fields


class ReferencePolicyOut(Whole):
    """Each choice, and since when; no date means that the defaults hold."""

    settled_at = serializers.DateTimeField(allow_null=True)
    remind_after = serializers.ListField(child=serializers.IntegerField(), help_text=LABELS["remind_after"])

    def get_fields(self):
        """One field a choice, within its bounds."""
        numbers = {
            knob: serializers.IntegerField(min_value=least, max_value=most, help_text=LABELS[knob])
            for knob, (least, most) in BOUNDS.items()
            if knob != "remind_after"
        }
        return super().get_fields() | numbers


def request_shape():
    """What a client sends: each choice by its name, the days of reminders as a list, and why."""
    shape = of_fields({name: field for name, field in SettleReferences().fields.items() if name != "instead_of"})
    days = {"type": "array", "items": {"type": "integer", "minimum": 0, "maximum": 999}, "minItems": 1}
    properties = shape["properties"] | {"remind_after": days | {"description": LABELS["remind_after"]}}
    return closed(properties, ["reason"])


class HowRefereesAreAsked(Endpoint):
    """The trust's choices about references."""

    access = staff_token

    @extend_schema(operation_id="reference_policy", responses=ReferencePolicyOut)
    def get(self, request):
        """What holds for the next referee who is asked."""
        query(request, Nothing)
        return self.told(ReferencePolicy.of(trust_of(request.actor)))

    @extend_schema(
        operation_id="reference_policy_settle",
        parameters=[ONCE, IF_MATCH],
        request={"application/json": request_shape()},
        responses={201: ReferencePolicyOut},
    )
    def post(self, request):
        """Settle it anew, by the trust's HR manager, with the reason. What is not sent stays as it is."""
        query(request, Nothing)
        trust = trust_of(request.actor)
        if not may_change(trust, request.actor):
            raise Problem("not-allowed", f"Only {is_the_trusts_hr_manager.words} can change this. Ask them.")
        return once(request, lambda: self.settle(request, trust))

    def settle(self, request, trust):
        standing = ReferencePolicy.of(trust)
        versions.demand(request, tag_of(standing))
        sent = only(request.data, {*CHOICES, "reason"})
        form = filled(SettleReferences, SettleReferences.filled(standing) | as_typed(sent))
        made = ReferencePolicy.settle(by=request.actor, trust=trust, **form.details())
        return self.told(made, status=201)

    def told(self, policy, status=200):
        out = policy.choices | {"settled_at": policy.settled_at if policy.pk else None}
        return Response(ReferencePolicyOut(out).data, status=status, headers={"ETag": tag_of(policy)})


def tag_of(policy):
    """Which settlement this is; of the defaults, none."""
    return versions.etag("referencepolicy", policy.pk or 0)


def as_typed(sent):
    """The days of reminders as the page's one line; the rest is sent as it is typed."""
    if "remind_after" not in sent:
        return sent
    days = sent["remind_after"]
    if not (isinstance(days, list) and days and all(type(day) is int and 0 <= day <= 999 for day in days)):
        raise invalid([(pointer("remind_after"), "Send a list of whole numbers, such as [3, 6].")])
    return {**sent, "remind_after": ", ".join(map(str, days))}
