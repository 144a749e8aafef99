"""What a candidate is told. Never a score, a panel member, another candidate, or what a check found."""

from rest_framework import serializers

from workflows.api.serializers import Whole


class StepOut(Whole):
    key = serializers.ChoiceField(["sent", "closed", "choosing", "interviews", "decision", "start"])
    label = serializers.CharField()
    status = serializers.ChoiceField(["done", "now", "todo", "ended"])
    when = serializers.CharField(allow_blank=True)


class MyApplicationLineOut(Whole):
    """One application of one's own."""

    id = serializers.IntegerField()
    vacancy = serializers.CharField(help_text="The reference of the job.")
    title = serializers.CharField()
    school = serializers.CharField()
    sent_at = serializers.DateTimeField(allow_null=True)
    status = serializers.CharField(
        help_text="One word, such as received, choosing, invited, offered, checks, started."
    )
    headline = serializers.CharField()
    turn = serializers.ChoiceField(["candidate", "school", "nobody"], help_text="Whose turn it is.")
    promise = serializers.CharField(allow_blank=True, help_text="By when we promised to write, in words.")
    meanwhile = serializers.CharField(
        allow_blank=True, help_text="What there is to do or to know until then, in words: for an interview, its place."
    )
    next_date = serializers.CharField(allow_null=True, help_text="An instant (RFC 3339) or a date.")
    next_date_basis = serializers.CharField(allow_blank=True, help_text="Where that date comes from.")
    missed_dates = serializers.ListField(
        child=serializers.DateTimeField(), help_text="Dates we promised and did not keep."
    )
    late = serializers.CharField(allow_blank=True, help_text="What we say about those.")
    ended = serializers.BooleanField()


class MyApplicationOut(MyApplicationLineOut):
    """The same with every step."""

    steps = StepOut(many=True)


class MyEventOut(Whole):
    at = serializers.DateTimeField()
    by = serializers.ChoiceField(["you", "us"])
    text = serializers.CharField()


class ConditionOut(Whole):
    """What is not clear yet, in words that would be the same whatever had been found."""

    names = serializers.ListField(child=serializers.CharField())
    sentence = serializers.CharField()


class OfferOut(Whole):
    """The terms, and what the offer still depends on."""

    starts_on = serializers.DateField()
    salary = serializers.DecimalField(9, 2)
    reply_by = serializers.DateField()
    offered_at = serializers.DateTimeField()
    conditions = ConditionOut(many=True)


class DetailsOut(Whole):
    full_name = serializers.CharField(allow_blank=True)
    former_names = serializers.CharField(allow_blank=True)
    phone = serializers.CharField(allow_blank=True)
    address = serializers.CharField(allow_blank=True)


class RightToWorkOut(Whole):
    right_to_work = serializers.CharField(allow_blank=True)


class AdjustmentsOut(Whole):
    adjustments = serializers.CharField(allow_blank=True)
    disability_confident = serializers.BooleanField()


class EducationOut(Whole):
    education_ended = serializers.CharField(allow_blank=True, help_text="YYYY-MM.")


class QualificationOut(Whole):
    id = serializers.IntegerField()
    title = serializers.CharField()
    awarded_by = serializers.CharField(allow_blank=True)
    grade = serializers.CharField(allow_blank=True)
    year = serializers.IntegerField(allow_null=True)


class HistoryOut(Whole):
    id = serializers.IntegerField()
    kind = serializers.CharField()
    title = serializers.CharField()
    organisation = serializers.CharField(allow_blank=True)
    country = serializers.CharField(allow_blank=True)
    from_month = serializers.CharField()
    to_month = serializers.CharField(allow_blank=True)
    with_children = serializers.BooleanField()
    taught = serializers.ChoiceField(
        ["yes", "no", ""], help_text="Whether they taught there. Asked, and to be answered, outside the UK only."
    )
    reason_for_leaving = serializers.CharField(allow_blank=True)


class GapOut(Whole):
    from_month = serializers.CharField()
    to_month = serializers.CharField()
    why = serializers.CharField()
    text = serializers.CharField(allow_blank=True)


class OpenGapOut(Whole):
    from_month = serializers.CharField()
    to_month = serializers.CharField()


class RefereeOut(Whole):
    id = serializers.IntegerField()
    history = serializers.IntegerField(allow_null=True, source="history_id")
    name = serializers.CharField()
    organisation = serializers.CharField()
    position = serializers.CharField()
    relationship = serializers.CharField()
    email = serializers.CharField()
    phone = serializers.CharField(allow_blank=True)
    may_contact = serializers.CharField()


class DeclarationsOut(Whole):
    related_to = serializers.CharField(allow_blank=True)
    signed_name = serializers.CharField(allow_blank=True)


class QuestionOut(Whole):
    code = serializers.CharField()
    question = serializers.CharField()


class FormOut(Whole):
    """The application form as written so far, and what it asks."""

    details = DetailsOut()
    right_to_work = RightToWorkOut()
    adjustments = AdjustmentsOut()
    education = EducationOut()
    qualifications = QualificationOut(many=True)
    history = HistoryOut(many=True)
    history_is_complete = serializers.BooleanField()
    gaps = GapOut(many=True)
    gaps_to_explain = OpenGapOut(many=True)
    questions = QuestionOut(many=True)
    answers = serializers.DictField(child=serializers.CharField(allow_blank=True), help_text="By question.")
    referees = RefereeOut(many=True)
    declarations = DeclarationsOut()
    saved_at = serializers.DateTimeField(allow_null=True)
