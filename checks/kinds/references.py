from checks.kinds.base import CONCERN, HEAD, TO_DECIDE, WAITING, Kind, Outcome
from checks.kinds.evidence import EvidenceForm, choice_field, text_field, yes_no_field

CAPACITIES = [
    ("head", "Headteacher"),
    ("line_manager", "Line manager or somebody more senior"),
    ("human_resources", "Human resources"),
    ("tutor", "Tutor"),
    ("colleague", "Colleague of the same rank"),
    ("family_or_friend", "Family or friend"),
]
ROUTES = [("our_form", "On our form"), ("by_phone", "By phone, on our form"), ("on_paper", "On paper, to us directly")]
VERIFIED = [
    ("call_back", "Called back on a number we found ourselves"),
    ("heads_office", "The head's office confirmed it"),
    ("second_contact", "A second person there confirmed it"),
]
COUNTS_WHEN = {
    "verified_how": "Make sure the referee is who they say before you accept the reference",
    "verified_source": "Enter where you found the number or address yourself",
    "agrees_with_application": "Compare the reference with the application first",
}


class Reference(Kind):
    """What a past employer, asked by us and known to be them, says of the person. One check for each."""

    code = "references"
    title = "Reference"
    why = "Somebody who managed the person can say whether they were safe and did the work well."
    good_evidence = (
        "Asked for by us and sent to us, from a senior person at the current or most recent employer.",
        "The last post working with children, if that is another.",
        "The referee called back on a number the candidate did not give us.",
        "Dates, duties and reason for leaving agree with the application, or the difference was asked about.",
    )
    holder = "referee"
    waiting_words = "Waiting for the referee"
    ask_label = "Ask the referee"
    record_label = "Record the reference"
    stage_source = "KCSIE Part three, references"
    decided_by = HEAD
    verified_by = "HR calls back; the headteacher accepts"
    may_wait = (
        "Never in early years. Elsewhere after three tries, by the headteacher’s written decision with safeguards."
    )
    kept_for = "With the application, and then on the personnel file."
    record_column = "references"
    outcomes = {
        "requested": Outcome("Asked, no answer yet", WAITING),
        "received": Outcome("Received, not yet verified", TO_DECIDE),
        "satisfactory": Outcome("Verified, nothing of concern, for the headteacher to accept", TO_DECIDE),
        "query": Outcome("Received, with a question to settle", TO_DECIDE),
        "unsatisfactory": Outcome("Not satisfactory", CONCERN),
        "unobtainable_recorded": Outcome("Cannot be had; what we tried is recorded", TO_DECIDE),
    }
    labels = {"source": "Who gave it, and for which organisation", "evidence_on": "Date it was received"}
    looked = "Received a reference from"
    seen = "Recorded by"
    candidate_sentence = "We have asked your referee. A reminder from you may help."

    class Evidence(EvidenceForm):
        """Who gave it, how it came, and how we know it was them."""

        needed_with = {
            "satisfactory": COUNTS_WHEN,
            "unobtainable_recorded": {"tried": "Enter what you tried, and when"},
        }

        capacity = choice_field("How do they know the person?", CAPACITIES, missing="Select how they know the person")
        route = choice_field("How did it come?", ROUTES, missing="Select how it came")
        verified_how = choice_field("How do you know it is them?", VERIFIED, required=False, missing="")
        verified_source = text_field("Where you found their number or address yourself", required=False)
        agrees_with_application = yes_no_field("Does it agree with the application?", required=False)
        tried = text_field("What you tried, and when", required=False)

        def clean(self):
            given = super().clean()
            if given.get("outcome") != "satisfactory":
                return given
            if given.get("capacity") == "family_or_friend":
                self.add_error("capacity", "Family and friends cannot be referees. Ask for another")
            if given.get("agrees_with_application") == "no":
                self.add_error("outcome", "Settle what does not agree with the application first")
            return given

    def title_of(self, check):
        """First or second."""
        return f"Reference {check.number}"

    def next_step(self, check):
        """HR first makes sure whose it is, and looks into what it raised."""
        if check.state == TO_DECIDE and check.holder == "HR":
            return "HR confirms the address, calls back, and settles what it raised."
        referee = getattr(check, "referee", None)
        if referee is not None and referee.named_at and not referee.answered_at:
            return "HR finds out who that is, and accepts them or says why not."
        return super().next_step(check)

    def holder_words(self, check):
        """The referee by name, once we know whom we ask."""
        referee = getattr(check, "referee", None)
        return referee.name if referee else super().holder_words(check)

    def looked_at(self, evidence):
        """Whose reference, or whom we asked."""
        asked = evidence["outcome"] in {"requested", "unobtainable_recorded"}
        return f"Asked {evidence['source']} for a reference" if asked else super().looked_at(evidence)
