"""The trust, its schools and their days, as an administrator writes them."""

from django import forms

from hiring.days import DayField
from hiring.models import School, Trust
from hiring.questions import Questions, missing


class InOurWords:
    """A form of a record whose refusals name the question."""

    use_required_attribute = False

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.error_messages = {**field.error_messages, "required": missing(field)}

    def _get_validation_exclusions(self):
        return {field.name for field in self._meta.model._meta.fields}  # the guards say what is wrong

    def validate_constraints(self):
        """The guards say that too."""


class TrustForm(InOurWords, forms.ModelForm):
    """What the trust is called, and where it is reached."""

    class Meta:
        model = Trust
        fields = ["name", "phone"]
        labels = {"name": "Name of the trust", "phone": "Phone number for candidates and referees"}


class SchoolForm(InOurWords, forms.ModelForm):
    """One school, as the register of schools (GIAS) has it."""

    class Meta:
        model = School
        fields = [
            "name",
            "urn",
            "hub",
            "phase",
            "age_from",
            "age_to",
            "has_nursery",
            "has_reception",
            "has_wraparound",
        ]
        labels = {
            "name": "Name of the school",
            "hub": "Hub or area",
            "age_from": "Youngest age",
            "age_to": "Oldest age",
            "has_nursery": "It has a nursery",
            "has_reception": "It has a reception class",
            "has_wraparound": "It runs breakfast or after-school care itself",
        }
        widgets = {
            "phase": forms.RadioSelect,
            "urn": forms.TextInput(attrs={"inputmode": "numeric", "class": "govuk-input--width-10"}),
            "age_from": forms.TextInput(attrs={"inputmode": "numeric", "class": "govuk-input--width-2"}),
            "age_to": forms.TextInput(attrs={"inputmode": "numeric", "class": "govuk-input--width-2"}),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["phase"].choices = School.Phase.choices


class TermForm(Questions):
    """A term of one school."""

    name = forms.CharField(label="Name of the term", max_length=50, help_text="Such as: Autumn term 2026.")
    starts_on = DayField(label="First day")
    ends_on = DayField(label="Last day")


class ClosureForm(Questions):
    """A day in term on which a school is closed."""

    day_on = DayField(label="Which day?")
    reason = forms.CharField(label="Why?", max_length=100, help_text="Such as: inset day.")
