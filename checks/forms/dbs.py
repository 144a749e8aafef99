"""What is asked for a start before the certificate, for a decision on its content, and for a look at the Update Service."""

from django import forms

from checks.early_starts import WorksAt
from checks.kinds import kind
from checks.kinds.evidence import birthday_field, text_field
from checks.models.content_decision import FACTORS
from hiring import clock
from hiring.days import DayField
from hiring.models import User
from hiring.questions import Questions
from workflows.registry import asks

YES_NO = [("yes", "Yes"), ("no", "No")]


def paragraph(label, help_text, missing):
    return forms.CharField(
        label=label,
        help_text=help_text,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": missing},
    )


def who_could_supervise(clearance):
    """Everybody who works at this school, less the person; nobody who is away from work, or under an early start themselves."""
    at_the_school = User.objects.filter(is_active=True).exclude(pk=clearance.person_id)
    by_role = at_the_school.filter(memberships__school=clearance.school)
    by_file = at_the_school.filter(clearances__school=clearance.school, clearances__state="relied_on")
    return (by_role | by_file).filter(WorksAt("pk", clearance.school_id)).distinct().order_by("name", "pk")


@asks("earlystart.propose")
class Safeguards(Questions):
    """The written assessment: what they do, what could go wrong, who watches, until when."""

    starts_on = DayField(label="First day", error_messages={"required": "Enter the first day."})
    review_on = DayField(
        label="Day to look at the safeguards again",
        error_messages={"required": "Enter the day to look at the safeguards again."},
    )
    duties = paragraph(
        "What will they do, and what will they not do yet?",
        "For example: small groups in the hall; no trips, no intimate care, no keys.",
        "Say what they will do and what not.",
    )
    risks = paragraph("What could go wrong, and for whom?", "", "Say what could go wrong.")
    safeguards = paragraph(
        "How are they supervised, every hour?",
        "Say what happens when the supervisor is away.",
        "Say how they are supervised.",
    )
    supervisor = forms.ModelChoiceField(
        label="Who supervises them?",
        queryset=User.objects.none(),
        empty_label="Choose somebody",
        help_text="Somebody who works at this school. If they leave, the early start ends at once.",
        error_messages={
            "required": "Choose who supervises them.",
            "invalid_choice": "Choose somebody at this school.",
        },
    )
    never_alone = forms.ChoiceField(
        label="Are they kept from being alone with pupils, always?",
        choices=YES_NO,
        widget=forms.RadioSelect,
        error_messages={"required": "Select yes or no."},
    )

    def __init__(self, *args, record=None, clearance=None, **kwargs):
        clearance = clearance or record.clearance
        days = clearance.school.trust.early_start_review_days
        super().__init__(*args, **kwargs)
        self.fields["supervisor"].queryset = who_could_supervise(clearance)
        self.fields["review_on"].help_text = f"Within {days} days of the first day."

    def clean_never_alone(self):
        if self.cleaned_data["never_alone"] == "no":
            raise forms.ValidationError(
                "Nobody starts before their certificate and is alone with pupils. Wait for it."
            )
        return True


@asks("earlystart.approve")
class WhyItIsSafe(Questions):
    """The head takes it on, in their own words."""

    reason = paragraph(
        "Why are you content?",
        "You answer for this until the certificate is seen. Say what you looked at.",
        "Say why you are content.",
    )


@asks("earlystart.renew")
class LookedAgain(Questions):
    """The head has looked again."""

    review_on = DayField(label="Next day to look again", error_messages={"required": "Enter the next day to look."})
    reason = paragraph(
        "What did you see, and why is it still safe?",
        "Speak to the supervisor first, and ask the DBS how the application stands.",
        "Say what you saw.",
    )


@asks("earlystart.revoke")
class WhyStop(Questions):
    """The person stops work as soon as this is sent."""

    reason = paragraph(
        "Why must they stop?",
        "They are stood down at once, and the headteacher, the safeguarding lead and HR are told. Phone the supervisor now.",
        "Say why they must stop.",
    )


@asks("earlystart.withdraw")
class WhyNot(Questions):
    """It is not wanted, or not agreed to."""

    reason = paragraph("Why is it withdrawn?", "The start waits for the certificate.", "Say why it is withdrawn.")


@asks("check.decide_content")
class ContentForm(Questions):
    """G18: what was weighed, when the person was heard, and what was decided. Sealed to the head and the safeguarding lead."""

    decision = forms.ChoiceField(
        label="What have you decided?",
        choices=[("suitable", "Suitable for this post"), ("unsuitable", "Not suitable for this post")],
        widget=forms.RadioSelect,
        error_messages={"required": "Select what you have decided."},
    )
    factors = forms.MultipleChoiceField(
        label="What did you weigh?",
        choices=FACTORS,
        widget=forms.CheckboxSelectMultiple,
        help_text="The guidance asks for all of these.",
        error_messages={"required": "Select everything you weighed."},
    )
    heard_on = DayField(
        label="When did you talk with the person about it?",
        error_messages={"required": "Enter the day you talked with the person."},
    )
    reasons = paragraph(
        "Your reasons",
        "Only headteachers of this school and the safeguarding lead can read this, and it is kept encrypted. Do not copy what the certificate says.",
        "Write down your reasons.",
    )

    def clean_heard_on(self):
        day = self.cleaned_data["heard_on"]
        if day > clock.today():
            raise forms.ValidationError("Talk with the person first. The date must be in the past.")
        return day

    def clean_factors(self):
        if set(self.cleaned_data["factors"]) != {code for code, _ in FACTORS}:
            raise forms.ValidationError("Weigh all of these before you decide.")
        return self.cleaned_data["factors"]


@asks("check.destroy_copy")
class CopyDestroyed(Questions):
    """The day the paper went."""

    destroyed_on = DayField(
        label="Date the copy was destroyed",
        error_messages={"required": "Destroy the copy, and enter the date"},
    )

    def clean_destroyed_on(self):
        day = self.cleaned_data["destroyed_on"]
        if day > clock.today():
            raise forms.ValidationError("Destroy the copy first. The date must be in the past.")
        return day


class LookForm(kind("dbs_update_status").Evidence):
    """The certificate as it was seen, and the two things the service asks to find it. Neither is kept afterwards."""

    surname = text_field("Surname on the certificate", length=100, missing="Enter the surname on the certificate")
    born_on = birthday_field("Date of birth", missing="Enter the date of birth")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.use_required_attribute = False
        for name in ("outcome", "evidence_on", "printed_on", "seen_by_name"):
            del self.fields[name]

    def clean(self):
        """The same rules as for a status looked up by hand: the paper fits, was seen, and the person agrees."""
        self.cleaned_data |= {"outcome": "BLANK_NO_NEW_INFO", "evidence_on": clock.today()}
        return super().clean()
