"""Example questions for the page of parts."""

from django import forms

from hiring.days import DayField
from hiring.questions import Questions


class FilterForm(Questions):
    """Two filters of a list."""

    turn = forms.ChoiceField(label="Whose turn", choices=[("", "Anyone"), ("panel", "The panel")], required=False)


class ExampleForm(Questions):
    """One of each kind of question."""

    name = forms.CharField(label="Full name", help_text="As on the document you will show us.")
    email = forms.EmailField(label="E-mail address")
    number = forms.CharField(
        label="Certificate number",
        widget=forms.TextInput(attrs={"class": "govuk-input--width-10 code"}),
    )
    born_on = DayField(label="Date of birth", help_text="For example, 31 3 1991.")
    result = forms.ChoiceField(
        label="Result",
        choices=[("clear", "Clear"), ("concern", "Concern")],
        widget=forms.RadioSelect,
    )
    seen = forms.MultipleChoiceField(
        label="Documents seen",
        choices=[("passport", "Passport"), ("licence", "Driving licence")],
        widget=forms.CheckboxSelectMultiple,
    )
    school = forms.ChoiceField(label="School", choices=[("r", "Reydon Primary"), ("k", "Kittiwake Academy")])
    note = forms.CharField(label="Note", widget=forms.Textarea(attrs={"rows": 4}), required=False)
    true = forms.BooleanField(label="What I have written is true")


class ScoreForm(Questions):
    """One judgement."""

    score = forms.ChoiceField(
        label="Score", choices=[(0, "None"), (1, "Some"), (2, "Good"), (3, "Strong")], widget=forms.RadioSelect
    )
    reason = forms.CharField(
        label="Reason (needed for 0 and 3)",
        widget=forms.Textarea(attrs={"rows": 2}),
        required=False,
    )
