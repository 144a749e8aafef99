"""How long referees have, when they are written to, and what is enough trying. The gate says which bounds hold, and why."""

from django import forms

from checks.models.reference_policy import CHOICES
from checks.reference_policy import BOUNDS, LABELS
from workflows.forms import Reason
from workflows.registry import asks

HELP = {
    "answer_in": "Counted from the day our letter goes.",
    "carry_on_after": "School days where they work in a school, else working days.",
    "most_reminders": "After the last one a person phones.",
    "opens": "The hour on a 24-hour clock, on working days.",
    "shuts": "A letter asked for later goes on the next working day.",
    "link_days": "Each letter carries a link of its own. Never over 84.",
    "least_tries": "Letters, reminders and calls on record. Never under 3.",
    "most_moves": "More than these, and HR is asked to look into them.",
    "most_midyear": "No guidance fixes a number. One move may have any reason; several are asked about.",
}
WHOLE = "Enter a whole number"


def whole_field(knob):
    least, most = BOUNDS[knob]
    return forms.IntegerField(
        label=LABELS[knob],
        help_text=f"From {least} to {most}. {HELP[knob]}" if knob in HELP else f"From {least} to {most}.",
        min_value=0,
        max_value=999,
        error_messages={
            "required": f"Enter a number for “{LABELS[knob]}”",
            "invalid": WHOLE,
            "min_value": "Enter 0 or more",
            "max_value": "Enter 999 or less",
        },
    )


@asks("referencepolicy.settle")
class SettleReferences(Reason):
    """The trust's own ladder, hours and tries."""

    remind_after = forms.RegexField(
        r"^\s*\d{1,3}(\s*(,|and|\s)\s*\d{1,3})*\s*$",
        label=LABELS["remind_after"],
        max_length=40,
        help_text="One number for each reminder, such as 3 and 6. School days where they work in a school, else working days.",
        error_messages={"required": "Enter the days, such as 3 and 6", "invalid": "Enter numbers, such as 3 and 6"},
    )
    instead_of = forms.IntegerField(widget=forms.HiddenInput, required=False)

    field_order = [*CHOICES, "reason"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields |= {knob: whole_field(knob) for knob in CHOICES if knob != "remind_after"}
        self.order_fields(self.field_order)
        self.fields["reason"].help_text = "It is kept with the change. Referees already asked keep what held then."

    @staticmethod
    def filled(policy):
        """The answers as they stand, to begin from."""
        days = " and ".join(map(str, policy.remind_after))
        return policy.choices | {"remind_after": days, "instead_of": policy.pk or 0}

    def clean_remind_after(self):
        words = self.cleaned_data["remind_after"].replace(",", " ").replace("and", " ")
        return [int(each) for each in words.split()]

    def details(self):
        """What the verb takes."""
        given = self.cleaned_data
        choices = {knob: given[knob] for knob in CHOICES}
        return {"choices": choices, "instead_of": given["instead_of"] or 0, "reason": given["reason"]}
