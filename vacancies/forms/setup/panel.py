"""Who sits on the panel."""

from django import forms

from hiring.days import DayField
from hiring.models import User
from hiring.questions import Questions


class PanelForm(Questions):
    """Add somebody to the panel."""

    user = forms.ModelChoiceField(User.objects.none(), label="Person", empty_label="Choose a person")
    is_chair = forms.BooleanField(label="Chairs the panel", required=False)
    trained_on = DayField(label="Safer recruitment training completed on (leave empty if none)", required=False)

    def __init__(self, *args, vacancy, **kwargs):
        super().__init__(*args, **kwargs)
        self.vacancy = vacancy
        self.fields["user"].queryset = (
            User.objects.filter(
                memberships__trust=vacancy.school.trust, memberships__role__in=["panel_member", "head"]
            )
            .exclude(panel_places__vacancy=vacancy)
            .distinct()
            .order_by("name")
        )
        self.fields["user"].label_from_instance = lambda user: user.name


class InvitedMember(Questions):
    """Somebody the trust has not had on a panel before: a governor, or a head of another trust."""

    prefix = "new"
    name = forms.CharField(label="Their name", max_length=200)
    email = forms.EmailField(
        label="Their e-mail address",
        help_text="When scoring opens they get a link there; they need no password.",
        widget=forms.EmailInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        error_messages={
            "required": "Enter an e-mail address like name@example.org.",
            "invalid": "Enter an e-mail address like name@example.org.",
        },
    )
    is_chair = forms.BooleanField(label="Chairs the panel", required=False)
    trained_on = DayField(label="Safer recruitment training completed on (leave empty if none)", required=False)
