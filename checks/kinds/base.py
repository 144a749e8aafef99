"""What every kind of check says of itself."""

import datetime as dt
from typing import ClassVar, NamedTuple

from checks.kinds import words
from checks.kinds.authority import Authority
from checks.kinds.evidence import EvidenceForm
from checks.kinds.repeats import Repeat

CLEAR, TO_DECIDE, CONCERN, WAITING = "clear", "to_decide", "concern", "waiting"
SHORTLISTED, OFFERED = "shortlisted", "offered"
OFFER, START = "offer", "start"
HR, HEAD = "hr", "head"

HOLDERS = {
    "candidate": "the candidate",
    "referee": "the referee",
    "dbs": "the DBS",
    "us": "HR",
    "head": "the headteacher",
    "occupational health": "occupational health",
    "agency": "the agency",
    "provider": "the training provider",
    "employer": "their employer",
    "dfe": "the Department for Education",
    "companies house": "Companies House",
    "reception": "reception",
    "line manager": "the line manager",
}


BLOCKS = {
    (OFFER, START): "Confirming the offer, and starting",
    (OFFER,): "Confirming the offer, and so the start",
    (START,): "Starting; the offer may be confirmed before",
}


class Outcome(NamedTuple):
    """One way the looking can end: what the form calls it, and what it makes of the check."""

    label: str
    result: str


class Kind:
    """How one kind of check is done, from the question to the receipt."""

    code: ClassVar[str]
    title: ClassVar[str]
    why: ClassVar[str]
    good_evidence: ClassVar[tuple[str, ...]]
    holder: ClassVar[str] = "us"
    waiting_words: ClassVar[str] = "Waiting for HR"
    ask_label: ClassVar[str] = "Record the result"
    record_label: ClassVar[str] = "Record the result"
    earliest_stage: ClassVar[str] = SHORTLISTED
    stage_source: ClassVar[str] = "KCSIE Part three, selection"
    blocks: ClassVar[tuple[str, ...]] = (OFFER, START)  # whatever it says, no start happens without it (decision 0013)
    decided_by: ClassVar[str] = HR
    outcomes: ClassVar[dict[str, Outcome]]
    is_a_search: ClassVar[bool] = False
    comes_with: ClassVar[str] = ""  # the code of the check whose paper also carries this one's result
    is_a_declaration: ClassVar[bool] = False
    is_a_letter: ClassVar[bool] = False  # somebody else's word that they made the checks
    holds_certificates: ClassVar[bool] = False  # what it says is weighed by the head, in writing
    destroys_the_copy: ClassVar[bool] = False  # decided upon is not settled: the copy is destroyed first
    labels: ClassVar[dict[str, str]] = {}
    looked: ClassVar[str] = "Saw"
    seen: ClassVar[str] = "Seen by"
    candidate_sentence: ClassVar[str] = "We are finishing this check. There is nothing you need to do."
    verified_by: ClassVar[str] = "HR or the headteacher"
    authorities: ClassVar[
        tuple[Authority, ...]
    ] = ()  # what whoever looks must hold; none: that they may record it is enough
    not_a_look: ClassVar[tuple[str, ...]] = ()  # outcomes that say only that it is on its way, or was not done
    repeats: ClassVar[str] = "Once for each appointment."
    repeat: ClassVar[Repeat | None] = None  # when it falls due again, where somebody wishes it to
    lasts_one_visit: ClassVar[bool] = False  # good while they are here, and recorded anew when they come again
    changes_are_told: ClassVar[bool] = False  # the person has to tell us when their answer changes
    may_wait: ClassVar[str] = ""  # with which safeguards it may; empty: never put off and never waived
    kept_for: ClassVar[str] = "The receipt stays on the personnel file."
    record_column: ClassVar[str] = ""  # its column on the single central record; empty: it has none
    bars: ClassVar[tuple[str, ...]] = ()  # outcomes that no decision here lifts: only newer evidence does
    goes_on_with: ClassVar[tuple[str, ...]] = ()  # what may still be recorded while a concern is open
    two_people: ClassVar[bool] = False  # whoever recorded it does not void it
    sealed_to: ClassVar[frozenset[str]] = frozenset()  # who may open the words that came with it
    may_be_seen_again: ClassVar[bool] = False  # recorded anew although nothing has run out
    per_country: ClassVar[bool] = False  # one check for each country lived in

    class Evidence(EvidenceForm):
        """The receipt with nothing more to it."""

    def __init_subclass__(cls, **kwargs):
        """Each kind has a form of its own that knows whose it is."""
        super().__init_subclass__(**kwargs)
        cls.Evidence = type("Evidence", (cls.Evidence,), {"kind": cls, "__module__": cls.__module__})

    @property
    def blocks_words(self) -> str:
        """What it keeps from happening until it is clear."""
        return BLOCKS[self.blocks]

    @property
    def is_asked(self) -> bool:
        """Whether asking somebody is a step of its own, by a letter of ours or recorded here; the rest is only recorded."""
        may_wait = any(outcome.result == WAITING for outcome in self.outcomes.values())
        return self.holder in {"candidate", "referee"} or (self.holder != "us" and (self.is_a_letter or may_wait))

    def title_of(self, check) -> str:
        """What this check is called on this person's page."""
        return self.title

    def holder_words(self, check) -> str:
        """Whom everybody waits for once it is asked."""
        return HOLDERS[self.holder]

    def next_step(self, check) -> str:
        """What happens next, in one sentence."""
        if check.state == WAITING:
            return f"{self.record_label} when it comes."
        if check.state in {TO_DECIDE, CONCERN}:
            who = "The headteacher decides" if self.decided_by == HEAD else "HR decides"
            return f"{who} on what was found."
        return f"{self.ask_label if self.is_asked else self.record_label}."

    def action_label(self, check) -> str:
        """The words on the one button."""
        if check.state in {TO_DECIDE, CONCERN}:
            return "Decide"
        if check.state == "not_started" and self.is_asked:
            return self.ask_label
        return self.record_label

    def expires_on(self, evidence: dict) -> dt.date | None:
        """The last day the evidence is good for; most is good for the appointment."""
        return None

    def follow(self, check, evidence: dict, by) -> None:
        """What else is written at once when this is recorded; most kinds stand alone."""

    def held_to(self, check) -> str:
        """What the person is held to while this is clear, as the gate says it; most checks bind nobody."""
        return ""

    def authority_for(self, evidence: dict) -> Authority | None:
        """What whoever looked must hold for this evidence; None where nobody looked yet, or their role is enough."""
        looked = self.authorities and evidence["outcome"] not in self.not_a_look
        return self.authorities[0] if looked else None

    def lived_in(self, countries: list[dict], policy: dict, born_on: dt.date | None) -> list[dict]:
        """Of the countries somebody lived in, those this kind is asked of, by the trust's choices."""
        return countries

    def looked_at(self, evidence: dict) -> str:
        """What was looked at, for whom."""
        terms = f" for {evidence['terms']}" if evidence.get("terms") else ""
        return f"{self.looked} {evidence['source']}{terms}"

    def found(self, evidence: dict) -> str:
        """The result, in the form's own words."""
        return self.outcomes[evidence["outcome"]].label

    def sentence(self, evidence: dict, who: str, at: dt.datetime) -> str:
        """The receipt in words, as printed once and kept."""
        evidence = {**evidence, "source": words.within(evidence["source"])}
        looked = f"{self.looked_at(evidence)}, {words.when(evidence['evidence_on'], at)}"
        return " ".join(words.ended(part) for part in (looked, self.found(evidence), f"{self.seen} {who}"))
