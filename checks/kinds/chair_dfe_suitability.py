from checks.kinds.authority import GOVERNANCE
from checks.kinds.base import CLEAR, CONCERN, OFFER, WAITING, Kind, Outcome
from checks.kinds.evidence import EvidenceForm, day_field, text_field

LETTER = {"letter_dated_on": "Enter the date on the letter"}


class ChairSuitability(Kind):
    """The department's own check on whoever chairs an academy trust."""

    code = "chair_dfe_suitability"
    title = "Chair's suitability check"
    why = "The Secretary of State checks every new chair; a certificate from another trust will not do."
    good_evidence = ("The department's letter, with its reference and date.",)
    holder = "dfe"
    waiting_words = "Waiting for the Department for Education"
    ask_label = "Record the submission"
    record_label = "Record the department's letter"
    blocks = (OFFER,)
    verified_by = "The Department for Education; the governance professional records its letter"
    authorities = (GOVERNANCE,)
    not_a_look = ("submitted",)
    kept_for = "On the trust's governance file."
    record_column = "chair"
    bars = ("refused",)
    two_people = True
    is_a_letter = True
    outcomes = {
        "submitted": Outcome("Submitted", WAITING),
        "cleared": Outcome("Cleared by the department", CLEAR),
        "refused": Outcome("Refused by the department", CONCERN),
    }
    labels = {"source": "What you sent or were sent", "evidence_on": "Date submitted or received"}
    candidate_sentence = "The Department for Education is making its own check on new chairs."

    class Evidence(EvidenceForm):
        """The department's reference, and the day on its letter."""

        needed_with = {"cleared": LETTER, "refused": LETTER}
        in_order = (("letter_dated_on", "evidence_on", "You cannot have received it before it was written"),)

        dfe_reference = text_field("Department's reference", length=40)
        letter_dated_on = day_field("Date on the department's letter", required=False)
