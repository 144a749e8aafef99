"""The post: its hours and its pay."""

from django import forms

from hiring.days import DayField
from vacancies.forms.setup.parts import NARROW, POUNDS, Part
from vacancies.models import Vacancy


class PostForm(Part):
    """The post, its hours and its pay."""

    starts_on = DayField(label="Start date", required=False)

    class Meta:
        model = Vacancy
        fields = [
            "title", "summary", "duties", "grade", "point_from", "point_to", "salary_from", "salary_to", "hours", "weeks",
            "contract", "posts", "starts_on", "contact",
        ]  # fmt: skip
        labels = {
            "title": "Job title",
            "summary": "The post in two sentences",
            "duties": "Duties",
            "point_from": "Lowest pay point",
            "point_to": "Highest pay point",
            "salary_from": "Lowest actual salary, £ a year",
            "salary_to": "Highest actual salary, £ a year",
            "hours": "Hours a week",
            "weeks": "Weeks a year",
            "posts": "How many people are wanted",
            "contact": "Who candidates may ask",
        }
        widgets = {
            "summary": forms.Textarea(attrs={"rows": 3}),
            "duties": forms.Textarea(attrs={"rows": 8}),
            "hours": forms.TextInput(attrs=NARROW),
            "weeks": forms.TextInput(attrs=NARROW),
            "posts": forms.TextInput(attrs=NARROW),
            "point_from": forms.TextInput(attrs=NARROW),
            "point_to": forms.TextInput(attrs=NARROW),
            "salary_from": forms.TextInput(attrs=POUNDS),
            "salary_to": forms.TextInput(attrs=POUNDS),
        }
        help_texts = {"duties": "One on each line.", "contact": "A name and a phone number."}

    def clean(self):
        given = super().clean()
        for low, high in (("point_from", "point_to"), ("salary_from", "salary_to")):
            if given.get(low) and given.get(high) and given[low] > given[high]:
                self.add_error(high, "The highest must not be below the lowest.")
        return given
