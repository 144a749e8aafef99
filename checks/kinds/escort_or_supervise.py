from checks.kinds.base import CLEAR, START, Kind, Outcome
from checks.kinds.evidence import EvidenceForm, text_field


class Escort(Kind):
    """An unchecked adult is never left alone with pupils."""

    code = "escort_or_supervise"
    title = "Escort or supervision"
    why = "No checks are made on this person, so somebody who is checked stays with them."
    good_evidence = ("The escort's name, in the sign-in record.",)
    holder = "reception"
    waiting_words = "Waiting for their arrival"
    ask_label = record_label = "Record the escort"
    blocks = (START,)
    verified_by = "Reception"
    repeats = "On every visit."
    kept_for = "With the sign-in record."
    outcomes = {"escorted": Outcome("Escorted throughout", CLEAR)}
    labels = {"source": "Where it is written", "evidence_on": "Date of the visit"}
    candidate_sentence = "Somebody from the school will stay with you on your visit."

    class Evidence(EvidenceForm):
        """Who stays with them."""

        escort = text_field("Who stays with them", missing="Enter who stays with them")

    def looked_at(self, evidence):
        """Who stayed, and where that is written."""
        return f"{evidence.get('escort') or 'An escort'} stayed with them ({evidence['source']})"
