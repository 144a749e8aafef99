from checks.kinds.authority import GOVERNANCE
from checks.kinds.base import CLEAR, CONCERN, HEAD, OFFER, TO_DECIDE, WAITING, Kind, Outcome
from checks.kinds.repeats import YEARLY


class EligibilityDeclaration(Kind):
    """The person's own word that nothing bars them from the office."""

    code = "governance_eligibility_declaration"
    title = "Eligibility to govern"
    is_a_declaration = True
    why = "Some circumstances bar people from governing a school, and each must say that none is theirs."
    good_evidence = ("A signed and dated declaration. Only whether they are eligible is recorded here.",)
    holder = "candidate"
    waiting_words = "Waiting for the declaration"
    ask_label = "Send the declaration"
    record_label = "Record the declaration"
    blocks = (OFFER,)
    decided_by = HEAD
    verified_by = "The governance professional"
    authorities = (GOVERNANCE,)
    not_a_look = ("sent",)
    repeats = "Asked again each year, by our own policy."
    repeat = YEARLY
    kept_for = "On the trust's governance file. Words beside it go once it is decided."
    bars = ("disqualified",)
    sealed_to = frozenset({"head", "safeguarding_lead"})
    outcomes = {
        "sent": Outcome("Sent, not back yet", WAITING),
        "eligible": Outcome("Eligible", CLEAR),
        "answered_yes": Outcome("Something may stand in the way, for the headteacher to read", TO_DECIDE),
        "disqualified": Outcome("Not eligible", CONCERN),
    }
    labels = {"source": "How it came", "evidence_on": "Date it was signed"}
    looked = "Received the declaration by"
    seen = "Received by"
    candidate_sentence = "Please sign and return the declaration we sent you."
