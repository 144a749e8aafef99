from checks.kinds.base import CLEAR, CONCERN, HEAD, START, TO_DECIDE, WAITING, Kind, Outcome
from checks.kinds.evidence import EvidenceForm

BY_THE_HEAD = ("considered_accept", "considered_reject")


class AgencyCertificateCopy(Kind):
    """The copy we must read when the agency says there is something on the certificate."""

    code = "agency_certificate_copy"
    title = "Copy of the agency worker's certificate"
    why = (
        "The agency says the certificate has something on it, so the headteacher must read it before the person works."
    )
    good_evidence = (
        "The copy from the agency, read by the headteacher and nobody else.",
        "The headteacher's decision in writing, with what was weighed, after talking with the person.",
        "The copy destroyed, and the day.",
    )
    holder = "agency"
    waiting_words = "Waiting for the agency"
    ask_label = "Ask the agency for the copy"
    record_label = "Record the copy"
    blocks = (START,)
    decided_by = HEAD
    verified_by = "The headteacher reads it; nobody else does"
    repeats = "For each assignment."
    kept_for = "The copy is destroyed after the decision. That it was read is kept."
    record_column = "confirmation"
    is_a_letter = True
    holds_certificates = True
    destroys_the_copy = True
    outcomes = {
        "asked": Outcome("Asked for, not here yet", WAITING),
        "received": Outcome("Received, for the headteacher to read", TO_DECIDE),
        "considered_accept": Outcome("Read and accepted by the headteacher in writing, and the copy destroyed", CLEAR),
        "considered_reject": Outcome("Read and not accepted by the headteacher, and the copy destroyed", CONCERN),
    }
    labels = {"source": "Agency, and what it sent", "evidence_on": "Date it was received or read"}
    looked = "Received from"

    class Evidence(EvidenceForm):
        """Whether it has come; never what it says. That it was weighed and destroyed has verbs of its own."""

        def __init__(self, *args, **kwargs):
            super().__init__(*args, **kwargs)
            self.fields["outcome"].choices = [
                each for each in self.fields["outcome"].choices if each[0] not in BY_THE_HEAD
            ]

    def next_step(self, check):
        """The decision first, then the copy goes."""
        decided = check.state == TO_DECIDE and check.holder == "HR"
        return "Destroy the copy, and record the day." if decided else super().next_step(check)
