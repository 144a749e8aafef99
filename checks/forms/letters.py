"""To whom a letter goes that asks for their word."""

from django import forms

from hiring.questions import Questions
from workflows.registry import asks


@asks("check.ask_by_letter")
class WhomToAsk(Questions):
    """The agency, the training provider or the employer, by the name and address we have from them."""

    to_name = forms.CharField(
        label="Who is asked",
        max_length=200,
        help_text="The agency, provider or employer, or somebody there by name.",
        error_messages={"required": "Enter who is asked"},
    )
    to_email = forms.EmailField(
        label="Their e-mail address",
        max_length=254,
        help_text="From their own website or contract. The letter names the person, the post and each check to confirm.",
        error_messages={
            "required": "Enter their e-mail address",
            "invalid": "Enter an e-mail address, like name@agency.example",
        },
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )
