"""One line of the person specification."""

from django import forms

from vacancies.models import Criterion


class CriterionForm(forms.ModelForm):
    """One line of the person specification."""

    use_required_attribute = False
    is_essential = forms.TypedChoiceField(
        label="Essential or desirable",
        choices=[("yes", "Essential"), ("no", "Desirable")],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect(attrs={"class": "govuk-radios--inline"}),
        error_messages={"required": "Select essential or desirable."},
    )
    weight = forms.TypedChoiceField(
        label="Weight",
        choices=[(1, "1"), (2, "2"), (3, "3")],
        coerce=int,
        initial=1,
        widget=forms.RadioSelect(attrs={"class": "govuk-radios--inline"}),
    )

    class Meta:
        model = Criterion
        fields = ["text", "is_essential", "weight", "assessed_by", "question", "hint", "is_trainable"]
        labels = {
            "text": "What is asked for",
            "assessed_by": "Where it is shown",
            "question": "What the application form asks",
            "hint": "What a good answer has",
            "is_trainable": "Training is given after the start if it is not yet held",
        }
        widgets = {"question": forms.Textarea(attrs={"rows": 2}), "assessed_by": forms.RadioSelect}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["assessed_by"].choices = Criterion.AssessedBy.choices
        if self.instance.pk:
            self.initial["is_essential"] = "yes" if self.instance.is_essential else "no"

    def clean(self):
        given = super().clean()
        if given.get("assessed_by") == "application" and not given.get("question"):
            self.add_error("question", "Enter what the form asks, since this is scored from the application.")
        return given
