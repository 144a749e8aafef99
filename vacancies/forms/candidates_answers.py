"""An answer to one evidence question, of 250 words at most. What is longer is kept while it is written, and cannot be sent."""

from django import forms

from hiring.questions import Questions
from vacancies.application_form import MOST_WORDS, too_long


class AnswerForm(Questions):
    draft = ""

    def __init__(self, data=None, *, criterion, **kwargs):
        super().__init__(data, **kwargs)
        self.fields["text"].label = criterion.question
        self.fields["text"].help_text = f"{MOST_WORDS} words at most. {criterion.hint}".strip()

    text = forms.CharField(
        max_length=20000,
        widget=forms.Textarea(attrs={"rows": 12}),
        error_messages={"required": "Write your answer, or go back and come to it later."},
    )

    def clean_text(self):
        self.draft = self.cleaned_data["text"]
        if too_long(self.draft):
            raise forms.ValidationError(too_long(self.draft))
        return self.draft
