from checks.kinds.base import CLEAR, WAITING, Outcome
from checks.kinds.contract_chain import SENDS, NamesTheChain, ends_on
from checks.kinds.evidence import choice_field, day_field
from checks.kinds.letters import SomebodyElsesWord, letter
from checks.kinds.repeats import YEARLY

LEVELS = [("enhanced", "Enhanced"), ("standard", "Standard"), ("basic", "Basic")]
NOT_ENOUGH = "This post meets pupils, so the letter must say enhanced. Record that something is missing, and ask the employer for it"
LEVEL = "Select the level of check the letter names"


class EmployerAssurance(SomebodyElsesWord):
    """The word of whoever employs a contractor or a visiting professional that they were rightly checked."""

    code = "employer_assurance"
    title = "Employer's assurance"
    why = "Their own employer makes the checks; we hold its word, and do not ask to see the certificate."
    good_evidence = (
        "A letter or agreement from the employer that says at which level this person is checked, and when.",
        "Never the certificate itself: that is between them and their employer.",
        "From 1 October 2026: who engaged them, through whom, and who checked their right to work.",
    )
    sends = ("contractor_staff", "professional_visitor")
    holder = "employer"
    waiting_words = "Waiting for their employer"
    ask_label = "Ask their employer"
    record_label = "Record the assurance"
    verified_by = "The site team or HR"
    repeats = "For each contract, and each year by our own policy."
    repeat = YEARLY
    may_wait = "Until it is here they are escorted by somebody who is checked."
    kept_for = "For the life of the contract."
    outcomes = {
        "asked": Outcome("Asked for, not here yet", WAITING),
        "received": Outcome("Received", CLEAR),
        "received_incomplete": Outcome("Received, something is missing", WAITING),
    }
    labels = SomebodyElsesWord.labels | {"source": "Employer, and what it sent"}

    class Evidence(
        NamesTheChain,
        letter(
            "dbs_enhanced",
            "barred_list",
            "childcare_disqualification",
            level=choice_field("Level of check it names", LEVELS, required=False, missing=LEVEL),
            agreement_ends_on=day_field("Date the agreement ends, if it does", required=False, may_be_ahead=True),
            **SENDS,
        ),
    ):
        """At which level, when, until when the agreement holds, and where in the chain the right to work was checked."""

        needed_with = {"received": {"level": LEVEL}}

        def __init__(self, *args, **kwargs):
            super().__init__(*args, **kwargs)
            if self.fact("engagement") == "professional_visitor":
                self.fields["made_dbs_enhanced"].label = "The check their employer judges right: date it gives"

        def clean(self):
            given = super().clean()
            self.refuse_expired(given, "agreement_ends_on", "agreement")
            level = given.get("level")
            if given.get("outcome") == "received" and level and level != "enhanced" and self.must_be_enhanced():
                self.add_error("level", NOT_ENOUGH)
            return given

        def must_be_enhanced(self):
            """In regulated activity, and for a contractor who may meet pupils (KCSIE Part three, contractors)."""
            meets_pupils = self.fact("engagement") == "contractor_staff" and self.fact("contact", "none") != "none"
            return self.in_regulated_activity or meets_pupils

    def expires_on(self, evidence):
        """Good while the agreement is, and their permission to work."""
        return ends_on(evidence, "agreement_ends_on")
