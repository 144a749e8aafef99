from checks.kinds.authority import GOVERNANCE
from checks.kinds.base import CLEAR, OFFER, WAITING, Kind, Outcome
from checks.kinds.evidence import EvidenceForm, day_field


class CompaniesHouse(Kind):
    """Directors prove who they are to Companies House themselves."""

    code = "companies_house_idv"
    title = "Companies House identity verification"
    why = "Trustees are directors in company law, and directors must have proved who they are."
    good_evidence = ("Companies House shows the person as verified. Their personal code stays with them.",)
    holder = "candidate"
    waiting_words = "Waiting for the trustee"
    ask_label = "Ask them to verify"
    record_label = "Record the verification"
    blocks = (OFFER,)
    verified_by = "Companies House; the governance professional records it"
    authorities = (GOVERNANCE,)
    not_a_look = ("pending",)
    kept_for = "On the trust's governance file."
    record_column = "chair"
    outcomes = {
        "pending": Outcome("Not verified yet", WAITING),
        "verified": Outcome("Verified", CLEAR),
    }
    labels = {"source": "Where you saw it", "evidence_on": "Date you saw it"}
    candidate_sentence = "Please verify your identity with Companies House."

    class Evidence(EvidenceForm):
        """When the register says it was done. The personal code is never written here."""

        needed_with = {"verified": {"verified_on": "Enter the date the register shows"}}
        in_order = (("verified_on", "evidence_on", "You cannot have seen it before it was done"),)

        verified_on = day_field("Date the register shows", required=False)
