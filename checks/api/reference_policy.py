"""How the trust asks referees, for programs: what holds for the next one who is asked."""

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.response import Response

from checks.models import ReferencePolicy
from checks.reference_policy import BOUNDS, LABELS
from checks.views.staff.rules import trust_of
from hiring.api.access import staff_token
from hiring.api.endpoint import Endpoint, Nothing, query
from workflows.api.serializers import Whole


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


class HowRefereesAreAsked(Endpoint):
    """The trust's choices about references."""

    access = staff_token

    @extend_schema(operation_id="reference_policy", responses=ReferencePolicyOut)
    def get(self, request):
        """What holds for the next referee who is asked."""
        query(request, Nothing)
        policy = ReferencePolicy.of(trust_of(request.actor))
        told = policy.choices | {"settled_at": policy.settled_at if policy.pk else None}
        return Response(ReferencePolicyOut(told).data)
