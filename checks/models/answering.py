import json

from checks.guards import (
    a_receipt_supports_it,
    the_file_is_open,
    the_referee_is_verified,
    the_referee_may_be_contacted,
    the_reference_is_not_in,
)
from checks.models.what_follows import what_follows
from checks.permissions import decides_references, is_the_referee
from checks.reference_guards import (
    a_question_is_open,
    a_reference_is_in,
    every_red_flag_is_settled,
    it_can_be_had,
    it_cannot_be_had,
    it_is_a_reference,
    it_is_not_for_early_years,
    it_was_asked_for,
    no_question_is_open,
    somebody_else_tried,
    somebody_is_named,
    the_address_was_found_by_us,
    the_employers_are_spoken_for,
    the_head_there_confirms_it,
    the_paper_is_kept_here,
    the_red_flag_is_open,
    three_tries_were_made,
    what_was_said_is_here,
)
from hiring import clock
from hiring.permissions import any_of, decides_on_people, is_head, is_head_or_hr, is_hr
from workflows.transitions import STAYS, transition

NOT_STARTED, WAITING, TO_DECIDE, CLEAR, CONCERN = "not_started", "waiting", "to_decide", "clear", "concern"


class HearsReferees:
    """What is done with what a referee said: it is written down, verified, compared, asked about and decided."""

    @transition(
        source=[NOT_STARTED, WAITING],
        target=[TO_DECIDE, CONCERN],
        permission=is_hr,
        guards=[the_file_is_open, somebody_is_named, the_referee_may_be_contacted, the_reference_is_not_in],
        label="Take the reference by phone",
        then=what_follows,
    )
    def take_by_phone(self, *, by, answers, provenance):
        """The same questions, written down as they were answered, and read back to the person who answered."""
        self.referee.requested_at = self.referee.requested_at or clock.now()
        self.referee.save(update_fields=["requested_at"])
        return self.write_down(by, answers, "by_phone", provenance)

    @transition(
        source=WAITING,
        target=[TO_DECIDE, CONCERN],
        permission=is_hr,
        guards=[the_file_is_open, somebody_is_named, it_was_asked_for, the_reference_is_not_in],
        label="Record a reference on paper",
        then=what_follows,
    )
    def take_on_paper(self, *, by, answers, provenance):
        """A letter or an e-mail that we asked for, sent to us: what it says on our questions, and where it is kept."""
        return self.write_down(by, answers, "on_paper", provenance)

    @transition(
        source=[TO_DECIDE, CONCERN],
        target=STAYS,
        permission=is_head_or_hr,
        guards=[the_file_is_open, somebody_is_named],
        records=["how"],
        label="Record how you made sure",
    )
    def verify_referee(self, *, by, how, source, number, spoke_to, confirmed, note=""):
        """Somebody here called back on a number they found themselves: whom they spoke to, and what was confirmed (G09)."""
        self.referee.verify(
            by=by, how=how, source=source, number=number, spoke_to=spoke_to, confirmed=confirmed, note=note
        )
        self.referee.settle("they_called", by=by, note=f"Rang back on {number}, from {source}.")
        self.pass_to_whose_turn()

    @transition(
        source=[TO_DECIDE, CONCERN],
        target=STAYS,
        permission=any_of(is_head_or_hr, decides_on_people),
        guards=[the_file_is_open, somebody_is_named, the_red_flag_is_open],
        label="Settle a red flag",
    )
    def settle_red_flag(self, *, by, flag, reason):
        """One thing in the reference was looked into, and this is what was found."""
        self.referee.red_flags.get(code=getattr(flag, "code", flag)).settle(by=by, note=reason)
        self.pass_to_whose_turn()

    @transition(
        source=[TO_DECIDE, CONCERN],
        target=WAITING,
        permission=decides_references,
        guards=[the_file_is_open, somebody_is_named, a_reference_is_in, no_question_is_open],
        label="Ask the referee something more",
    )
    def ask_more(self, *, by, question):
        """What is vague or does not agree goes back to the referee, by the same kind of link (KCSIE Part three)."""
        self.referee.questions.create(question=question, asked_by=by, asked_at=clock.now())
        self.referee.asked()
        self.asked_at = clock.now()
        self.pass_to(self.kind.holder_words(self))

    @transition(
        source=WAITING,
        target=[TO_DECIDE, CONCERN],
        permission=any_of(is_the_referee, is_hr),
        guards=[the_file_is_open, somebody_is_named, a_question_is_open],
        label="Answer the question",
        then=what_follows,
    )
    def answer_more(self, *, by, answer):
        """The referee's answer, by their link or as HR heard it on the phone."""
        self.referee.open_question.close(answer, heard_by=by if by.kind == "user" else None)
        self.referee.spend_links()
        return self.settle_with_flags()

    @transition(
        source=[TO_DECIDE, CONCERN],
        target=CONCERN,
        permission=decides_on_people,
        guards=[the_file_is_open, it_is_a_reference, a_receipt_supports_it],
        label="Find it unsatisfactory",
        then=what_follows,
    )
    def find_unsatisfactory(self, *, by, reason):
        """What the referee says is not good enough to appoint on; only another reference, or an end, comes after."""
        self.receive(by, "unsatisfactory", source=str(getattr(self, "referee", "") or self.title))
        self.pass_to("the headteacher or the safeguarding lead")

    @transition(
        source=[NOT_STARTED, WAITING],
        target=TO_DECIDE,
        permission=is_hr,
        guards=[the_file_is_open, somebody_is_named, the_reference_is_not_in, three_tries_were_made],
        label="Give up asking",
    )
    def give_up(self, *, by, tried):
        """The reference cannot be had: what was tried, each time, goes to the headteacher."""
        self.receive(by, "unobtainable_recorded", source=str(self.referee), tried=tried)
        self.referee.spend_links()
        self.pass_to("the headteacher")

    @transition(
        source=TO_DECIDE,
        target=CLEAR,
        permission=is_head,
        guards=[the_file_is_open, it_cannot_be_had, it_is_not_for_early_years, somebody_else_tried],
        label="Do without this reference",
        then=what_follows,
    )
    def accept_without(self, *, by, reason, safeguards):
        """The headteacher's own decision, in writing: why, and what keeps children safe instead."""
        self.referee.provenance = {**self.referee.provenance, "safeguards": safeguards}
        self.referee.save(update_fields=["provenance"])
        self.pass_to("")

    def write_down(self, by, answers, route, provenance):
        """Keep what HR wrote down as the referee's own words, with how it came."""
        you = answers["you"]
        self.referee.seal(json.dumps(answers), route=route, provenance=provenance, heard_by=by)
        source = f"{you['name']}, {you['position']}, {you['organisation']}"
        self.receive(by, "received", source=source, capacity=you["capacity"], route=route)
        return self.settle_with_flags()

    def receive(self, by, outcome, *, source, **facts):
        """A receipt of what came, never of what it says."""
        from checks.models.receipt import Receipt

        evidence = {"source": source[:300], "terms": "", "outcome": outcome, "evidence_on": clock.today(), **facts}
        return Receipt.write(self, evidence, by)

    def settle_with_flags(self):
        """Where a reference that is in leaves the check: a word about the safety of children is a concern."""
        from checks.red_flags import raise_flags

        raise_flags(self.referee)
        open_flags = self.referee.red_flags.filter(settled_at=None, for_deciders=True)
        result = CONCERN if open_flags.exists() else TO_DECIDE
        self.settle_holder(result)
        self.pass_to_whose_turn(result)
        return result

    def pass_to_whose_turn(self, state=None):
        """HR has it until they know who wrote it and have looked into what it raised; then the headteacher decides."""
        if (state or self.state) == TO_DECIDE:
            turn = "HR" if self.referee.is_hrs_turn else "the headteacher"
            if turn != self.holder:
                self.pass_to(turn)


BEFORE_ACCEPTING = [
    it_can_be_had,
    what_was_said_is_here,
    the_paper_is_kept_here,
    the_referee_is_verified,
    the_address_was_found_by_us,
    the_head_there_confirms_it,
    every_red_flag_is_settled,
    no_question_is_open,
    the_employers_are_spoken_for,
]
