"""Where the law has moved, for programs: whom it reaches and what is new. Asking is the file's own move `rescreen`."""

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.response import Response

from checks.rescreening import found_for
from hiring.api.access import staff_token
from hiring.api.endpoint import Endpoint, Nothing, query
from workflows.api.serializers import Whole


class NewlyAskedOut(Whole):
    """One check that the law has come to ask for."""

    code = serializers.CharField()
    rule = serializers.CharField()
    strength = serializers.ChoiceField(["must", "should", "consider", "policy"])
    source = serializers.CharField()


class MovedUnderOut(Whole):
    """One person at work under whom a line of law moved."""

    person = serializers.IntegerField(help_text="The file of checks.")
    name = serializers.CharField()
    school = serializers.CharField()
    post = serializers.CharField()
    rules_read_on = serializers.DateField(help_text="The day whose rules their checks follow so far.")
    line = serializers.CharField(help_text="The line of the rule table that began or ended.")
    moved_on = serializers.DateField()
    added = NewlyAskedOut(many=True)
    lacking = serializers.ListField(
        child=serializers.CharField(),
        help_text="What the letter of whoever sends them does not state and now must, a sentence each.",
    )
    version = serializers.IntegerField()


class RulesMovedOut(Whole):
    """Everybody of whom something new is asked; and those whose facts the rules cannot read."""

    items = MovedUnderOut(many=True)
    unread = serializers.ListField(child=serializers.IntegerField(), help_text="Files whose facts are not whole.")


class RulesMoved(Endpoint):
    """People at work under whom the law has moved."""

    access = staff_token

    @extend_schema(operation_id="rules_moved", responses=RulesMovedOut)
    def get(self, request):
        query(request, Nothing)
        found = found_for(request.actor)
        items = [told(group.moved, line) for group in found.groups for line in group.lines]
        return Response(RulesMovedOut({"items": items, "unread": [file.pk for file in found.unread]}).data)


def newly_asked(need):
    return {"code": need.code, "rule": need.rule, "strength": need.strength, "source": need.source}


def told(moved, line):
    file = line.file
    return {
        "person": file.pk,
        "name": file.person.name,
        "school": file.school.slug,
        "post": file.post_title,
        "rules_read_on": file.edition_on,
        "line": moved.line.id,
        "moved_on": moved.on,
        "added": [newly_asked(need) for need in line.needs],
        "lacking": line.lacking,
        "version": file.version,
    }
