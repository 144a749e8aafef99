"""The sections of the application form that are answered once: each fills the fields of the same name."""

from django import forms

from hiring.questions import Questions
from vacancies.models import Application, Qualification


class Section(Questions):
    """One page of the form. While it is typed, what is right so far can be kept."""

    def __init__(self, data=None, *, application, **kwargs):
        self.application = application
        super().__init__(data, initial=self.starting_from(application), **kwargs)

    def starting_from(self, application):
        return {name: getattr(application, name) for name in self.base_fields if hasattr(application, name)}

    def facts(self):
        """What was answered well enough to keep, by the application's own field names."""
        return {name: value for name, value in self.cleaned_data.items() if hasattr(self.application, name)}

    @property
    def only_unfinished(self):
        """Whether nothing is wrong except that some questions are still empty."""
        return all(error.code == "required" for errors in self.errors.as_data().values() for error in errors)


class DetailsForm(Section):
    full_name = forms.CharField(
        max_length=200,
        label="Full name",
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": "Enter your full name."},
    )
    former_names = forms.CharField(
        max_length=300,
        required=False,
        label="Any names you used before",
        help_text="For checks later on. Leave empty if there are none.",
    )
    phone = forms.CharField(
        max_length=30,
        label="Phone number",
        widget=forms.TextInput(attrs={"autocomplete": "tel", "inputmode": "tel", "class": "govuk-input--width-20"}),
        error_messages={"required": "Enter a phone number we can call, like 01632 960142."},
    )
    address = forms.CharField(
        label="Address",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 4, "autocomplete": "street-address"}),
        error_messages={"required": "Enter your address."},
    )

    def clean_phone(self):
        phone = self.cleaned_data["phone"]
        if sum(letter.isdigit() for letter in phone) < 10 or any(letter.isalpha() for letter in phone):
            raise forms.ValidationError("Enter a phone number we can call, like 01632 960142.")
        return phone


class RightToWorkForm(Section):
    right_to_work = forms.ChoiceField(
        label="Do you have the right to work in the UK?",
        help_text="We ask everybody the same question. If we offer you the job we will ask to see the proof.",
        choices=Application._meta.get_field("right_to_work").choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Say whether you have the right to work in the UK."},
    )


class AdjustmentsForm(Section):
    adjustments = forms.CharField(
        required=False,
        max_length=2000,
        label="Is there anything we can change so that applying or the interview is fair to you?",
        help_text="Such as a room without stairs, questions in writing, more time, or a day you cannot come. "
        "You do not need to say why. The people who score do not see this.",
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    disability_confident = forms.BooleanField(
        required=False,
        label="I have a disability and want to be interviewed if I meet the essentials",
        help_text="The Disability Confident scheme. Only HR sees this.",
    )


class QualificationForm(forms.ModelForm):
    use_required_attribute = False
    year = forms.IntegerField(
        required=False,
        min_value=1940,
        max_value=2100,
        label="Year you got it",
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "govuk-input--width-4"}),
        error_messages=dict.fromkeys(
            ["invalid", "min_value", "max_value"], "Enter the year in four figures, like 2014."
        ),
    )

    class Meta:
        model = Qualification
        fields = ["title", "awarded_by", "grade", "year"]
        labels = {
            "title": "Qualification or training",
            "awarded_by": "School, college or awarding body",
            "grade": "Grade or level, if any",
        }
        error_messages = {"title": {"required": "Enter the qualification or training."}}


class DeclarationsForm(Section):
    related = forms.ChoiceField(
        label="Are you related to, or close to, anybody who works for the school or the trust, or a governor?",
        choices=[("no", "No"), ("yes", "Yes")],
        widget=forms.RadioSelect(attrs={"class": "govuk-radios--inline"}),
        error_messages={"required": "Select yes or no."},
    )
    related_to = forms.CharField(
        required=False, max_length=300, label="If yes, who are they, and how do you know them?"
    )
    signed_name = forms.CharField(
        max_length=200,
        label="Type your full name to sign",
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": "Sign the declaration with your full name."},
    )

    def starting_from(self, application):
        answered = {"related": "yes" if application.related_to else "no"} if application.signed_name else {}
        return super().starting_from(application) | answered

    def clean(self):
        given = super().clean()
        if given.get("related") == "yes" and not given.get("related_to"):
            self.add_error("related_to", "Say who they are and how you know them.")
        if given.get("related") == "no":
            given["related_to"] = ""
        return given


class WithdrawForm(Questions):
    reason = forms.CharField(
        required=False,
        max_length=500,
        label="Why? You do not have to say",
        widget=forms.Textarea(attrs={"rows": 3}),
    )
