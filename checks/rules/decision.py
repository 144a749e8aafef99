"""What the rules say of one case, with a reason for everything asked and everything not asked."""

import datetime as dt
from dataclasses import dataclass
from typing import NamedTuple

from checks.rules.confirmation import checks_named
from checks.rules.rule import Statement


class Requirement(NamedTuple):
    """One check this person needs for this post, how strongly, by which rule, written where."""

    code: str
    strength: str
    rule: str
    source: str
    evidence: str  # how well the source was read: V, V2, K or D

    def as_json(self) -> dict:
        return self._asdict()


class Exclusion(NamedTuple):
    """One check not asked for, and the rule that says so; asking all the same would be disproportionate."""

    code: str
    rule: str


@dataclass(frozen=True, slots=True)
class Decision:
    """The checks on one person for one post, by the rules in force on their first day."""

    regulated_activity: bool
    regulated_activity_rule: str
    required: tuple[Requirement, ...]
    excluded: tuple[Exclusion, ...]
    letter: tuple[Statement, ...]  # what the letter of whoever sends them must state
    self_declaration_scope: str | None
    scr: str
    start_date: dt.date
    rules_of: dt.date  # the day whose rules were used: the first day, unless the law has moved since

    @property
    def edition(self) -> str:
        """The day whose rules were used."""
        return self.rules_of.isoformat()

    @property
    def codes(self) -> tuple[str, ...]:
        """The checks required, in the order of the table."""
        return tuple(requirement.code for requirement in self.required)

    @property
    def confirmation_covers(self) -> tuple[str, ...]:
        """The checks that the letter of whoever sends them must name."""
        return checks_named(self.letter)

    def as_json(self) -> dict:
        """The answer in plain values, as the command prints it and a clearance keeps it."""
        return {
            "regulated_activity": self.regulated_activity,
            "regulated_activity_rule": self.regulated_activity_rule,
            "required": [requirement.as_json() for requirement in self.required],
            "excluded": [exclusion._asdict() for exclusion in self.excluded],
            "confirmation_covers": list(self.confirmation_covers),
            "self_declaration_scope": self.self_declaration_scope,
            "scr": self.scr,
            "edition": self.edition,
        }
