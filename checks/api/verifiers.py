"""Who may verify, by JSON: the register read, somebody entered, an entry ended."""

from django.http import Http404
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.response import Response

from checks.forms.verifiers import VerifierForm
from checks.kinds.authority import IN_THE_REGISTER
from checks.models import Verifier
from checks.who_verifies import authorise, trust_read_by
from hiring.access import seen
from hiring.api.access import staff_token
from hiring.api.endpoint import Endpoint, Nothing, query
from hiring.api.problems import Problem
from hiring.permissions import KEEPS_THE_TRUST
from workflows.api import paging, versions
from workflows.api.blockers import same_on_api
from workflows.api.description import ONCE
from workflows.api.fields import filled
from workflows.api.moves import BASE, Move, actions_on
from workflows.api.repeats import once
from workflows.api.serializers import VerdictOut, Whole
from workflows.api.shapes import of_fields
from workflows.permissions import holds_for_the_trust

same_on_api(r"^/settings/verifiers/(\d+)/", rf"{BASE}/verifiers/\1")
same_on_api(r"^/settings/verifiers/$", f"{BASE}/verifiers")


class VerifierOut(Whole):
    """One entry: who may verify by what, from when until when, and on what grounds."""

    id = serializers.IntegerField()
    state = serializers.ChoiceField(Verifier.State.choices)
    state_words = serializers.CharField()
    name = serializers.CharField()
    authority = serializers.ChoiceField(list(IN_THE_REGISTER))
    school = serializers.CharField(allow_null=True, help_text="None: the whole trust.")
    from_on = serializers.DateField(help_text="The first day they may verify by it.")
    last_on = serializers.DateField(allow_null=True, help_text="The last day; none: until it is ended.")
    grounds = serializers.CharField()
    grounds_on = serializers.DateField()
    entered_by = serializers.CharField()
    entered_at = serializers.DateTimeField()
    version = serializers.IntegerField()


class VerifiersOut(Whole):
    """One page of the register."""

    items = VerifierOut(many=True)
    next = serializers.URLField(allow_null=True)
    previous = serializers.URLField(allow_null=True)


class Verifiers(Endpoint):
    """The register of those who may verify."""

    access = staff_token

    @extend_schema(operation_id="verifiers", parameters=[paging.PageAsked], responses=VerifiersOut)
    def get(self, request):
        """Every entry, ended ones too."""
        asked = query(request, paging.PageAsked)
        rows = Verifier.objects.visible_to(request.actor).select_related("person", "entered_by", "school")
        return paging.page(request, rows, asked, lambda found: VerifierOut(map(told, found), many=True).data)

    @extend_schema(
        operation_id="verifier_authorise",
        parameters=[ONCE],
        request={"application/json": of_fields(VerifierForm.base_fields)},
        responses={201: VerifierOut},
    )
    def post(self, request):
        """Enter somebody else than yourself. What they looked at before is not touched by it."""
        query(request, Nothing)
        trust = trust_read_by(request.actor)
        if trust is None:
            raise Http404
        if not holds_for_the_trust(request.actor, trust.pk, *KEEPS_THE_TRUST):
            raise Problem("not-allowed", "Only an administrator or the HR manager of the trust says who may verify.")
        return once(request, lambda: self.enter(request, trust))

    def enter(self, request, trust):
        form = filled(lambda data: VerifierForm(data, trust=trust), request.data)
        made = authorise(request.actor, trust, **form.cleaned_data)
        headers = {"Location": f"{BASE}/verifiers/{made.pk}", "ETag": versions.of_record(made)}
        return Response(VerifierOut(told(made)).data, status=201, headers=headers)


class OneVerifier(Endpoint):
    """One entry of the register."""

    access = staff_token

    @extend_schema(responses=VerifierOut)
    def get(self, request, pk):
        query(request, Nothing)
        entry = seen(Verifier, request.actor, pk=pk)
        return Response(VerifierOut(told(entry)).data, headers={"ETag": versions.of_record(entry)})


class VerifierActions(Endpoint):
    """What could be done with an entry: allowed and blocked."""

    access = staff_token

    @extend_schema(responses=VerdictOut(many=True))
    def get(self, request, pk):
        query(request, Nothing)
        entry = seen(Verifier, request.actor, pk=pk)
        return Response(actions_on(entry, request.actor), headers={"ETag": versions.of_record(entry)})


class MoveVerifier(Move):
    access = staff_token
    called = "verifier"

    def find(self, request, pk):
        return seen(Verifier, request.actor, pk=pk)


def told(entry):
    return {
        "id": entry.pk,
        "state": entry.state,
        "state_words": entry.state_words,
        "name": entry.person.name,
        "authority": entry.authority,
        "school": None if entry.trust_wide else entry.school.slug,
        "from_on": entry.from_on,
        "last_on": entry.last_on,
        "grounds": entry.grounds,
        "grounds_on": entry.grounds_on,
        "entered_by": entry.entered_by.name,
        "entered_at": entry.entered_at,
        "version": entry.version,
    }
