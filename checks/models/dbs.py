"""The verbs that only DBS checks have: weighing what a certificate says, and letting go of what is superseded."""

from checks.guards import it_may_be_asked_now, the_file_is_open
from checks.guards_dbs import (
    it_is_decided_in_writing,
    newest,
    something_else_stands_in_its_place,
    there_is_content_to_weigh,
)
from checks.guards_subscription import (
    a_free_subscription_is_not_for_paid_work,
    it_is_a_new_certificate,
    the_paper_fits_the_post,
    they_agreed_in_writing,
)
from checks.guards_verifying import whoever_saw_the_paper_might
from checks.models.what_follows import what_follows, what_follows_once_let_go
from checks.sealing_guards import nothing_bars_them
from hiring.actors import SYSTEM
from hiring.permissions import is_head, is_head_or_hr, is_system
from workflows.transitions import STAYS, transition


def the_status_is_asked_for(check):
    """The rules are read again with the paper that was seen; its status is not known until somebody looks."""
    told = check.__dict__.pop("paper_seen")
    seen = {"subscribed": True, "consent": True, "original_seen": True, "status": None, **told}
    check.clearance.derive(by=SYSTEM, person_facts={"update_service": seen})


class ReadFromTheDbs:
    """Weighing what a certificate says, and letting go of what another check has taken the place of."""

    @transition(
        source=["not_started", "waiting", "to_decide"],
        target=STAYS,
        permission=is_head_or_hr,
        guards=[
            the_file_is_open,
            it_may_be_asked_now,
            it_is_a_new_certificate,
            they_agreed_in_writing,
            a_free_subscription_is_not_for_paid_work,
            the_paper_fits_the_post,
            whoever_saw_the_paper_might,
        ],
        records=["original_seen_on"],
        label="Use their Update Service subscription",
        then=the_status_is_asked_for,
    )
    def use_update_service(self, *, by, original_seen_on, seen_by_name, workforce, level, children_barred_list):
        """The original fits the post and the person agreed, so its status may take the place of a new application."""
        said = self.clearance.subscriptions.first()
        said.seen_on, said.seen_by_name = original_seen_on, seen_by_name
        said.save(update_fields=["seen_on", "seen_by_name"])
        self.paper_seen = {"workforce": workforce, "level": level, "children_barred_list": children_barred_list}
        self.paper_seen |= {"free_as_volunteer": True} if said.free_as_volunteer else {}

    @transition(
        source=["to_decide", "concern"],
        target=["to_decide", "clear", "concern"],
        permission=is_head,
        guards=[the_file_is_open, there_is_content_to_weigh, nothing_bars_them],
        label="Decide on what the certificate says",
        then=what_follows,
    )
    def decide_content(self, *, by, decision, factors, heard_on, reasons):
        """The head has talked with the person, weighed what stands on the paper, and writes down the decision."""
        from checks.models.content_decision import ContentDecision

        ContentDecision.write(self, newest(self), by, decision, factors, heard_on, reasons)
        cleared = "to_decide" if self.kind.destroys_the_copy else "clear"
        result = cleared if decision == "suitable" else "concern"
        self.settle_holder(result)
        if result == "to_decide":
            self.pass_to("HR")
        return result

    @transition(
        source=["to_decide", "concern"],
        target=["clear", "concern"],
        permission=is_head_or_hr,
        guards=[the_file_is_open, it_is_decided_in_writing],
        records=["destroyed_on"],
        label="Record that the copy is destroyed",
        then=what_follows,
    )
    def destroy_copy(self, *, by, destroyed_on):
        """The agency's copy has done its work: the decision is in writing, and the paper is gone (DBS code of practice)."""
        from checks.models.receipt import Receipt

        suitable = self.content_decisions.order_by("id").last().decision == "suitable"
        outcome = "considered_accept" if suitable else "considered_reject"
        looked = {"source": "the agency, and destroyed the copy", "terms": "", "evidence_on": destroyed_on}
        Receipt.write(self, looked | {"outcome": outcome, "destroyed_on": destroyed_on}, by)
        result = "clear" if suitable else "concern"
        self.settle_holder(result)
        return result

    @transition(
        source=["not_started", "waiting", "to_decide", "clear"],
        target="let_go",
        permission=is_system,
        guards=[something_else_stands_in_its_place],
        label="No longer needed",
        then=what_follows_once_let_go,
    )
    def supersede(self, *, by):
        """Another check has taken its place: the certificate came or is applied for, or the status of another holds."""
        self.pass_to("")
