"""The first page of a vacancy."""

from django import forms

from hiring.models import School
from hiring.permissions import HR
from hiring.questions import Questions
from vacancies.models import Vacancy


class NewVacancy(Questions):
    """The least that must be known to begin."""

    school = forms.ModelChoiceField(School.objects.none(), label="School", empty_label="Choose a school")
    reference = forms.RegexField(
        r"^[A-Z]{3}-\d{4}$",
        label="Reference",
        help_text="Three letters and four figures, such as REY-0146.",
        error_messages={"invalid": "Enter three capital letters, a dash and four figures, like REY-0146."},
        widget=forms.TextInput(attrs={"class": "govuk-input--width-10"}),
    )
    title = forms.CharField(label="Job title", max_length=200)

    def __init__(self, *args, by, **kwargs):
        super().__init__(*args, **kwargs)
        schools = [school.pk for school in School.objects.visible_to(by) if by.roles_at(school) & HR]
        self.fields["school"].queryset = School.objects.filter(pk__in=schools)

    def clean_reference(self):
        reference = self.cleaned_data["reference"]
        if Vacancy.objects.filter(reference=reference).exists():
            raise forms.ValidationError("This reference is taken. Use the next number.")
        return reference
