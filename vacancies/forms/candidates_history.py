"""Work, study and everything between, by the month; and what a gap was."""

from django import forms

from hiring.questions import Questions
from vacancies.forms.months_asked import MONTHS, MonthField
from vacancies.models import GapExplanation, HistoryEntry
from vacancies.models.answers import is_abroad


class EducationEndedForm(Questions):
    always = forms.BooleanField(required=False, label="I am still in full-time education")
    education_ended = MonthField(
        required=False,
        label="When did you leave full-time education?",
        help_text="School, college or university, the last time. For example, 6 2015.",
    )

    def clean(self):
        given = super().clean()
        if not given.get("always") and not given.get("education_ended") and "education_ended" not in self.errors:
            self.add_error("education_ended", "Enter the month and the year, like 3 2024.")
        return given


class HistoryEntryForm(forms.ModelForm):
    use_required_attribute = False
    from_month = MonthField(label="From")
    to_month = MonthField(required=False, label="To")
    still = forms.BooleanField(required=False, label="I am still here")

    class Meta:
        model = HistoryEntry
        fields = [
            "kind",
            "title",
            "organisation",
            "country",
            "from_month",
            "to_month",
            "still",
            "with_children",
            "taught",
            "reason_for_leaving",
        ]
        widgets = {
            "kind": forms.RadioSelect,
            "taught": forms.RadioSelect,
            "country": forms.TextInput(attrs={"autocomplete": "country-name"}),
        }
        labels = {
            "kind": "What was it?",
            "title": "Job, course or what you did",
            "organisation": "Employer, college or organisation",
            "country": "Country",
            "with_children": "I was with children or young people",
            "taught": "If it was outside the UK, did you teach there?",
            "reason_for_leaving": "Why you left",
        }
        help_texts = {
            "taught": "Whatever the job was called: planned, gave, marked or reported on lessons.",
            "organisation": "If you worked for yourself, write self-employed.",
            "reason_for_leaving": "Leave empty if you are still here.",
        }
        error_messages = {
            "title": {"required": "Enter the job, course or what you did."},
            "kind": {"required": "Choose what it was."},
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = HistoryEntry.Kind.choices
        self.fields["taught"].choices = HistoryEntry.Taught.choices
        self.initial["still"] = bool(self.instance.pk and not self.instance.to_month)

    def clean(self):
        given = super().clean()
        if given.get("still"):
            given["to_month"] = ""
        elif not given.get("to_month") and "to_month" not in self.errors:
            self.add_error("to_month", "Enter the month it ended, or tick “I am still here”.")
        starts, ends = given.get("from_month"), given.get("to_month")
        if starts and ends and ends < starts:
            self.add_error("to_month", f"The end must be after the start, {month_in_words(starts)}.")
        if given.get("kind") in {"work", "voluntary", "study"} and not given.get("organisation"):
            self.add_error("organisation", "Enter the employer, college or organisation.")
        if not is_abroad(given.get("country", "")):
            given["taught"] = ""
        elif not given.get("taught") and "taught" not in self.errors:
            self.add_error("taught", f"Say whether you taught in {given['country']}.")
        return given


class GapForm(forms.ModelForm):
    use_required_attribute = False

    class Meta:
        model = GapExplanation
        fields = ["why", "text"]
        widgets = {"why": forms.RadioSelect}
        labels = {"why": "What were you doing?", "text": "Anything you want to add"}
        error_messages = {
            "why": {"required": "Choose what you were doing, or say you would rather explain in person."}
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["why"].choices = GapExplanation.Why.choices


def month_in_words(text):
    """March 2024, from `2024-03`."""
    year, month = text.split("-")
    return f"{MONTHS[int(month) - 1]} {year}"
