"""What a program is told of a person with or without a vacancy: the facts, the checks that follow, changes, incidents."""

from rest_framework import serializers

from workflows.api.serializers import Whole


class FactOut(Whole):
    label = serializers.CharField()
    value = serializers.CharField()


class RequiredOut(Whole):
    """One check that is asked for, and why."""

    code = serializers.CharField()
    title = serializers.CharField()
    strength = serializers.ChoiceField(["must", "should", "consider", "policy"])
    rule = serializers.CharField()
    source = serializers.CharField()
    because = FactOut(many=True)


class ExcludedOut(Whole):
    """One check that is not asked for, and the rule that left it out."""

    code = serializers.CharField()
    rule = serializers.CharField()


class RequiredChecksOut(Whole):
    """Checks that apply, and why, by the rules in force on one day."""

    edition = serializers.DateField(help_text="The day whose rules were read.")
    regulated_activity = serializers.BooleanField()
    regulated_activity_rule = serializers.CharField()
    required = RequiredOut(many=True)
    excluded = ExcludedOut(many=True)


class PlacedOut(Whole):
    """Another school at which somebody works on the same file."""

    id = serializers.IntegerField()
    school = serializers.CharField()
    from_on = serializers.DateField()
    to_on = serializers.DateField(allow_null=True)


class PlacementOut(PlacedOut):
    """The same, with whose it is and what could be done."""

    person = serializers.IntegerField(help_text="The file of checks it is in.")
    state = serializers.ChoiceField(["placed", "ended"])
    state_words = serializers.CharField()
    role = serializers.DictField(help_text="Duties there that differ, in the words of the rule table.")
    version = serializers.IntegerField()


class PersonOut(Whole):
    """One person's file of checks, with what the rules were told."""

    id = serializers.IntegerField()
    name = serializers.CharField()
    school = serializers.CharField()
    post_title = serializers.CharField()
    sent_by = serializers.CharField(
        help_text="The agency, training provider or employer that sends them, if one does."
    )
    state = serializers.ChoiceField(["open", "relied_on", "left", "closed"])
    state_words = serializers.CharField()
    starts_on = serializers.DateField(allow_null=True)
    began_on = serializers.DateField(allow_null=True)
    left_on = serializers.DateField(allow_null=True)
    role = serializers.DictField(help_text="The attributes of the post, in the words of the rule table.")
    person = serializers.DictField(help_text="The attributes of the person, in the words of the rule table.")
    told = serializers.DictField(
        help_text="What they told us themselves before they begin; not facts until a change says so."
    )
    placements = PlacedOut(many=True)
    version = serializers.IntegerField()


class ByRuleOut(Whole):
    code = serializers.CharField()
    rule = serializers.CharField()


class ChangeOut(Whole):
    """A change of facts. One that asks for less waits until somebody else makes it."""

    id = serializers.IntegerField()
    person = serializers.IntegerField(help_text="The file of checks it is in.")
    state = serializers.ChoiceField(["proposed", "made", "not_made"])
    state_words = serializers.CharField()
    asks_for_less = serializers.BooleanField()
    corrects_date_of_birth = serializers.BooleanField(help_text="Two people always agree on one.")
    added = ByRuleOut(many=True)
    let_go = ByRuleOut(many=True)
    version = serializers.IntegerField()


class IncidentOut(Whole):
    """Work without clearance: begun so, or an early start that failed. What was written about it is read on its page."""

    id = serializers.IntegerField()
    person = serializers.IntegerField(help_text="The file of checks it is in.")
    state = serializers.ChoiceField(["open", "closed"])
    state_words = serializers.CharField()
    what = serializers.ChoiceField(["began", "failed"], help_text="How they came to be at work without clearance.")
    began_on = serializers.DateField()
    found_on = serializers.DateField()
    missing = serializers.ListField(child=serializers.CharField(), help_text="Codes of the checks not clear then.")
    version = serializers.IntegerField()
