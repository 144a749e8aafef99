"""The DBS Update Service: what the person is asked on their own page, and what staff say of the paper they saw."""

from django import forms

from checks.guards_subscription import NO_LIST
from checks.kinds.certificates import FITS, LEVELS, MISFITS, WORKFORCES
from checks.kinds.evidence import day_field
from hiring import clock
from hiring.questions import Questions
from workflows.registry import asks

YES_NO = [("yes", "Yes"), ("no", "No")]
SIGN = "Enter your full name to sign it"


def yes_no(label, help_text="", missing="Select yes or no", *, required=True):
    return forms.ChoiceField(
        label=label,
        choices=YES_NO,
        widget=forms.RadioSelect,
        help_text=help_text,
        required=required,
        error_messages={"required": missing},
    )


@asks("clearance.tell_subscription")
class SubscriptionForm(Questions):
    """Whether they subscribe, on what terms, and whether we may look; signed."""

    subscribed = yes_no(
        "Are you on the DBS Update Service?",
        "Only if you subscribed yourself, with a certificate you still have.",
        "Select whether you are on the Update Service",
    )
    free_as_volunteer = yes_no(
        "Is your subscription free because you volunteer?",
        "A free one is not for paid work. Then we apply for a new certificate with you.",
        required=False,
    )
    consents = yes_no(
        "May we look at the status of your certificate?",
        "We see whether anything is new, and nothing else. The service shows you that we looked.",
        required=False,
    )
    signed_name = forms.CharField(
        label="Sign with your full name",
        max_length=200,
        error_messages={"required": SIGN},
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )

    def clean(self):
        given = super().clean()
        if given.get("subscribed") == "yes":
            for name, told in (("free_as_volunteer", "your subscription is free"), ("consents", "we may look")):
                if not given.get(name) and name not in self.errors:
                    self.add_error(name, f"Select whether {told}")
        return given

    def details(self):
        given = self.cleaned_data
        on_it = given["subscribed"] == "yes"
        said = {name: on_it and given.get(name) == "yes" for name in ("free_as_volunteer", "consents")}
        return {"subscribed": on_it, "signed_name": given["signed_name"], **said}


@asks("check.use_update_service")
class PaperSeen(Questions):
    """The original certificate as somebody here saw it; what it says is not asked."""

    original_seen_on = day_field("Date the original was seen", missing="Enter the date you saw the original")
    seen_by_name = forms.CharField(
        label="Who saw it", max_length=200, error_messages={"required": "Enter who saw the original"}
    )
    workforce = forms.ChoiceField(
        label="Workforce",
        choices=WORKFORCES,
        widget=forms.RadioSelect,
        error_messages={"required": "Select the workforce printed on the certificate"},
    )
    level = forms.ChoiceField(
        label="Level",
        choices=LEVELS,
        widget=forms.RadioSelect,
        error_messages={"required": "Select the level printed on the certificate"},
    )
    children_barred_list = yes_no(
        "Does it include the children’s barred list?",
        missing="Select whether the certificate includes the children's barred list",
    )

    def __init__(self, *args, record=None, by=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.record = record
        self.fields["seen_by_name"].initial = getattr(by, "label", "")

    def clean_original_seen_on(self):
        day = self.cleaned_data["original_seen_on"]
        if day > clock.today():
            raise forms.ValidationError("See the original certificate first. The date must be in the past")
        return day

    def clean(self):
        given = super().clean()
        for name, fitting in FITS.items():
            if given.get(name) and given[name] not in fitting:
                self.add_error(name, MISFITS[name])
        in_activity = self.record is not None and self.record.clearance.regulated_activity
        if given.get("children_barred_list") == "no" and in_activity:
            self.add_error("children_barred_list", NO_LIST)
        return given

    def details(self):
        given = self.cleaned_data
        return given | {"children_barred_list": given["children_barred_list"] == "yes"}
