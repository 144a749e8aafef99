"""What is asked to make an inspection link, and what the inspector types and chooses."""

from django import forms

from checks.forms.exports import EVERY, WHO
from checks.models.inspection import MOST_DAYS
from hiring import clock
from hiring.days import DayField
from hiring.questions import Questions


class InspectionForm(Questions):
    """Who comes, to which schools, for how long."""

    inspector = forms.CharField(
        label="Who is it for?",
        max_length=200,
        help_text="For example: Ofsted, lead inspector. It is shown in the log.",
    )
    schools = forms.MultipleChoiceField(label="Schools they may see", widget=forms.CheckboxSelectMultiple)
    days = forms.TypedChoiceField(
        label="For how long?",
        coerce=int,
        choices=[(number, f"{number} {'day' if number == 1 else 'days'}") for number in range(1, MOST_DAYS + 1)],
        initial=2,
        widget=forms.RadioSelect,
    )
    shows_leavers = forms.BooleanField(label="They may also see those who have left", required=False)

    def __init__(self, *args, schools=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.by_slug = {school.slug: school for school in schools}
        every = [(EVERY, "Every school here")] if len(schools) > 1 else []
        self.fields["schools"].choices = [*every, *[(school.slug, school.name) for school in schools]]

    def chosen(self):
        slugs = self.cleaned_data["schools"]
        named = self.by_slug if EVERY in slugs else slugs
        return {**self.cleaned_data, "schools": [self.by_slug[slug] for slug in named]}


class SpokenCode(Questions):
    """Six digits read out in person."""

    code = forms.CharField(
        label="6-digit code",
        help_text="Whoever made this link reads it out to you.",
        max_length=20,
        widget=forms.TextInput(
            attrs={"autocomplete": "one-time-code", "inputmode": "numeric", "class": "govuk-input--width-5"}
        ),
        error_messages={"required": "Enter the 6-digit code that was read out to you."},
    )

    def clean_code(self):
        return "".join(letter for letter in self.cleaned_data["code"] if letter.isdigit())


class Shown(Questions):
    """Which school, as at which day, and whom."""

    school = forms.ChoiceField(label="School", required=False)
    as_at = DayField(label="As at", required=False, help_text="Leave it empty for today.")
    who = forms.ChoiceField(label="Who", choices=WHO, required=False)

    def __init__(self, *args, inspection, **kwargs):
        super().__init__(*args, **kwargs)
        self.schools = {school.slug: school for school in inspection.schools}
        self.fields["school"].choices = [(slug, school.name) for slug, school in self.schools.items()]
        if not inspection.shows_leavers:
            del self.fields["who"]

    def clean_as_at(self):
        day = self.cleaned_data["as_at"]
        if day and day > clock.today():
            raise forms.ValidationError("The record cannot be shown as at a day that has not come.")
        return day

    @property
    def asked(self):
        """What was asked for; what cannot be shown is asked again, and meanwhile today's record of the first school is."""
        self.is_valid()
        said = getattr(self, "cleaned_data", {})
        first = next(iter(self.schools))
        return {"school": said.get("school") or first, "as_at": said.get("as_at"), "who": said.get("who") or ""}

    @property
    def whom(self):
        """Whom the record is asked for: where leavers are not to be shown, a past day shows nobody who has left since."""
        return self.asked["who"] if "who" in self.fields else "still_here"
