from checks.kinds.authority import TRAINEES
from checks.kinds.base import CLEAR, WAITING, Outcome
from checks.kinds.evidence import day_field, yes_no_field
from checks.kinds.letters import SomebodyElsesWord, letter
from checks.kinds.words import as_date


class ProviderConfirmation(SomebodyElsesWord):
    """The training provider's word that it checked its trainee and thinks them suitable."""

    code = "itt_provider_confirmation"
    title = "Training provider's confirmation"
    why = "The provider makes the checks on a fee-funded trainee; we hold its word that it did."
    good_evidence = (
        "A letter from the provider: all checks made, each with its date, and the trainee judged suitable to work with children.",
    )
    sends = ("trainee_fee_funded",)
    holder = "provider"
    waiting_words = "Waiting for the training provider"
    ask_label = "Ask the provider"
    record_label = "Record the confirmation"
    verified_by = "Whoever leads on trainees at the school"
    authorities = (TRAINEES,)
    not_a_look = ("asked",)
    repeats = "For each placement."
    kept_for = "For the placement, and then by our own policy."
    outcomes = {
        "asked": Outcome("Asked for, not here yet", WAITING),
        "received": Outcome("Received", CLEAR),
        "received_incomplete": Outcome("Received, something is missing", WAITING),
    }
    labels = SomebodyElsesWord.labels | {"source": "Provider, and what it sent"}

    class Evidence(
        letter(
            "identity",
            "dbs_enhanced",
            "barred_list",
            "prohibition",
            "overseas",
            "childcare_disqualification",
            judged_suitable=yes_no_field("Does it say the trainee is suitable to work with children?", required=False),
            placement_ends_on=day_field(
                "Date the placement ends",
                required=False,
                may_be_ahead=True,
                help_text="It holds for this placement; for another, ask the provider again.",
            ),
        )
    ):
        """The checks, and that the provider thinks the trainee suitable."""

        def clean(self):
            given = super().clean()
            if given.get("outcome") == "received" and given.get("judged_suitable") != "yes":
                self.add_error("judged_suitable", "The letter must say that the trainee is suitable. Ask the provider")
            return given

    def expires_on(self, evidence):
        """Good for the placement it was given for."""
        return as_date(evidence.get("placement_ends_on"))
