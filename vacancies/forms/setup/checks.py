"""What the role does, from which its checks follow."""

from django import forms

from checks.forms.facts.fields import said, yes_no
from hiring.questions import Questions

ACTIVITIES = [
    ("teach_train_instruct", "Teaches, trains or instructs pupils"),
    ("care_supervise", "Cares for or supervises pupils"),
    ("advice_guidance_wellbeing", "Gives advice or guidance on wellbeing"),
    ("drive_children", "Drives pupils"),
    ("personal_care", "Gives personal care"),
    ("health_care", "Gives health care"),
    ("other_school_work", "Other work in school"),
]
ENGAGEMENTS = [
    ("employee", "An employee"),
    ("casual_worker", "A casual worker, called on when needed"),
    ("trainee_salaried", "A trainee teacher on our payroll"),
    ("self_employed", "Somebody who works for themselves, with no agency"),
]
PLAIN = ("engagement", "activities", "contact", "frequency", "teaching_work")
FACTS = {
    "management": "Takes part in managing the school",
    "early_years": "Works with children in reception or below",
    "later_years_childcare": "Works in breakfast or after-school care with children under 8",
    "manages_childcare": "Manages such care",
    "qualification_required": "Needs a particular qualification",
    "qts_required": "Needs qualified teacher status",
}


class ChecksForm(Questions):
    """What the role does; the checks follow from it by the rule table and are never ticked."""

    engagement = forms.ChoiceField(label="They come as", choices=ENGAGEMENTS, widget=forms.RadioSelect)
    activities = forms.MultipleChoiceField(
        label="What the person does", choices=ACTIVITIES, widget=forms.CheckboxSelectMultiple
    )
    contact = forms.ChoiceField(
        label="Contact with pupils",
        choices=[("direct", "Works with them directly"), ("opportunity", "May meet them"), ("none", "None")],
        widget=forms.RadioSelect,
    )
    frequency = forms.ChoiceField(
        label="How often",
        choices=[
            ("frequent", "Every week, or more than 3 days in any 30"),
            ("occasional", "Now and then"),
            ("one_off", "Once"),
        ],
        widget=forms.RadioSelect,
    )
    overnight = yes_no(
        "Are they there at any time between 2am and 6am, with pupils?", help_text="A residential trip, for example."
    )
    teaching_work = forms.ChoiceField(
        label="Teaching work",
        choices=[("yes", "Yes"), ("under_direction", "Only under a teacher’s direction"), ("no", "No")],
        widget=forms.RadioSelect,
    )
    facts = forms.MultipleChoiceField(
        label="Which of these are true of the post?",
        choices=list(FACTS.items()),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args, vacancy, **kwargs):
        self.vacancy = vacancy
        facts = vacancy.role_facts
        initial = {name: facts.get(name) for name in PLAIN}
        initial["overnight"] = said(facts["overnight"]) if "overnight" in facts else None
        super().__init__(*args, initial=initial | {"facts": [name for name in FACTS if facts.get(name)]}, **kwargs)

    def save_part(self):
        given = self.cleaned_data
        self.vacancy.role_facts = {
            "setting": self.vacancy.school.setting,
            "phase": self.vacancy.school.phase,
            "governance_role": None,
            "overnight": given["overnight"] == "yes",
            "supervised": False,
            "paid": True,
            "temporary_or_occasional_service": False,
            "competitive_process": True,
            "starts_before_dbs": False,
            **{name: given[name] for name in PLAIN},
            **{name: name in given["facts"] for name in FACTS},
        }
        self.vacancy.save(update_fields=["role_facts"])
