"""When a busy referee would rather be written to again."""

import datetime as dt

from django import forms

from hiring import clock
from hiring.calendars import add_working_days
from hiring.questions import Questions
from hiring.templatetags.dates import fullday

AHEAD = 10  # working days


class Later(Questions):
    """A day on which the link is sent again, not later than the request can wait."""

    remind_on = forms.TypedChoiceField(
        label="When shall we send you the link again?",
        widget=forms.RadioSelect,
        coerce=dt.date.fromisoformat,
        error_messages={"required": "Select a day"},
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        days = [add_working_days(clock.today(), count) for count in (1, 2, 3, 5, AHEAD)]
        self.fields["remind_on"].choices = [(day.isoformat(), fullday(day)) for day in days]
