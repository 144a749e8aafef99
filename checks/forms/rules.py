"""What the trust asks beyond the rules. The questions are loose on purpose: the gate says what may not be loosened, and why."""

from django import forms

from checks.claims import note
from checks.kinds import KINDS
from checks.protection import MONTHS_TO_DECIDE
from checks.rules.policy import DEFAULTS, strongest
from checks.rules.strengths import MUST
from checks.rules_policy import ADULTS_ONLY, IN_WORDS, LABELS
from hiring.days import DayField
from hiring.questions import Questions
from workflows.forms import Reason
from workflows.registry import asks

YES_NO = [("yes", "Yes"), ("no", "No")]
AS_SAID = {"yes": True, "no": False}
BACK = {True: "yes", False: "no"}
MOST = 99  # months, years or references
A_NUMBER = {"invalid": "Enter a whole number", "min_value": "Enter 0 or more", "max_value": f"Enter {MOST} or less"}


def whole_field(knob, help_text):
    return forms.IntegerField(
        label=LABELS[knob],
        min_value=0,
        max_value=MOST,
        help_text=help_text,
        error_messages={"required": f"Enter a number for “{LABELS[knob]}”"} | A_NUMBER,
    )


def choice_field(knob, choices, help_text=""):
    return forms.TypedChoiceField(
        label=LABELS[knob],
        choices=choices,
        coerce=lambda value: AS_SAID.get(value, value),
        widget=forms.RadioSelect,
        help_text=help_text,
    )


def may_be_a_must():
    """Checks that the table asks for less strongly than the law would."""
    return [(code, KINDS[code].title) for code, strength in strongest().items() if strength != MUST]


@asks("rulespolicy.settle")
class SettleForm(Reason):
    """The trust's own answers, each with what the rules say without them."""

    references_min = whole_field("references_min", "Guidance fixes no number; two is common practice.")
    overseas_months = whole_field(
        "overseas_months", "No act fixes it. Three unless you say otherwise; six is the most in use."
    )
    overseas_years = whole_field(
        "overseas_years", "No act fixes it. Ten unless you say otherwise; five is the least in use."
    )
    overseas_adult_only = choice_field("overseas_adult_only", [("yes", ADULTS_ONLY[True]), ("no", ADULTS_ONLY[False])])
    online_search = choice_field(
        "online_search",
        [(each, IN_WORDS[each]) for each in ("all_shortlisted", "off")],
        "Guidance asks schools to consider it.",
    )
    prohibition_check_for_under_direction = choice_field(
        "prohibition_check_for_under_direction", YES_NO, "The law asks for it only of those who do teaching work."
    )
    retention_unsuccessful_months = whole_field("retention_unsuccessful_months", "")
    probation_months = whole_field(
        "probation_months",
        f"{MONTHS_TO_DECIDE} at most, so that it is decided before the law protects the employment. A change holds for those "
        "who begin later.",
    )
    dbs_again_years = whole_field("dbs_again_years", "0 is never. The law sets no end date: this is your own policy.")
    strength = forms.MultipleChoiceField(
        label=LABELS["strength"],
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="The rules ask for these less strongly. What the law requires is a MUST already.",
    )
    instead_of = forms.IntegerField(widget=forms.HiddenInput, required=False)

    field_order = [*LABELS, "reason"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["strength"].choices = may_be_a_must()
        self.fields["dbs_again_years"].required = self.fields["probation_months"].required = False
        self.fields["retention_unsuccessful_months"].help_text = f"Twelve unless you say otherwise. {note()}"
        self.fields[
            "reason"
        ].help_text = "It is kept with the change. You are then shown the open files that it asks more of."

    def clean_dbs_again_years(self):
        return self.cleaned_data["dbs_again_years"] or 0

    def clean_probation_months(self):
        months = self.cleaned_data["probation_months"]
        return DEFAULTS["probation_months"] if months is None else months

    @staticmethod
    def filled(choices, newest):
        """The answers as they stand, to begin from."""
        standing = DEFAULTS | choices
        said = {knob: BACK[value] if isinstance(value, bool) else value for knob, value in standing.items()}
        return said | {"strength": list(standing["strength"]), "instead_of": newest.pk if newest else 0}

    def details(self):
        """What the verb takes."""
        given = self.cleaned_data
        choices = {knob: given[knob] for knob in LABELS if knob != "strength"}
        if given["strength"]:
            choices["strength"] = dict.fromkeys(given["strength"], MUST)
        return {"choices": choices, "instead_of": given["instead_of"] or 0, "reason": given["reason"]}


class AsAt(Questions):
    """The day whose rules are wanted."""

    on = DayField(label="Which day’s rules?", required=False)
