"""Copies of the record by API: ask for one, see how it stands, check a fingerprint. The file itself leaves only by the page,
with a person who has just proved who they are."""

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.response import Response

from checks.forms.exports import CopyForm
from checks.models import Export
from checks.record_exports import verifying
from checks.record_exports.fingerprint import as_typed, in_groups
from hiring.access import seen
from hiring.api.access import staff_token
from hiring.api.endpoint import Endpoint, Nothing, query
from workflows.api.description import ONCE
from workflows.api.fields import filled
from workflows.api.repeats import once
from workflows.api.serializers import Whole
from workflows.api.shapes import of_fields

LATEST = 50


class ExportOut(Whole):
    """One copy of the record: what it holds, who made it, and the fingerprint it left with."""

    id = serializers.IntegerField()
    state = serializers.ChoiceField(["asked", "ready", "failed", "gone"])
    state_words = serializers.CharField()
    format = serializers.ChoiceField(["xlsx", "pdf"])
    schools = serializers.ListField(child=serializers.CharField(), help_text="The schools, as in their addresses.")
    as_at = serializers.DateField()
    filter = serializers.CharField(
        help_text="In words, as printed on it; the words of a search only while the file is there."
    )
    made_by = serializers.CharField()
    asked_at = serializers.DateTimeField()
    expires_at = serializers.DateTimeField(help_text="When the file is taken away.")
    rows = serializers.IntegerField(allow_null=True)
    fingerprint = serializers.CharField(allow_blank=True)
    page = serializers.CharField(help_text="Where a person fetches the file.")


class Sought(serializers.Serializer):
    fingerprint = serializers.CharField(
        required=False,
        max_length=80,
        help_text="Only the copy that left with this fingerprint, spaces and dashes aside.",
    )


class Exports(Endpoint):
    """The copies one may see, newest first, at most fifty; or the one that a fingerprint belongs to."""

    access = staff_token

    @extend_schema(operation_id="record_exports", parameters=[Sought], responses=ExportOut(many=True))
    def get(self, request):
        sought = query(request, Sought).get("fingerprint")
        if sought:
            verdict = verifying.by_fingerprint(as_typed(sought), verifying.told_to(request.actor))
            found = [verdict.export] if verdict.export else []
        else:
            found = Export.objects.visible_to(request.actor).select_related("made_by", "school__trust")[:LATEST]
        return Response(ExportOut([told(export) for export in found], many=True).data)

    @extend_schema(
        operation_id="ask_for_record_export",
        parameters=[ONCE],
        request={"application/json": of_fields(CopyForm.base_fields)},
        responses={201: ExportOut},
    )
    def post(self, request):
        """Ask for a copy. It is made in the background; a person fetches it from its page."""
        query(request, Nothing)
        return once(request, lambda: self.ask(request))

    def ask(self, request):
        schools = verifying.readable_schools(request.actor)
        form = filled(lambda data: CopyForm(data, schools=schools), request.data)
        export = Export.ask(by=request.actor, **form.chosen(), reason=form.cleaned_data["reason"])
        return Response(ExportOut(told(export)).data, status=201)


class OneExport(Endpoint):
    """How one copy stands."""

    access = staff_token

    @extend_schema(operation_id="record_export", responses=ExportOut)
    def get(self, request, pk):
        query(request, Nothing)
        return Response(ExportOut(told(seen(Export, request.actor, pk=pk))).data)


def told(export):
    return {
        "id": export.pk,
        "state": export.state,
        "state_words": export.state_words,
        "format": export.format,
        "schools": [school.slug for school in export.schools],
        "as_at": export.as_at,
        "filter": export.filter_in_full,
        "made_by": export.made_by.name,
        "asked_at": export.asked_at,
        "expires_at": export.expires_at,
        "rows": export.rows,
        "fingerprint": in_groups(export.fingerprint),
        "page": export.get_absolute_url(),
    }
