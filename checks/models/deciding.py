"""How a check is decided: clear, a concern, or void so that it begins again."""

from checks.guards import a_receipt_supports_it, it_has_not_come, the_file_is_open
from checks.guards_dbs import a_written_decision_supports_it, the_copy_is_destroyed, the_status_can_stand
from checks.guards_verifying import whoever_decides_might
from checks.guards_waiver import no_barred_person_is_waived
from checks.models.answering import BEFORE_ACCEPTING
from checks.models.what_follows import what_follows
from checks.permissions import brings_news, decides_this_check, may_void
from checks.sealing_guards import (
    nothing_bars_them,
    somebody_else_voids_it,
    they_are_out_of_scope,
    what_was_raised_is_talked_over,
)
from hiring import clock
from workflows.transitions import transition

NOT_STARTED, WAITING, TO_DECIDE, CLEAR, CONCERN = "not_started", "waiting", "to_decide", "clear", "concern"


class DecidedUpon:
    """Somebody with the authority answers for it."""

    @transition(
        source=[TO_DECIDE, CONCERN],
        target=CLEAR,
        permission=decides_this_check,
        guards=[
            the_file_is_open,
            a_receipt_supports_it,
            nothing_bars_them,
            what_was_raised_is_talked_over,
            *BEFORE_ACCEPTING,
            the_status_can_stand,
            a_written_decision_supports_it,
            the_copy_is_destroyed,
            they_are_out_of_scope,
            whoever_decides_might,
            no_barred_person_is_waived,
        ],
        label="Decide it is clear",
        then=what_follows,
    )
    def clear(self, *, by, reason):
        """Somebody with the authority has looked at the evidence and is content."""
        self.pass_to("")

    @transition(
        source=[TO_DECIDE, WAITING, CLEAR],
        target=CONCERN,
        permission=brings_news,
        guards=[the_file_is_open],
        label="Raise a concern",
        then=what_follows,
    )
    def raise_concern(self, *, by, reason):
        """Something was found that must be decided by a named person; only they may see what."""
        self.is_seen_anew()
        self.pass_to("the headteacher or the safeguarding lead")

    @transition(
        source=CONCERN,
        target=WAITING,
        permission=decides_this_check,
        guards=[the_file_is_open, it_has_not_come],
        label="Settle the concern and go on waiting",
        then=what_follows,
    )
    def go_on_waiting(self, *, by, reason):
        """What was brought while it was waited for is settled; the check itself has still to come."""
        self.pass_to(self.kind.holder_words(self))

    @transition(
        source=[TO_DECIDE, CLEAR, CONCERN],
        target=NOT_STARTED,
        permission=may_void,
        guards=[somebody_else_voids_it],
        label="Void and start again",
        then=what_follows,
    )
    def void(self, *, by, reason):
        """The evidence was wrong or belongs to somebody else; it stays on record, struck through."""
        self.receipts.filter(voided_at=None).update(
            voided_at=clock.now(), voided_by=by if by.kind == "user" else None, void_reason=reason
        )
        self.sealed_words.standing().update(set_aside_at=clock.now())
        self.expires_on = self.again_on = None
        self.conditions = []
        self.asked_at = None
        self.pass_to("HR")
        referee = getattr(self, "referee", None)
        if referee is not None and referee.answered_at:
            referee.set_aside()
