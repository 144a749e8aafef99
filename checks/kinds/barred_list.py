from checks.kinds.authority import IDENTITY
from checks.kinds.base import CLEAR, CONCERN, HEAD, OFFERED, Kind, Outcome
from checks.kinds.certificates import certificate_number, in_words
from checks.kinds.evidence import EvidenceForm


class BarredList(Kind):
    """The line of the enhanced certificate that says whether the person is barred from working with children."""

    code = "barred_list"
    comes_with = "dbs_enhanced"
    title = "Children's barred list"
    why = "The post is regulated activity, and it is an offence to let a barred person do it."
    good_evidence = (
        "The children's barred list line on the original certificate for this application.",
        "The list is asked for inside the application, never on its own.",
    )
    holder = "dbs"
    waiting_words = "Waiting for the DBS"
    ask_label = "Record the DBS application"
    record_label = "Record the barred list result"
    record_column = "barred_list"
    bars = ("barred",)
    two_people = True
    earliest_stage = OFFERED
    stage_source = "Safeguarding Vulnerable Groups Act 2006; KCSIE Part three, level of DBS check"
    decided_by = HEAD
    verified_by = "Whoever sees the original certificate"
    authorities = (IDENTITY,)
    kept_for = "The result line and its date."
    outcomes = {
        "clear": Outcome("No match", CLEAR),
        "barred": Outcome("Barred. Stop, and call the DBS", CONCERN),
    }
    labels = {"source": "Where you read it", "evidence_on": "Date you saw the certificate"}
    candidate_sentence = "This comes with your DBS certificate. There is nothing more for you to do."

    class Evidence(EvidenceForm):
        """The result line, and which certificate it stands on."""

        certificate_number = certificate_number(required=True)

    def looked_at(self, evidence):
        """Which certificate the line was read on."""
        return f"Read the children's barred list line on {in_words(evidence)}"
