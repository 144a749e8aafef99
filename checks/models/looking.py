"""How a check is asked for, looked at and answered: each leaves a receipt, and where that leads."""

import json

from checks.guards import (
    it_is_not_settled_for_good,
    it_may_be_asked_now,
    the_file_is_open,
    the_reference_is_not_in,
)
from checks.guards_birthday import it_is_the_birthday_we_know
from checks.guards_dbs import (
    consent_and_identity_come_first,
    the_certificate_is_theirs_alone,
    the_certificate_shows_the_directions,
    the_list_may_be_looked_up,
)
from checks.guards_subscription import the_person_still_agrees
from checks.guards_verifying import two_people_read_it, whoever_looked_might
from checks.guards_waiver import no_barred_person_is_waived, the_waiver_goes_in_order
from checks.models.asking import BEFORE_ASKING
from checks.models.what_follows import what_follows
from checks.permissions import answers_this_check
from checks.sealing_guards import a_concern_stays_open, the_reader_does_not_interview
from hiring import clock
from hiring.permissions import is_head_or_hr, is_hr
from workflows.transitions import transition

NOT_STARTED, WAITING, TO_DECIDE, CLEAR, CONCERN = "not_started", "waiting", "to_decide", "clear", "concern"


class LookedAt:
    """Asked of somebody, answered by them, or looked at by one of us."""

    @transition(
        source=NOT_STARTED,
        target=WAITING,
        permission=is_hr,
        guards=[the_file_is_open, it_may_be_asked_now, the_list_may_be_looked_up, *BEFORE_ASKING],
        label="Ask for it",
    )
    def ask(self, *, by):
        """The question is with somebody else now: the referee, the candidate, the DBS."""
        self.asked_at = clock.now()
        if self.code == "references":
            self.referee.asked()
        self.pass_to(self.kind.holder_words(self))

    @transition(
        source=[NOT_STARTED, WAITING, TO_DECIDE, CLEAR, CONCERN],
        target=[WAITING, TO_DECIDE, CLEAR, CONCERN],
        permission=is_head_or_hr,
        guards=[
            the_file_is_open,
            it_may_be_asked_now,
            it_is_not_settled_for_good,
            a_concern_stays_open,
            the_reader_does_not_interview,
            the_list_may_be_looked_up,
            the_certificate_is_theirs_alone,
            consent_and_identity_come_first,
            the_certificate_shows_the_directions,
            the_person_still_agrees,
            it_is_the_birthday_we_know,
            whoever_looked_might,
            two_people_read_it,
            the_waiver_goes_in_order,
            no_barred_person_is_waived,
        ],
        label="Record evidence",
        then=what_follows,
    )
    def record(self, *, by, evidence):
        """Somebody looked, and says what, where, when and with what result."""
        from checks.models.receipt import Receipt

        self.is_seen_anew()
        receipt = Receipt.write(self, evidence, by)
        result = self.after(receipt)
        if self.code == "references" and evidence.get("verified_how") and hasattr(self, "referee"):
            self.referee.trust_receipt(evidence, by)
        if result == self.State.WAITING:
            self.asked_at = self.asked_at or clock.now()
        self.settle_holder(result)
        self.expires_on, self.again_on = receipt.expires_on, self.falls_due(receipt)
        self.kind.follow(self, evidence, by)
        return result

    def after(self, receipt):
        """Where a receipt leaves the check. What is already to decide, and any reference, is cleared only by a decision."""
        cleared = receipt.result == self.State.CLEAR
        held = self.state == self.State.TO_DECIDE or self.code == "references"
        return self.State.TO_DECIDE if cleared and held else receipt.result

    @transition(
        source=WAITING,
        target=[TO_DECIDE, CLEAR, CONCERN],
        permission=answers_this_check,
        guards=[the_file_is_open, the_reference_is_not_in],
        label="Answer",
        then=what_follows,
    )
    def answer(self, *, by, evidence, needs_decision=True, answers="", device="", network=""):
        """The person who was asked has answered; their words are kept apart from this history."""
        from checks.models.receipt import Receipt

        settled = self.kind.outcomes[evidence["outcome"]].result == self.State.CLEAR and self.code != "references"
        result = self.State.CLEAR if settled and not needs_decision else self.State.TO_DECIDE
        receipt = Receipt.write(self, evidence, by, result=result)
        self.again_on = self.falls_due(receipt)
        if self.code == "references":
            self.referee.seal(answers, device, network=network)
            return self.settle_with_flags()
        self.seal("declared", json.loads(answers or "{}"), by, scope=self.declaration_scope)
        self.settle_holder(result)
        return result

    @transition(source=WAITING, target=WAITING, permission=is_hr, guards=[the_file_is_open], label="Record a chase")
    def chase(self, *, by, reason):
        """HR phoned or wrote to whoever holds it; what was said is kept."""
        self.chases += 1
        self.chased_at = clock.now()
