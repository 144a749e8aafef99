from django import forms
from django.core.exceptions import ValidationError

from checks.kinds.authority import TEACHERS_RECORD
from checks.kinds.base import CLEAR, CONCERN, HEAD, OFFERED, TO_DECIDE, Kind, Outcome
from checks.kinds.evidence import EvidenceForm, birthday_field, every_name
from checks.kinds.teachers import reference_number

LISTS = [
    ("prohibition", "Prohibition orders"),
    ("interim", "Interim prohibition orders"),
    ("restrictions", "Restrictions and sanctions"),
    ("gtce", "Older General Teaching Council sanctions"),
]


class Prohibition(Kind):
    """Whether the person has been stopped from teaching. A DBS certificate does not say."""

    code = "prohibition"
    title = "Prohibition from teaching"
    why = "The post includes teaching work, and nobody prohibited may do it, whatever the post is called."
    good_evidence = (
        "Check a teacher's record, by teacher reference number, or the lists by name and date of birth.",
        "All the lists, under every name the person has used.",
    )
    ask_label = record_label = "Record the search"
    earliest_stage = OFFERED
    stage_source = "Education Act 2002, section 141B"
    decided_by = HEAD
    is_a_search = True
    verified_by = "A registered user of Check a teacher's record"
    authorities = (TEACHERS_RECORD,)
    repeats = "Once for each appointment, and on a move into teaching work. New orders are not sent to schools."
    kept_for = "The result and its date."
    record_column = "prohibition"
    bars = ("prohibited",)
    two_people = True
    looked = "Searched"
    outcomes = {
        "none_found": Outcome("No match", CLEAR),
        "restriction_found": Outcome("A restriction or sanction is shown", TO_DECIDE),
        "prohibited": Outcome("Prohibited from teaching", CONCERN),
    }
    labels = {"evidence_on": "Date you searched"}

    class Evidence(EvidenceForm):
        """Which lists were read, and under which number."""

        trn = reference_number()
        born_on = birthday_field("Date of birth searched for", missing="Enter the date of birth you searched for")
        every_name = every_name()
        lists = forms.MultipleChoiceField(
            label="Lists you read",
            choices=LISTS,
            widget=forms.CheckboxSelectMultiple,
            error_messages={"required": "Select each list you read"},
        )

        def clean_lists(self):
            """Half a search is not a search."""
            if set(self.cleaned_data["lists"]) != {value for value, _ in LISTS}:
                raise ValidationError("Read all four lists before you record the search")
            return self.cleaned_data["lists"]
