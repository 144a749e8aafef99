from checks.kinds.base import CLEAR, CONCERN, OFFER, TO_DECIDE, WAITING, Kind, Outcome
from checks.kinds.evidence import EvidenceForm, day_field, text_field, yes_no_field

CERTIFICATE = {
    "qualification": "Enter the qualification on the certificate",
    "awarding_body": "Enter who awarded it",
}


class Qualifications(Kind):
    """The certificates the post asks for, seen."""

    code = "qualifications"
    title = "Qualifications"
    why = "The person specification asks for a certificate, so somebody must see it."
    good_evidence = (
        "The certificate itself, or the awarding body's own statement if it was lost.",
        "Where the post says working towards, proof that they are enrolled.",
        "A certificate that looks wrong is checked with the awarding body.",
    )
    holder = "candidate"
    waiting_words = "Waiting for the candidate's certificates"
    ask_label = "Ask for their certificates"
    record_label = "Record the certificates seen"
    blocks = (OFFER,)
    may_wait = "A lost certificate is replaced by the awarding body's own confirmation."
    record_column = "qualifications"
    outcomes = {
        "seen": Outcome("Certificate seen", CLEAR),
        "verified_at_source": Outcome("Confirmed by the awarding body", CLEAR),
        "working_towards": Outcome("Working towards it", TO_DECIDE),
        "not_held": Outcome("Not held", CONCERN),
        "doubtful": Outcome("Doubtful: ask the awarding body", WAITING),
    }
    goes_on_with = ("seen", "verified_at_source", "working_towards")
    labels = {"source": "What you were shown", "evidence_on": "Date you saw it"}
    candidate_sentence = "Please show us the certificates the post asks for."

    class Evidence(EvidenceForm):
        """Which certificate, by whom, from when."""

        needed_with = {
            "seen": CERTIFICATE | {"is_original": "Select yes or no"},
            "verified_at_source": CERTIFICATE | {"confirmed_by": "Enter who at the awarding body confirmed it"},
            "working_towards": {
                "qualification": "Enter the qualification they are working towards",
                "awarding_body": "Enter who will award it",
                "expected_on": "Enter the date it is expected",
            },
        }
        in_order = (("awarded_on", "evidence_on", "You cannot have seen it before it was awarded"),)

        qualification = text_field("Qualification and grade", required=False)
        awarding_body = text_field("Who awarded it", required=False)
        awarded_on = day_field("Date on the certificate, if it has one", required=False)
        name_on_it = text_field("Name on it, if another than theirs now", required=False)
        is_original = yes_no_field("Is it the original?", required=False)
        confirmed_by = text_field("Who at the awarding body confirmed it, and its reference", required=False)
        expected_on = day_field("Date it is expected, while they work towards it", required=False, may_be_ahead=True)

        def clean(self):
            given = super().clean()
            if given.get("outcome") == "seen" and given.get("is_original") == "no":
                self.add_error("is_original", "A copy is not enough. See the original, or ask the awarding body")
            expected, seen_on = given.get("expected_on"), given.get("evidence_on")
            if given.get("outcome") == "working_towards" and expected and seen_on and expected < seen_on:
                self.add_error("expected_on", "That date has passed. Ask whether they have it now")
            return given

    def looked_at(self, evidence):
        """Which certificate."""
        what = ", ".join(filter(None, [evidence.get("qualification"), evidence.get("awarding_body")]))
        return f"Saw {evidence['source']}{f': {what}' if what else ''}"
