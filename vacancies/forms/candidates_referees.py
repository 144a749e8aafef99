"""Who can speak for the candidate, starting from where they say they worked."""

from django import forms

from checks.models import RefereeRequest
from checks.referees import KIN
from vacancies.models import Referee


class RefereeForm(forms.ModelForm):
    use_required_attribute = False

    class Meta:
        model = Referee
        fields = ["history", "name", "organisation", "position", "relationship", "email", "phone", "may_contact"]
        widgets = {"may_contact": forms.RadioSelect, "history": forms.RadioSelect}
        labels = {
            "history": "Where did you know them?",
            "name": "Their name",
            "organisation": "Their organisation",
            "position": "Their job",
            "relationship": "How they know you",
            "email": "Their e-mail address",
            "phone": "Their phone number, if you have it",
            "may_contact": "When may we contact them?",
        }
        help_texts = {
            "position": "If it is a school, give us the headteacher.",
            "relationship": "Such as: they managed me for three years. Not family or friends.",
            "email": "Their work address if you can. If it is a private one, we will phone them to check.",
        }
        error_messages = {
            "name": {"required": "Enter your referee’s name."},
            "organisation": {"required": "Enter where your referee works."},
            "position": {"required": "Enter your referee’s job."},
            "relationship": {"required": "Say how they know you."},
            "email": {
                "required": "Enter an e-mail address like name@example.org.",
                "invalid": "Enter an e-mail address like name@example.org.",
            },
            "may_contact": {"required": "Choose when we may contact them."},
        }

    def __init__(self, *args, application, places, **kwargs):
        super().__init__(*args, **kwargs)
        self.application = application
        self.fields["may_contact"] = forms.ChoiceField(
            label="When may we contact them?",
            choices=RefereeRequest.MayContact.choices,
            widget=forms.RadioSelect,
            error_messages={"required": "Choose when we may contact them."},
        )
        history = self.fields["history"]
        history.queryset = application.history.all()
        history.choices = [
            *[(entry.pk, f"{entry.title}, {entry.organisation}") for entry in places],
            ("", "Elsewhere"),
        ]

    def clean_relationship(self):
        relationship = self.cleaned_data["relationship"]
        if KIN.search(relationship):
            raise forms.ValidationError("Family and friends cannot be referees. Name somebody you worked for.")
        return relationship

    def clean_email(self):
        email = self.cleaned_data["email"].lower()
        if email == self.application.candidate.email.lower():
            raise forms.ValidationError("This is your own e-mail address. Enter your referee’s.")
        return email

    def clean(self):
        given = super().clean()
        others = [each for each in self.application.referees.all() if each.pk != self.instance.pk]
        email, name = given.get("email", ""), given.get("name", "").strip().lower()
        if any(each.email.lower() == email or (name and each.name.strip().lower() == name) for each in others):
            twice = given.get("name") or email
            self.add_error("name", f"You have given {twice} twice. Add a different second referee.")
        return given
