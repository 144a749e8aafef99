"""What is clear is looked at again: by policy, by doubt, or because the person tells of a change."""

from checks.guards import it_may_be_asked_now, the_file_is_open
from checks.guards_dbs import (
    consent_and_identity_come_first,
    the_certificate_is_theirs_alone,
    the_certificate_shows_the_directions,
    the_list_may_be_looked_up,
)
from checks.guards_repeats import it_has_come, it_is_seen_again_like_this, they_owe_us_word_of_changes
from checks.guards_subscription import the_person_still_agrees
from checks.guards_verifying import whoever_looked_might
from checks.guards_waiver import no_barred_person_is_waived, the_waiver_goes_in_order
from checks.models.what_follows import what_follows
from checks.permissions import brings_news
from checks.rules.policy import DEFAULTS
from checks.sealing_guards import the_reader_does_not_interview
from hiring.permissions import is_head_or_hr
from workflows.transitions import transition


class SeenAgain:
    """The old evidence stands until the new is recorded; both are read."""

    def falls_due(self, receipt):
        """The day to see it again after this receipt, by the kind's own repeat and the trust's choice."""
        from checks.models.rules_policy import RulesPolicy

        repeat = self.kind.repeat
        if repeat is None or receipt.result != "clear":
            return None
        chosen = DEFAULTS | RulesPolicy.of(self.clearance.trust) if repeat.knob else {}
        return repeat.falls_due(receipt.evidence_on, chosen)

    @transition(
        source="clear",
        target=["clear", "to_decide", "concern"],
        permission=is_head_or_hr,
        guards=[
            the_file_is_open,
            it_is_seen_again_like_this,
            it_has_come,
            it_may_be_asked_now,
            the_reader_does_not_interview,
            the_list_may_be_looked_up,
            the_certificate_is_theirs_alone,
            consent_and_identity_come_first,
            the_certificate_shows_the_directions,
            the_person_still_agrees,
            whoever_looked_might,
            the_waiver_goes_in_order,
            no_barred_person_is_waived,
        ],
        label="See it again",
        then=what_follows,
    )
    def see_again(self, *, by, evidence):
        """It was looked at once more, by policy or in doubt. What was recorded before stays to be read beside it."""
        from checks.models.receipt import Receipt

        self.is_seen_anew()
        receipt = Receipt.write(self, evidence, by)
        result = self.after(receipt)
        self.settle_holder(result)
        self.expires_on, self.again_on = receipt.expires_on, self.falls_due(receipt)
        self.kind.follow(self, evidence, by)
        return result

    @transition(
        source="clear",
        target="concern",
        permission=brings_news,
        guards=[the_file_is_open, they_owe_us_word_of_changes],
        label="Record a change they told us of",
        then=what_follows,
    )
    def report_change(self, *, by, reason):
        """The person has told us that their answer is no longer true, as they must; the head decides."""
        self.is_seen_anew()
        self.pass_to("the headteacher or the safeguarding lead")
