from checks.kinds.base import CLEAR, WAITING, Outcome
from checks.kinds.contract_chain import SENDS, NamesTheChain, ends_on
from checks.kinds.evidence import day_field, yes_no_field
from checks.kinds.letters import COVERED, SomebodyElsesWord, letter


class AgencyConfirmation(SomebodyElsesWord):
    """The agency's letter, naming each check it made on the person it sends."""

    code = "agency_written_confirmation"
    title = "Agency's written confirmation"
    why = "The agency makes the checks, and we must hold its word for each of them before the person works here."
    good_evidence = (
        "A letter or message from the agency naming this person, each check and its date.",
        "Whether the certificate has anything on it: if so, we must see a copy.",
        "From 1 October 2026: who engaged them, through whom, and who checked their right to work.",
    )
    sends = ("agency_supply",)
    holder = "agency"
    waiting_words = "Waiting for the agency"
    ask_label = "Ask the agency"
    record_label = "Record the confirmation"
    verified_by = "The school office"
    repeats = "For each assignment, and when the agency changes."
    kept_for = "With their row on the single central record."
    outcomes = {
        "asked": Outcome("Asked for, not here yet", WAITING),
        "received_complete": Outcome("Received, every check named", CLEAR),
        "received_incomplete": Outcome("Received, something is missing", WAITING),
    }
    labels = SomebodyElsesWord.labels | {"source": "Agency, and what it sent"}

    class Evidence(
        NamesTheChain,
        letter(
            *COVERED,
            whole="received_complete",
            certificate_has_content=yes_no_field("Does it say the certificate has something on it?", required=False),
            certificate_dated_on=day_field("Certificate date it gives", required=False),
            **SENDS,
        ),
    ):
        """The checks, whether we must see the certificate, and where in the chain the right to work was checked."""

        needed_with = {
            "received_complete": {
                "certificate_has_content": "Select yes or no",
                "certificate_dated_on": "Enter the certificate date the letter gives",
            }
        }
        in_order = (("certificate_dated_on", "evidence_on", "The letter cannot tell of a later certificate"),)

    def expires_on(self, evidence):
        """Good until their permission to work ends, if it does."""
        return ends_on(evidence)

    def follow(self, check, evidence, by):
        """A certificate with something on it is read here before the person works: the copy is asked for at once."""
        if evidence.get("certificate_has_content") == "yes" and check.clearance.state in {"open", "relied_on"}:
            check.clearance.derive(by=by, person_facts={"agency_dbs_has_disclosure": True})
