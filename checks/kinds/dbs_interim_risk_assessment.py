import datetime as dt

from checks.kinds import words
from checks.kinds.authority import HEADTEACHER
from checks.kinds.base import CLEAR, CONCERN, HEAD, OFFERED, START, Kind, Outcome
from checks.kinds.evidence import EvidenceForm, day_field, text_field, yes_no_field

LONGEST = dt.timedelta(days=28)


class InterimAssessment(Kind):
    """The head's written safeguards for somebody who starts before the certificate is seen."""

    code = "dbs_interim_risk_assessment"
    title = "Risk assessment until the certificate is seen"
    why = "They would start before the certificate, so somebody must be named to keep watch until it comes."
    good_evidence = (
        "A written assessment signed by the headteacher, not by whoever asked for the early start.",
        "A named supervisor, no time alone with pupils, and a date to look again.",
    )
    holder = "head"
    waiting_words = "Waiting for the headteacher"
    ask_label = record_label = "Record the assessment"
    earliest_stage = OFFERED
    stage_source = "KCSIE Part three, starting before the certificate"
    blocks = (START,)
    decided_by = HEAD
    verified_by = "The headteacher, who did not write it"
    authorities = (HEADTEACHER,)
    repeats = "Looked at again every two weeks, or as the trust has set it, until the certificate is seen."
    outcomes = {
        "active": Outcome("Safeguards agreed", CLEAR),
        "revoked": Outcome("Safeguards withdrawn", CONCERN),
        "closed": Outcome("No longer needed: the certificate was seen", CLEAR),
    }
    labels = {"source": "Which assessment you saw", "evidence_on": "Date it was signed"}

    class Evidence(EvidenceForm):
        """Who watches, and when the head looks again."""

        needed_with = {
            "active": {
                "supervisor": "Enter who supervises them",
                "review_on": "Enter the date to look again",
                "never_alone": "Select yes or no",
            }
        }
        in_order = (("evidence_on", "review_on", "The date to look again must be after it was signed"),)

        supervisor = text_field("Who supervises them", required=False)
        never_alone = yes_no_field("Are they kept from being alone with pupils?", required=False)
        review_on = day_field("Date to look again", required=False, may_be_ahead=True)

        def clean(self):
            given = super().clean()
            if given.get("outcome") == "active" and given.get("never_alone") == "no":
                self.add_error("never_alone", "They may not be alone with pupils until the certificate is seen")
            first_day = getattr(getattr(self.check, "clearance", None), "starts_on", None)
            signed, review = given.get("evidence_on"), given.get("review_on")
            if signed and review and review > max(signed, first_day or signed) + LONGEST:
                self.add_error("review_on", "Look again within 28 days")
            return given

    def expires_on(self, evidence):
        """The safeguards hold until the day the head said they would look again."""
        return words.as_date(evidence.get("review_on")) if evidence["outcome"] == "active" else None
