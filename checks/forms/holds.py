"""What is asked when everything on a person is to be held, and when that ends."""

from django import forms

from hiring.questions import Questions
from workflows.registry import asks


@asks("hold.ask_to_end", "hold.keep")
class WhyHold(Questions):
    """Why, for the few who may read it."""

    reason = forms.CharField(
        label="Why?",
        help_text="Name the claim, complaint or investigation. Only those who may place a hold and the auditor read this.",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Say why."},
    )
