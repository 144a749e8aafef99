"""Another referee: whom the candidate names, and what HR finds out before that person is asked."""

from types import SimpleNamespace

from django import forms

from checks.forms.referees import AN_ADDRESS, ConfirmContact, long_words, one_of
from checks.models.employer import Employer
from checks.models.reference import RefereeRequest
from hiring.questions import Questions
from workflows.registry import asks

MAY = RefereeRequest.MayContact
WHEN = [(MAY.ANY_TIME, "Any time"), (MAY.TELL_ME_FIRST, "Tell me first"), (MAY.AFTER_OFFER, "Only after an offer")]


def line(label, missing, *, help_text="", **widget):
    return forms.CharField(
        label=label,
        max_length=200,
        help_text=help_text,
        error_messages={"required": missing},
        widget=forms.TextInput(attrs={"autocomplete": "off", **widget}),
    )


@asks("check.name_another")
class NameAnother(Questions):
    """Somebody senior where they worked, and when we may write. Asked of the candidate in the words of the application form."""

    name = line("Their name", "Enter your referee’s name.")
    organisation = line("Their organisation", "Enter where your referee works.")
    position = line("Their job", "Enter your referee’s job.", help_text="If it is a school, give us the headteacher.")
    relationship = line(
        "How they know you",
        "Say how they know you.",
        help_text="Such as: they managed me for three years. Not family or friends.",
    )
    speaks_for = forms.ModelChoiceField(
        label="Which of your jobs can they speak for?",
        queryset=Employer.objects.none(),
        required=False,
        blank=True,
        empty_label="Another job",
        widget=forms.RadioSelect,
    )
    email = forms.EmailField(
        label="Their e-mail address",
        help_text="Their work address if you can. If it is a private one, we will phone them to check.",
        widget=forms.EmailInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        error_messages={"required": AN_ADDRESS, "invalid": AN_ADDRESS},
    )
    phone = forms.CharField(label="Their phone number, if you have it", max_length=30, required=False)
    may_contact = one_of("When may we contact them?", MAY.choices, "Choose when we may contact them.")

    def __init__(self, *args, record=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.person = record.clearance.person if record else None
        self.fields["may_contact"].widget.choices = WHEN[:2] if record and record.clearance.offer_made_at else WHEN
        if record:
            self.fields["speaks_for"].queryset = Employer.objects.filter(clearance=record.clearance_id)

    def clean_email(self):
        email = self.cleaned_data["email"].lower()
        if self.person is not None and email == self.person.email.lower():
            raise forms.ValidationError("This is your own e-mail address. Enter your referee’s.")
        return email


@asks("check.take_named")
class TakeNamed(ConfirmContact):
    """Where we found, ourselves, that the address they gave is this person's."""

    def __init__(self, *args, record=None, **kwargs):
        super().__init__(*args, record=record, **kwargs)
        named = self.referee.named if self.referee else {}
        self.referee = SimpleNamespace(**named) if named else None
        if named:
            self.fields["source"].label = f"Where did you find {named['email']} of {named['name']} yourself?"


@asks("check.turn_down_named")
class TurnDownNamed(Questions):
    """Why not, in words that the candidate is told."""

    reason = long_words(
        "Why can they not be the referee?",
        "Say why they cannot be the referee.",
        help_text="The candidate is told this, and asked for somebody else.",
        length=500,
    )
