"""What a program is told of checks: where each stands and who has it. Evidence and its content stay on the pages."""

from rest_framework import serializers

from workflows.api.serializers import Whole


class ActionOut(Whole):
    url = serializers.CharField()
    label = serializers.CharField()


class LineOut(Whole):
    """One line of the gate."""

    check = serializers.IntegerField(
        allow_null=True, help_text="The id of the check; null for one that is newly asked for and not yet in the file."
    )
    code = serializers.CharField()
    number = serializers.IntegerField()
    condition = serializers.ChoiceField(
        ["not_started", "waiting", "to_decide", "concern", "expired", "newly_asked", "exception", "clear", "let_go"]
    )
    blocks = serializers.ListField(
        child=serializers.ChoiceField(["offer", "start"]),
        help_text="What it keeps from happening while it is not clear: confirming the offer, starting work. Every check blocks the start.",
    )
    name = serializers.CharField()
    word = serializers.CharField()
    detail = serializers.CharField()
    holder = serializers.CharField(allow_blank=True)
    since = serializers.DateTimeField()
    next_step = serializers.CharField(allow_blank=True)
    due_on = serializers.DateField(allow_null=True)
    action = ActionOut()


class NotNeededOut(Whole):
    name = serializers.CharField()
    mark = serializers.CharField()
    word = serializers.CharField()
    detail = serializers.CharField(help_text="The rule that says it is not needed.")


class GateOut(Whole):
    """The start gate of one person: the same lines and sentences as on their page."""

    status = serializers.ChoiceField(["blocked", "waiting", "exception", "ready"])
    title = serializers.CharField()
    summary = serializers.CharField()
    forecast = serializers.CharField(allow_blank=True)
    lines = LineOut(many=True)
    clear = LineOut(many=True)
    not_needed = NotNeededOut(many=True)


class CheckOut(Whole):
    """One check."""

    id = serializers.IntegerField()
    person = serializers.IntegerField(help_text="The file of checks it is in.")
    state = serializers.ChoiceField(["not_started", "waiting", "to_decide", "clear", "concern", "let_go"])
    state_words = serializers.CharField()
    strength = serializers.CharField()
    source = serializers.CharField(help_text="The law, guidance or policy that asks for it.")
    asked_at = serializers.DateTimeField(allow_null=True)
    expires_on = serializers.DateField(allow_null=True)
    version = serializers.IntegerField()
    line = LineOut()
