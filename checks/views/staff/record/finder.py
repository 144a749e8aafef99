"""Which rows of the record to show, as the address says it."""

from django import forms

from checks.record.columns import COLUMNS
from checks.record.kinds_of_person import KINDS_OF_PERSON
from checks.views.staff.record.around import address
from hiring import clock
from hiring.questions import Questions
from hiring.templatetags.dates import fullday

GAPS = {"some": "With gaps", "none": "Without gaps", "exception": "Under an exception"}
STATES = {"missing": "Missing", "date": "A date", "exception": "Exception", "not_needed": "Not needed"}
DAYS = {"30": "30 days", "90": "90 days", "365": "a year"}
WHO = {"leavers": "Those who have left"}


class Narrow(Questions):
    """School and column."""

    school = forms.ChoiceField(label="School", required=False)
    column = forms.ChoiceField(
        label="Column", required=False, choices=[("", "Any"), *[(each.code, each.title) for each in COLUMNS]]
    )

    def __init__(self, *args, schools, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["school"].choices = [("", "Every school"), *[(school.slug, school.name) for school in schools]]

    @property
    def asked(self):
        """What was asked for, as the address says it; a value nobody offered asks for nothing."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}

    def bar(self, count):
        """The filters in use, each with the address that lets it go."""
        asked = self.asked
        active = [
            {"label": self.words(name, value), "url": address(asked, **{name: ""})} for name, value in asked.items()
        ]
        return {"form": self, "active": active, "clear_url": "?" if len(active) > 1 else "", "count": count}

    def words(self, name, value):
        return dict(getattr(self.fields[name], "choices", ())).get(value, f"Search: {value}")


class Within(Narrow):
    """School, and how far ahead to look."""

    column = None
    days = forms.ChoiceField(label="Due again within", required=False, choices=[("", "60 days"), *DAYS.items()])


class Finder(Narrow):
    """School, kind of person, gaps, column, name, first day, leavers, and a past day."""

    q = forms.CharField(label="Name or post", required=False, max_length=60)
    kind = forms.ChoiceField(
        label="Kind of person", required=False, choices=[("", "Everybody"), *KINDS_OF_PERSON.items()]
    )
    gaps = forms.ChoiceField(label="Gaps", required=False, choices=[("", "With or without"), *GAPS.items()])
    state = forms.ChoiceField(label="Says", required=False, choices=[("", "Missing"), *list(STATES.items())[1:]])
    who = forms.ChoiceField(label="At work or left", required=False, choices=[("", "Those at work"), *WHO.items()])
    since = forms.DateField(
        label="Started since",
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": "Enter a real date"},
    )
    on = forms.DateField(
        label="As it stood at the end of this day",
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text="Leave it empty for the record as it is now.",
        error_messages={"invalid": "Enter a real date"},
    )

    field_order = ("q", "school", "kind", "gaps", "column", "state", "since", "who", "on")

    def clean_on(self):
        on = self.cleaned_data["on"]
        if on and on > clock.today():
            raise forms.ValidationError("That day has not come yet. This is the record as it is now")
        return on

    @property
    def asked(self):
        given = super().asked
        if "column" not in given:
            given.pop("state", None)
        if not self.day:
            given.pop("on", None)
        days = {"on": self.day, "since": given.get("since")}
        return given | {name: day.isoformat() for name, day in days.items() if day}

    @property
    def day(self):
        """A past day, or None for now: tomorrow's record cannot be known."""
        self.is_valid()
        on = self.cleaned_data.get("on")
        return on if on and on < clock.today() else None

    @property
    def filters(self):
        return {name: value for name, value in self.asked.items() if name not in {"school", "on"}}

    def words(self, name, value):
        if name == "on":
            return f"As on {fullday(self.day)}"
        if name == "since":
            return f"Started since {fullday(self.cleaned_data['since'])}"
        return super().words(name, value)
