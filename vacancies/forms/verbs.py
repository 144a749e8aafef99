"""What the verbs of a vacancy and an application ask for. Page and API validate with the same forms."""

import datetime as dt

from django import forms

from hiring import clock
from hiring.calendars import add_working_days, is_shut
from hiring.days import DayField
from hiring.moments import HourField, moment
from hiring.questions import Questions
from vacancies.models import Interview
from workflows.forms import Reason
from workflows.registry import asks

LONG = {"rows": 4}


@asks("application.invite")
class InviteForm(Questions):
    """When and where the panel meets this candidate."""

    day = DayField(label="Day of the interview")
    hour = HourField(label="Time")
    place = forms.CharField(label="Place", max_length=200, help_text="The building and room, and where to report.")
    reason = forms.CharField(
        label="If the school is closed that day: why then",
        max_length=300,
        required=False,
        help_text="It is kept in the history; the letter does not say it.",
    )

    def __init__(self, *args, record, **kwargs):
        super().__init__(*args, **kwargs)
        self.school = record.vacancy.school
        self.fields["day"].initial = record.vacancy.interviews_on

    def clean(self):
        given = super().clean()
        at = moment(given.get("day"), given.get("hour"))
        if at and at <= clock.now():
            self.add_error("day", "The interview must be in the future.")
        elif at and not given.get("reason") and is_shut(self.school, given["day"]):
            self.add_error("day", f"{self.school} is closed on this date. Choose a school day or give a reason.")
        return given

    def details(self):
        """The verb takes one instant."""
        return {
            "interview_at": moment(self.cleaned_data["day"], self.cleaned_data["hour"]),
            "place": self.cleaned_data["place"],
            "reason": self.cleaned_data["reason"],
        }


@asks("vacancy.announce_early_closing")
class EarlyClosingForm(Reason):
    """When applications close instead, and why."""

    day = DayField(label="Closes on")
    hour = HourField(label="Closes at", initial="noon")
    field_order = ("day", "hour", "reason")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["day"].help_text = "At least a day from now. Everybody who has begun and not sent is told at once."

    def details(self):
        """The verb takes one instant."""
        given = self.cleaned_data
        return {"closes_at": moment(given["day"], given["hour"]), "reason": given["reason"]}


@asks("application.record_interview")
class InterviewForm(Questions):
    """What the panel found, in its own words; safeguarding is always among it (KCSIE Part three, interview)."""

    held_on = DayField(label="Day the interview was held")
    safeguarding = forms.CharField(
        label="What was asked about safeguarding, and what was said",
        max_length=4000,
        widget=forms.Textarea(attrs=LONG),
        error_messages={"required": "Say what was asked and said about safeguarding."},
    )
    gaps = forms.CharField(
        label="Gaps, moves and reasons for leaving that were explored",
        max_length=4000,
        required=False,
        widget=forms.Textarea(attrs=LONG),
    )
    notes = forms.CharField(label="Other notes", max_length=8000, required=False, widget=forms.Textarea(attrs=LONG))
    recommendation = forms.ChoiceField(
        label="What the panel recommends",
        choices=Interview.Recommendation.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Select what the panel recommends."},
    )
    without_references = forms.CharField(
        label="If references were not in: why the interview went ahead",
        max_length=500,
        required=False,
        help_text="Guidance asks for references before interview wherever possible.",
    )

    def clean_held_on(self):
        held_on = self.cleaned_data["held_on"]
        if held_on > clock.today():
            raise forms.ValidationError("The date must be in the past.")
        return held_on


@asks("application.offer")
class OfferForm(Questions):
    """The terms of a conditional offer. The letter names every check it depends on."""

    starts_on = DayField(label="First day")
    salary = forms.DecimalField(
        label="Actual salary, £ a year",
        min_value=1,
        max_digits=9,
        decimal_places=2,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-10", "inputmode": "decimal"}),
    )
    reply_by = DayField(label="Answer wanted by")

    def __init__(self, *args, record, **kwargs):
        super().__init__(*args, **kwargs)
        vacancy = record.vacancy
        self.fields["starts_on"].initial = vacancy.starts_on
        self.fields["salary"].initial = vacancy.salary_from
        self.fields["reply_by"].initial = add_working_days(clock.today(), 5)
        if vacancy.salary_from and vacancy.salary_to:
            self.fields["salary"].help_text = f"Advertised: £{vacancy.salary_from:,.2f} to £{vacancy.salary_to:,.2f}."

    def clean(self):
        given = super().clean()
        if given.get("starts_on") and given["starts_on"] < clock.today():
            self.add_error("starts_on", "The first day cannot be in the past.")
        if given.get("reply_by") and given["reply_by"] < clock.today():
            self.add_error("reply_by", "Give the candidate until today at least.")
        if given.get("reply_by") and given["reply_by"] > clock.today() + dt.timedelta(days=60):
            self.add_error("reply_by", "Ask for an answer within 60 days.")
        return given


@asks("application.do_not_progress")
class DoNotProgressForm(Reason):
    """Why this application goes no further; the candidate's own page shows it."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["reason"].help_text = "The candidate reads this on their own page. Name nobody, and no scores."
