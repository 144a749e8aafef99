"""What staff, and the public, are told of vacancies, applications and offers."""

from rest_framework import serializers

from vacancies.models import Application, Appointment, Scorecard, Vacancy
from workflows.api.paging import PageAsked, paged
from workflows.api.serializers import Whole


class SchoolOut(Whole):
    id = serializers.IntegerField()
    name = serializers.CharField()
    trust = serializers.CharField(source="trust.name")


class VacancyLineOut(Whole):
    """One job. `state` is for the staff of its school; everybody may know whether it is open."""

    reference = serializers.CharField()
    title = serializers.CharField()
    school = SchoolOut()
    is_open = serializers.BooleanField(help_text="Whether applications may come in now.")
    state = serializers.ChoiceField(Vacancy.State.choices, allow_null=True)
    state_words = serializers.CharField(allow_null=True)
    posts = serializers.IntegerField()
    closes_at = serializers.DateTimeField(allow_null=True)
    starts_on = serializers.DateField(allow_null=True)
    salary_from = serializers.DecimalField(9, 2, allow_null=True)
    salary_to = serializers.DecimalField(9, 2, allow_null=True)
    updated_at = serializers.DateTimeField(allow_null=True, help_text="When anything last happened in its story.")


class CriterionOut(Whole):
    code = serializers.CharField()
    text = serializers.CharField()
    is_essential = serializers.BooleanField()
    question = serializers.CharField(allow_null=True, help_text="What the application form asks, if anything.")


class VacancyOut(VacancyLineOut):
    """One job, whole."""

    summary = serializers.CharField(allow_blank=True)
    duties = serializers.ListField(child=serializers.CharField())
    contract = serializers.CharField(allow_blank=True)
    hours = serializers.DecimalField(4, 1, allow_null=True)
    weeks = serializers.DecimalField(4, 1, allow_null=True)
    contact = serializers.CharField(allow_blank=True)
    shortlist_by = serializers.DateTimeField(allow_null=True)
    interviews_on = serializers.DateField(allow_null=True)
    decision_by = serializers.DateTimeField(allow_null=True)
    may_close_early = serializers.BooleanField()
    statements = serializers.ListField(child=serializers.CharField())
    criteria = CriterionOut(many=True)


class SeatOut(Whole):
    """One member of the panel."""

    user = serializers.IntegerField()
    name = serializers.CharField()
    is_chair = serializers.BooleanField()
    trained_on = serializers.DateField(allow_null=True, help_text="Safer recruitment training completed.")


class ColleagueOut(Whole):
    id = serializers.IntegerField()
    name = serializers.CharField()


class VacanciesAsked(PageAsked):
    updated_since = serializers.DateTimeField(
        required=False, help_text="Only those in whose story something happened since."
    )


class ApplicationsAsked(PageAsked):
    vacancy = serializers.RegexField(r"^[A-Za-z0-9-]{1,20}$", required=False, help_text="Only those for this vacancy.")
    updated_since = serializers.DateTimeField(required=False)


class ApplicationLineOut(Whole):
    """One application in a list. Names appear from the shortlist on."""

    id = serializers.IntegerField()
    code = serializers.CharField()
    vacancy = serializers.CharField()
    state = serializers.ChoiceField(Application.State.choices)
    state_words = serializers.CharField()
    name = serializers.CharField(allow_null=True)
    submitted_at = serializers.DateTimeField(allow_null=True)
    updated_at = serializers.DateTimeField(allow_null=True)
    person = serializers.IntegerField(allow_null=True, help_text="The file of checks, from the shortlist on.")
    appointment = serializers.IntegerField(allow_null=True)


class ContactOut(Whole):
    email = serializers.CharField()
    phone = serializers.CharField(allow_blank=True)


class InterviewOut(Whole):
    starts_at = serializers.DateTimeField()
    place = serializers.CharField()
    held_on = serializers.DateField(allow_null=True)


class ApplicationOut(ApplicationLineOut):
    """One application. Answers, references and interview notes stay on the pages."""

    contact = ContactOut(allow_null=True, help_text="For those who handle people.")
    interview = InterviewOut(allow_null=True)
    version = serializers.IntegerField()


class AppointmentOut(Whole):
    """An offer and what became of it."""

    id = serializers.IntegerField()
    application = serializers.IntegerField()
    person = serializers.IntegerField()
    vacancy = serializers.CharField()
    state = serializers.ChoiceField(Appointment.State.choices)
    state_words = serializers.CharField()
    starts_on = serializers.DateField()
    salary = serializers.DecimalField(9, 2)
    reply_by = serializers.DateField()
    offered_at = serializers.DateTimeField()
    accepted_at = serializers.DateTimeField(allow_null=True)
    confirmed_at = serializers.DateTimeField(allow_null=True)
    started_on = serializers.DateField(allow_null=True)
    is_unconditional = serializers.BooleanField(help_text="True only while every required check is clear.")
    version = serializers.IntegerField()


class AuditOut(Whole):
    """One event, as the history says it. Reasons are read on the pages."""

    chain = serializers.CharField(help_text="Whose chain: vacancy or clearance, and its id.")
    number = serializers.IntegerField(help_text="Its place in that chain, from 1, without gaps.")
    at = serializers.DateTimeField()
    verb = serializers.CharField()
    title = serializers.CharField()
    who = serializers.CharField()
    change = serializers.CharField(allow_blank=True)
    mac = serializers.CharField(help_text="The signature over it and the one before.")


class ScorecardOut(Whole):
    """One member's scorecard: how far, never what."""

    id = serializers.IntegerField()
    vacancy = serializers.CharField()
    member = serializers.CharField()
    state = serializers.ChoiceField(Scorecard.State.choices)
    state_words = serializers.CharField()
    is_mine = serializers.BooleanField()
    declared_at = serializers.DateTimeField(allow_null=True)
    version = serializers.IntegerField()


class ScoreOut(Whole):
    applicant = serializers.CharField(help_text="The blind code.")
    criterion = serializers.CharField()
    value = serializers.IntegerField(allow_null=True, min_value=0, max_value=3)
    reason = serializers.CharField(allow_blank=True)
    needs_reason = serializers.BooleanField()


class ApplicantOut(Whole):
    """All that the panel may know of one applicant before the shortlist."""

    code = serializers.CharField()
    answers = serializers.DictField(child=serializers.CharField(allow_blank=True), help_text="By criterion.")


class MyScorecardOut(ScorecardOut):
    """My own, with what I am to judge and what I have judged."""

    scores = ScoreOut(many=True)
    applicants = ApplicantOut(many=True)


VacancyPage = paged("VacancyPage", VacancyLineOut)
ApplicationPage = paged("ApplicationPage", ApplicationLineOut)
