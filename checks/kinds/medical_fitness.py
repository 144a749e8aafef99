from checks.kinds.authority import HEADTEACHER
from checks.kinds.base import CLEAR, CONCERN, OFFERED, WAITING, Kind, Outcome
from checks.kinds.evidence import EvidenceForm, choice_field, yes_no_field

ADVISERS = [("occupational_health", "Occupational health"), ("head", "The headteacher, on the person's own statement")]


class MedicalFitness(Kind):
    """Whether the person is fit for the work, in one word. Everything else stays with occupational health."""

    code = "medical_fitness"
    title = "Medical fitness"
    why = "The law asks that people who work with pupils are fit for it, and lets us ask only after an offer."
    good_evidence = (
        "The outcome from occupational health, or the person's own statement where the trust allows it.",
        "The outcome only. No condition, no questionnaire, no absence record.",
    )
    holder = "occupational health"
    waiting_words = "Waiting for occupational health"
    ask_label = "Send the health questionnaire"
    record_label = "Record the outcome"
    earliest_stage = OFFERED
    stage_source = "Equality Act 2010, section 60"
    verified_by = "Occupational health, or the headteacher on the person's own statement"
    authorities = (HEADTEACHER,)
    repeats = "Again when the duties change."
    kept_for = "The outcome only, for six years after they leave."
    outcomes = {
        "referred": Outcome("With occupational health", WAITING),
        "fit": Outcome("Fit", CLEAR),
        "fit_with_adjustments": Outcome("Fit, with adjustments", CLEAR),
        "not_fit": Outcome("Not yet fit", CONCERN),
    }
    goes_on_with = ("referred", "fit", "fit_with_adjustments")
    labels = {"source": "What you were sent", "evidence_on": "Date of the outcome"}
    looked = "Received"
    seen = "Recorded by"
    candidate_sentence = "Please answer occupational health's questions. We see only whether you are fit for the work."

    class Evidence(EvidenceForm):
        """Who advised, and the outcome; adjustments are agreed with the line manager and not written here."""

        needed_with = {"fit_with_adjustments": {"adjustments_agreed": "Select yes or no"}}

        adviser = choice_field("Who advised?", ADVISERS, missing="Select who advised")
        adjustments_agreed = yes_no_field("Has the line manager agreed the adjustments?", required=False)

        def clean(self):
            given = super().clean()
            if given.get("outcome") == "fit_with_adjustments" and given.get("adjustments_agreed") == "no":
                self.add_error("adjustments_agreed", "Agree the adjustments with the line manager first")
            if given.get("outcome") == "referred" and given.get("adviser") == "head":
                self.add_error("adviser", "Select occupational health: that is who they are with")
            return given

    def authority_for(self, evidence):
        """Occupational health answers for its own word; only the headteacher goes by what the person says."""
        return super().authority_for(evidence) if evidence.get("adviser") == "head" else None
