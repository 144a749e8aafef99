"""Who is to be what, and why a role ends."""

from django import forms

from hiring.days import DayField
from hiring.models import Role, School
from hiring.questions import Questions
from workflows.forms import Reason

WHAT_IT_DOES = {
    Role.HR_OFFICER: "runs vacancies and keeps the checks",
    Role.HR_MANAGER: "does what HR does, and settles the trust’s own rules",
    Role.HEAD: "offers posts, decides on checks, says that somebody may start",
    Role.PANEL_MEMBER: "scores applications when HR seats them, and sees nothing else",
    Role.SAFEGUARDING_LEAD: "reads checks and decides on concerns",
    Role.APPROVER: "approves the cost of a post",
    Role.AUDITOR: "reads the record and its evidence, changes nothing",
    Role.ADMINISTRATOR: "gives roles, keeps schools and terms; reads no checks",
}
AN_ADDRESS = {
    "required": "Enter an e-mail address like name@example.org.",
    "invalid": "Enter an e-mail address like name@example.org.",
}


class InviteForm(Questions):
    """Let somebody in: who they are, what they do, and where."""

    name = forms.CharField(label="Their name", max_length=200)
    email = forms.EmailField(
        label="Their work e-mail address",
        help_text="The invitation goes there. If they have an account, it is the one that gets the role.",
        widget=forms.EmailInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        error_messages=AN_ADDRESS,
    )
    role = forms.ChoiceField(
        label="What do they do?",
        choices=[(role, f"{role.label}: {words}") for role, words in WHAT_IT_DOES.items()],
        widget=forms.RadioSelect,
    )
    school = forms.ModelChoiceField(
        School.objects.none(),
        label="Where?",
        required=False,
        empty_label="The whole trust",
        help_text="Heads and panel members belong to a school.",
    )
    trained_on = DayField(label="Safer recruitment training completed on (leave empty if none)", required=False)

    def __init__(self, *args, trust, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["school"].queryset = trust.schools.all()

    def clean_email(self):
        return self.cleaned_data["email"].lower()

    def clean(self):
        answers = super().clean()
        if answers.get("role") == Role.PANEL_MEMBER and not answers.get("school"):
            self.add_error("school", "Choose the school whose panels they sit on.")
        return answers


class WhyItEnds(Reason):
    """Why somebody no longer holds a role."""


class WhyAfresh(Reason):
    """How it is known that they themselves lost the phone."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["reason"].label = "What happened, and how do you know that it is they who ask?"
        self.fields["reason"].help_text = "Speak to them in person, or ring a number you have known before."
