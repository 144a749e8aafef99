"""What HR is asked when a date that candidates were told will not be kept, or was not."""

import datetime as dt

from django import forms

from hiring import clock
from hiring.calendars import is_working_day
from hiring.days import DayField
from hiring.moments import HourField, moment
from hiring.questions import Questions
from hiring.templatetags.dates import fullmoment

FURTHEST = dt.timedelta(days=366)


class NewDateForm(Questions):
    """A day on which somebody is at work to write the answers, later than every date it replaces."""

    day = DayField(label="New date")
    hour = HourField(label="By what time")
    reason = forms.CharField(
        label="Why we need longer (you can leave this empty)",
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="One or two sentences. They stand in the letter as you write them.",
    )

    def __init__(self, *args, latest, **kwargs):
        super().__init__(*args, **kwargs)
        self.latest = latest

    def clean_day(self):
        day = self.cleaned_data["day"]
        if not is_working_day(day):
            raise forms.ValidationError("Choose a working day: not a weekend and not a bank holiday.")
        if day > clock.today() + FURTHEST:
            raise forms.ValidationError("Choose a date within a year.")
        return day

    def clean(self):
        given = super().clean()
        at = moment(given.get("day"), given.get("hour"))
        if at and at <= clock.now():
            self.add_error("day", "The new date must be in the future.")
        elif at and at <= self.latest:
            self.add_error("day", f"Choose a later date than the one we gave: {fullmoment(self.latest)}.")
        return given

    @property
    def due_at(self):
        return moment(self.cleaned_data["day"], self.cleaned_data["hour"])
