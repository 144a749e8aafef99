"""What is asked for a spot check of the record."""

from django import forms

from hiring.questions import Questions
from workflows.registry import asks

USUAL, MOST = 10, 50


class Draw(Questions):
    """Which schools, and how many people."""

    school = forms.ChoiceField(label="School", required=False)
    size = forms.IntegerField(
        label="How many people?",
        min_value=1,
        max_value=MOST,
        initial=USUAL,
        help_text="Ten is usual for a month. They are drawn by chance from everybody at work.",
        error_messages={
            "required": "Enter how many people.",
            "invalid": "Enter a number, such as 10.",
            "min_value": "Draw at least 1 person.",
            "max_value": f"Draw at most {MOST} people at a time.",
        },
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "govuk-input--width-3"}),
    )

    def __init__(self, *args, schools, **kwargs):
        super().__init__(*args, **kwargs)
        every = [("", "Every school")] if len(schools) > 1 else []
        self.schools = schools
        self.fields["school"].choices = [*every, *[(school.slug, school.name) for school in schools]]

    @property
    def chosen(self):
        """The schools to draw from."""
        wanted = self.cleaned_data["school"]
        return [school for school in self.schools if not wanted or school.slug == wanted]


@asks("look.differ")
class WhatDiffers(Questions):
    """What the evidence does not bear out."""

    note = forms.CharField(
        label="What differs?",
        help_text="Which check, what the record says and what you saw. Never what a certificate says.",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Say what differs."},
    )


@asks("review.sign_off")
class WhatItCameTo(Questions):
    """The conclusion, in the signer's words."""

    conclusion = forms.CharField(
        label="What did the spot check come to?",
        help_text="What agreed, what differed, and what was done about it.",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": "Say what it came to."},
    )
