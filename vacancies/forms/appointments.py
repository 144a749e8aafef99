"""What the verbs of an appointment ask for."""

from django import forms

from checks.forms.people import LeaveForm
from hiring import clock
from hiring.days import DayField
from hiring.questions import Questions
from workflows.registry import asks


@asks("appointment.confirm_start")
class ConfirmStartForm(Questions):
    """The first day, as agreed with the person."""

    starts_on = DayField(label="First day at work")

    def __init__(self, *args, record, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["starts_on"].initial = record.first_day

    def clean_starts_on(self):
        starts_on = self.cleaned_data["starts_on"]
        if starts_on < clock.today():
            raise forms.ValidationError("The first day cannot be in the past.")
        return starts_on


asks("appointment.leave")(LeaveForm)
