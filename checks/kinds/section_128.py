from checks.kinds.authority import IDENTITY, TEACHERS_RECORD
from checks.kinds.base import CLEAR, CONCERN, HEAD, OFFERED, Kind, Outcome
from checks.kinds.evidence import EvidenceForm, birthday_field, choice_field, every_name

READ_ON = [
    ("dfe_list", "The Department for Education's list"),
    ("certificate", "The enhanced certificate, applied for with the independent-school wording"),
]


class Section128(Kind):
    """Whether the Secretary of State has barred the person from managing or governing such a school."""

    code = "section_128"
    title = "Section 128 direction"
    why = "The post takes part in managing or governing a school, and nobody under such a direction may."
    good_evidence = (
        "The Department for Education's list, searched under every name.",
        "Or the certificate, if its position says Child Workforce Independent School and you have seen the original.",
        "Again when somebody already here is promoted into management.",
    )
    ask_label = record_label = "Record the search"
    earliest_stage = OFFERED
    stage_source = "Education and Skills Act 2008, section 128"
    decided_by = HEAD
    verified_by = "A registered user of Check a teacher’s record; on a certificate, somebody trained to see it"
    authorities = (TEACHERS_RECORD, IDENTITY)
    is_a_search = True
    repeats = "On entering management or governance, and on promotion into it."
    kept_for = "The result and its date."
    record_column = "section_128"
    bars = ("listed",)
    two_people = True
    looked = "Searched"
    outcomes = {
        "not_listed": Outcome("No match", CLEAR),
        "listed": Outcome("Listed: may not manage or govern", CONCERN),
    }
    labels = {"evidence_on": "Date you searched"}

    class Evidence(EvidenceForm):
        """Which of the two sources was read; the list shows namesakes, whom a date of birth tells apart."""

        read_on = choice_field("Which source did you read?", READ_ON, missing="Select the source")
        born_on = birthday_field("Date of birth searched for, on the list", required=False)
        every_name = every_name()

        def clean(self):
            given = super().clean()
            if given.get("read_on") == "dfe_list" and not given.get("born_on") and "born_on" not in self.errors:
                self.add_error("born_on", "Enter the date of birth you searched for")
            return given

    def authority_for(self, evidence):
        """The list is searched by whoever is registered, the certificate read by whoever is trained to see one."""
        return IDENTITY if evidence.get("read_on") == "certificate" else super().authority_for(evidence)
