"""The optional questions. Nothing of them is ever saved with an application, so the form has nothing to begin from."""

from django import forms

from hiring.questions import Questions
from vacancies.equality.questions import QUESTIONS


def _field(question):
    return forms.ChoiceField(
        required=False,
        label=question.words,
        help_text=question.hint,
        choices=question.choices,
        widget=forms.RadioSelect,
    )


EqualityForm = type("EqualityForm", (Questions,), {question.key: _field(question) for question in QUESTIONS})
