"""The shapes that every floor's answers share."""

from rest_framework import serializers


class Whole(serializers.Serializer):
    """An answer. Every key is there, with null where there is nothing."""


class RuleOut(Whole):
    set = serializers.ChoiceField(["kcsie", "law", "trust"], help_text="Which body of rules.")
    edition = serializers.CharField(allow_null=True, help_text="The date as at which it was read.")
    ref = serializers.CharField()


class BlockerOut(Whole):
    """One reason a move is refused."""

    code = serializers.CharField(help_text="Stable, dotted.")
    text = serializers.CharField()
    rule = RuleOut(allow_null=True)
    owner = serializers.CharField(allow_null=True, help_text="Who holds it.")
    since = serializers.CharField(allow_null=True, help_text="An instant or a date.")
    fix = serializers.CharField(allow_null=True, help_text="Where on this API it is seen or put right.")
    fix_page = serializers.CharField(allow_null=True, help_text="The page where a person puts it right.")
    fix_label = serializers.CharField(allow_null=True)
    expected_by = serializers.DateField(allow_null=True)


class CandidateBlockerOut(Whole):
    """One reason, as a candidate may know it."""

    code = serializers.CharField()
    text = serializers.CharField()
    fix_page = serializers.CharField(allow_null=True)
    expected_by = serializers.DateField(allow_null=True)


class VerdictOut(Whole):
    """Whether a move could be made now, and every reason why not."""

    verb = serializers.CharField()
    label = serializers.CharField()
    meaning = serializers.CharField(help_text="What it means in the school.")
    href = serializers.CharField(help_text="Where to POST to make the move.")
    allowed = serializers.BooleanField()
    permitted = serializers.BooleanField(help_text="Whether this person's roles include it.")
    targets = serializers.ListField(child=serializers.CharField())
    blockers = BlockerOut(many=True)


class CandidateVerdictOut(Whole):
    verb = serializers.CharField()
    label = serializers.CharField()
    href = serializers.CharField()
    allowed = serializers.BooleanField()
    blockers = CandidateBlockerOut(many=True)


class ProblemOut(Whole):
    """RFC 9457."""

    type = serializers.CharField(help_text="A page of ours about this kind of problem.")
    title = serializers.CharField()
    status = serializers.IntegerField()
    detail = serializers.CharField()
    instance = serializers.CharField()


class InvalidOut(Whole):
    pointer = serializers.CharField(help_text="RFC 6901; a leading ? names a query parameter.")
    detail = serializers.CharField()


class MovedOut(Whole):
    """The record as it is after a move."""

    kind = serializers.CharField()
    id = serializers.IntegerField()
    state = serializers.CharField()
    state_words = serializers.CharField()
    version = serializers.IntegerField()
    event = serializers.IntegerField(help_text="The number of the event in the chain of its root.")
    at = serializers.DateTimeField()
