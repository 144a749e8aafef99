"""How people are chosen by their scores, fixed before anybody has applied."""

from django import forms

from hiring.questions import Questions

MARKS = [("1", "1, says so"), ("2", "2, a clear example"), ("3", "3, a strong example")]


class ChoosingForm(Questions):
    """What an essential needs, and what parts people with equal scores at the line."""

    pass_mark = forms.TypedChoiceField(
        label="Score an essential criterion needs", choices=MARKS, coerce=int, widget=forms.RadioSelect
    )
    tie_order = forms.CharField(
        label="Which criteria part a tie, in order",
        required=False,
        max_length=100,
        help_text="Codes of criteria scored from the application, such as S2, S1. Leave it empty to interview everybody who ties.",
        widget=forms.TextInput(attrs={"class": "govuk-input--width-10", "spellcheck": "false"}),
    )

    def __init__(self, *args, vacancy, **kwargs):
        self.vacancy = vacancy
        initial = {"pass_mark": str(vacancy.pass_mark), "tie_order": ", ".join(vacancy.tie_order)}
        super().__init__(*args, initial=initial, **kwargs)

    def clean_tie_order(self):
        codes = self.cleaned_data["tie_order"].upper().replace(",", " ").split()
        known = [each.code for each in self.vacancy.scored_criteria]
        for code in codes:
            if code not in known:
                raise forms.ValidationError(
                    f"{code} is not scored from the application. Choose from {', '.join(known)}."
                )
        return list(dict.fromkeys(codes))

    def save_part(self):
        self.vacancy.pass_mark = self.cleaned_data["pass_mark"]
        self.vacancy.tie_order = self.cleaned_data["tie_order"]
        self.vacancy.save(update_fields=["pass_mark", "tie_order"])
