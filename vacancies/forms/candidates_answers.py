"""An answer to one evidence question, of 250 words at most."""

from django import forms

from hiring.questions import Questions

WORDS = 250


def words_in(text):
    return len(text.split())


class AnswerForm(Questions):
    def __init__(self, data=None, *, criterion, **kwargs):
        super().__init__(data, **kwargs)
        self.fields["text"].label = criterion.question
        self.fields["text"].help_text = f"{WORDS} words at most. {criterion.hint}".strip()

    text = forms.CharField(
        max_length=20000,
        widget=forms.Textarea(attrs={"rows": 12}),
        error_messages={"required": "Write your answer, or go back and come to it later."},
    )

    def clean_text(self):
        text = self.cleaned_data["text"]
        if words_in(text) > WORDS:
            raise forms.ValidationError(f"Shorten your answer to {WORDS} words. You have {words_in(text)}.")
        return text
