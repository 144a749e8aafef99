import json

from checks.guards import the_file_is_open
from checks.models.at_work import what_follows_at_work
from checks.permissions import opens_what_is_sealed, reads_what_is_sealed
from checks.sealing_guards import (
    it_is_an_online_search,
    it_may_be_talked_over,
    it_raised_something,
    nothing_holds_the_words,
    somebody_else_searched,
    something_is_sealed,
    the_interview_is_arranged,
    the_panel_was_not_asked,
    the_reader_does_not_interview,
)
from hiring import clock
from hiring.actors import SYSTEM
from hiring.permissions import any_of, is_hr, is_safeguarding_lead
from workflows.transitions import STAYS, transition

ANSWERED = ["to_decide", "clear", "concern"]
THEN = {"self_declaration": "discussed", "online_search": "explored"}


class KeepsSealedWords:
    """What a person declares and what a search finds: sealed, opened with a reason, put to the panel only as a question."""

    @transition(
        source=ANSWERED,
        target=STAYS,
        permission=reads_what_is_sealed,
        guards=[something_is_sealed, the_interview_is_arranged, the_reader_does_not_interview],
        label="Open what is sealed",
    )
    def open_sealed(self, *, by, reason):
        """Somebody with the right to it reads the words, for a reason that is kept."""

    @transition(
        source="to_decide",
        target="to_decide",
        permission=opens_what_is_sealed,
        guards=[the_file_is_open, it_is_an_online_search, it_raised_something, the_reader_does_not_interview],
        label="Seal what was found",
    )
    def seal_finding(self, *, by, found, where, bears_on):
        """What the search found, sealed from everybody who interviews; nothing that the law protects is described."""
        self.seal("found", {"found": found, "where": where, "bears_on": bears_on}, by)

    @transition(
        source="to_decide",
        target="clear",
        permission=any_of(is_hr, is_safeguarding_lead),
        guards=[
            the_file_is_open,
            it_is_an_online_search,
            it_raised_something,
            the_reader_does_not_interview,
            somebody_else_searched,
            the_panel_was_not_asked,
            nothing_holds_the_words,
        ],
        records=["why"],
        label="Drop what was found",
        then=what_follows_at_work,
    )
    def discard_finding(self, *, by, why, tested=()):
        """It fails the test for going further: the words go now, and only that something was dropped and why stays."""
        from checks.models.hold import Hold
        from checks.models.receipt import Receipt

        Hold.settle_with(self.clearance.person_id)
        for row in self.sealed_words.filter(erased_at=None):
            row.erase()
        for paper in self.documents.exclude(state="destroyed"):
            paper.destroy(by=SYSTEM, rule="dropped")
        looked = {"source": "what the search found", "terms": "", "evidence_on": clock.today()}
        Receipt.write(self, looked | {"outcome": "dropped", "why": why, "tested": list(tested)}, by)
        self.pass_to("")

    @transition(
        source="to_decide",
        target="to_decide",
        permission=is_hr,
        guards=[
            the_file_is_open,
            it_is_an_online_search,
            it_raised_something,
            something_is_sealed,
            the_reader_does_not_interview,
        ],
        records=["question"],
        label="Word a question for the panel",
    )
    def put_to_panel(self, *, by, question):
        """All that the panel reads: a question in HR's words, never what was found."""
        self.interview_questions.create(text=question, worded_by=by)

    @transition(
        source="to_decide",
        target="to_decide",
        permission=opens_what_is_sealed,
        guards=[the_file_is_open, it_may_be_talked_over, it_raised_something, the_interview_is_arranged],
        label="Record that it was talked over",
    )
    def talk_over(self, *, by, said, evidence):
        """The person has been heard, at the interview or after it; their words are sealed, the day and the people are not."""
        from checks.models.receipt import Receipt

        self.seal("said", {"said": said}, by)
        Receipt.write(self, evidence | {"outcome": THEN[self.code]}, by)

    def seal(self, what, words, by, scope=""):
        """Keep these words apart from the history and from every page."""
        self.sealed_words.create(what=what, scope=scope, words=json.dumps(words), said_by_label=by.label)
