"""What is asked when somebody's facts change, when they leave, and when they began work without clearance."""

from django import forms

from checks.kinds.evidence import birthday_field
from hiring import clock
from hiring.days import DayField
from hiring.questions import Questions
from workflows.forms import Reason
from workflows.registry import asks

LONG = {"rows": 3}


class WhyChanged(Reason):
    """How we know that the facts are different."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["reason"].label = "What has changed, and how do you know?"


class CorrectBirthday(Reason):
    """The right date of birth of somebody at work, where it was read, and how the wrong one came about."""

    born_on = birthday_field("Their date of birth", missing="Enter the date of birth on the document")
    read_from = forms.CharField(
        label="Which document did you read it from?",
        help_text="For example: birth certificate. Do not write its number.",
        max_length=120,
        error_messages={"required": "Say which document you read it from"},
    )
    field_order = ("born_on", "read_from", "reason")

    def __init__(self, *args, record, **kwargs):
        self.file = record
        super().__init__(*args, **kwargs)
        self.fields["reason"].label = "How did the wrong date come about, and how was it noticed?"

    def clean(self):
        given = super().clean()
        if not self.file.person_facts:
            self.add_error(None, "The rules were told nothing of them yet. Say first what they do.")
        return given

    def proposed(self):
        """As `FactsChange.propose` takes it: nothing else about them changes."""
        facts = {"role_facts": self.file.role_facts, "person_facts": self.file.person_facts}
        return {**facts, **{name: self.cleaned_data[name] for name in ("born_on", "read_from", "reason")}}


@asks("clearance.leave")
class LeaveForm(Reason):
    """The last day at work, and why it was the last."""

    left_on = DayField(label="Their last day at work here")
    field_order = ("left_on", "reason")

    def __init__(self, *args, record, **kwargs):
        self.file = getattr(record, "clearance", record)
        super().__init__(*args, **kwargs)

    def clean_left_on(self):
        left_on, began_on = self.cleaned_data["left_on"], self.file.began_on
        if left_on > clock.today():
            raise forms.ValidationError("Record it on the day, or after. The last day cannot be in the future.")
        if began_on and left_on < began_on:
            raise forms.ValidationError("They began after that day. The last day cannot come before the first.")
        return left_on


@asks("incident.record")
class IncidentForm(Questions):
    """What happened, plainly. Nothing of it can be changed or removed later."""

    began_on = DayField(label="First day they worked")
    stopped_on = DayField(label="Last day they worked before it was stopped, if it was", required=False)
    found_on = DayField(label="Day it was found")
    how_found = forms.CharField(label="How was it found?", max_length=4000, widget=forms.Textarea(attrs=LONG))
    what_was_done = forms.CharField(
        label="What was done?",
        help_text="Taken off work, supervised, checks begun. Facts only; nothing about an offence or a certificate.",
        max_length=4000,
        widget=forms.Textarea(attrs=LONG),
    )
    who_was_told = forms.CharField(label="Who was told, and when?", max_length=2000, widget=forms.Textarea(attrs=LONG))

    def clean(self):
        given = super().clean()
        began, stopped, found = (given.get(name) for name in ("began_on", "stopped_on", "found_on"))
        for name, day in (("began_on", began), ("stopped_on", stopped), ("found_on", found)):
            if day and day > clock.today():
                self.add_error(name, "This day is in the future.")
        if began and stopped and stopped < began:
            self.add_error("stopped_on", "The last day cannot come before the first.")
        if began and found and found < began:
            self.add_error("found_on", "It cannot be found before it happened.")
        return given


@asks("incident.close")
class WhatWasLearnt(Questions):
    """What will be done differently, so that it does not happen again."""

    learnt = forms.CharField(
        label="What was learnt, and what is done differently now?",
        help_text="It stays in the record with the incident for good.",
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
