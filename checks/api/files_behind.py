"""Open files that the rules, or the trust, have come to ask more of, for programs: who they are, and deriving them again."""

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.response import Response

from checks.api.rules_moved import NewlyAskedOut, newly_asked
from checks.behind import behind, derive_again
from checks.views.staff.behind import ONLY, may_derive
from checks.views.staff.rules import trust_of
from hiring.api.access import staff_token
from hiring.api.endpoint import Endpoint, Nothing, only, query
from hiring.api.problems import Problem
from workflows.api.description import ONCE
from workflows.api.repeats import once
from workflows.api.serializers import Whole
from workflows.api.shapes import closed


class FileBehindOut(Whole):
    """One open file, and what it would be asked for."""

    person = serializers.IntegerField(help_text="The file of checks.")
    name = serializers.CharField()
    school = serializers.CharField()
    post = serializers.CharField()
    added = NewlyAskedOut(many=True)
    version = serializers.IntegerField()


class FilesBehindOut(Whole):
    """Every open file that was derived before more was asked for."""

    items = FileBehindOut(many=True)


class DerivedOut(Whole):
    """How many files were derived again."""

    derived = serializers.IntegerField(min_value=0)


class FilesBehind(Endpoint):
    """Open files derived before the trust, or the facts, asked for more."""

    access = staff_token

    @extend_schema(operation_id="files_behind", responses=FilesBehindOut)
    def get(self, request):
        """Who would be asked for more."""
        query(request, Nothing)
        trust_of(request.actor)
        items = [told(file, lacks) for file, lacks in behind(request.actor)]
        return Response(FilesBehindOut({"items": items}).data)

    @extend_schema(
        operation_id="files_behind_derive",
        parameters=[ONCE],
        request={"application/json": closed({})},
        responses=DerivedOut,
    )
    def post(self, request):
        """Derive all of them again: what is asked for now is added, nothing is dropped."""
        query(request, Nothing)
        trust_of(request.actor)
        only(request.data, ())
        if not may_derive(request.actor):
            raise Problem("not-allowed", ONLY)
        return once(request, lambda: Response(DerivedOut({"derived": derive_again(request.actor)}).data))


def told(file, lacks):
    return {
        "person": file.pk,
        "name": file.person.name,
        "school": file.school.slug,
        "post": file.post_title,
        "added": [newly_asked(need) for need in lacks],
        "version": file.version,
    }
