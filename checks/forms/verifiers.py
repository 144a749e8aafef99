"""Who may verify: whom, what, since when and on what grounds; and when it ends."""

from django import forms

from checks.kinds.authority import IN_THE_REGISTER
from checks.kinds.evidence import day_field
from hiring.days import DayField
from hiring.models import School
from hiring.questions import Questions
from workflows.forms import Reason
from workflows.forms.roles import AN_ADDRESS
from workflows.registry import asks


class VerifierForm(Questions):
    """Somebody else than you, what they may verify by, and what that rests on."""

    name = forms.CharField(label="Their name", max_length=200)
    email = forms.EmailField(
        label="Their work e-mail address",
        help_text="If they have an account, it is the one that is entered. Being here lets nobody sign in.",
        widget=forms.EmailInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        error_messages=AN_ADDRESS,
    )
    authority = forms.ChoiceField(
        label="What may they verify by?",
        choices=[(each.code, each.title) for each in IN_THE_REGISTER.values()],
        widget=forms.RadioSelect,
    )
    school = forms.ModelChoiceField(
        School.objects.none(), label="Where?", required=False, empty_label="The whole trust"
    )
    grounds = forms.CharField(
        label="What does it rest on?",
        max_length=200,
        help_text="Who trained them and in what, under which organisation they are registered, or who named them.",
    )
    grounds_on = day_field("Date of that training, registration or acceptance of terms")
    from_on = DayField(label="First day they may verify by it", help_text="Not before that date.")
    until_on = DayField(
        label="Last day, if it ends by itself",
        required=False,
        help_text="The children’s barred list service: a year after the terms were accepted, at most.",
    )

    def __init__(self, *args, trust, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["school"].queryset = trust.schools.all()

    def clean_email(self):
        return self.cleaned_data["email"].lower()


@asks("verifier.end")
class WhenItEnds(Reason):
    """The last day it holds, and why. What they looked at until then stays as it was."""

    ended_on = day_field("Last day they may verify by it", missing="Enter the last day")
    field_order = ("ended_on", "reason")
