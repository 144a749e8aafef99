"""One line of the table, and the groups the lines come in."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from checks.rules.case import Case
from checks.rules.sources import Source

Question = Callable[[Case], bool]


@dataclass(frozen=True, slots=True, kw_only=True)
class Dated:
    """In force from one day to another; rules change, and a case is judged by those of its own first day."""

    valid_from: dt.date = dt.date.min
    valid_to: dt.date = dt.date.max

    def is_in_force(self, day: dt.date) -> bool:
        return self.valid_from <= day <= self.valid_to


@dataclass(frozen=True, slots=True)
class Rule(Dated):
    """When this is so, the check is needed, this strongly, because it says so there."""

    id: str
    adds: str
    when: Question
    strength: str
    source: Source


@dataclass(frozen=True, slots=True)
class Lifts(Dated):
    """When this is so, these checks are not needed, whatever a later line says."""

    id: str
    codes: tuple[str, ...]
    when: Question
    source: Source


@dataclass(frozen=True, slots=True)
class Answer(Dated):
    """When this is so, the post is, or is not, regulated activity."""

    id: str
    is_regulated: bool
    when: Question
    source: Source


@dataclass(frozen=True, slots=True)
class Statement(Dated):
    """When this is so, the letter of whoever sends them must state this, because it says so there."""

    id: str
    states: str
    when: Question
    source: Source


@dataclass(frozen=True, slots=True)
class Block:
    """The lines for people who come by one route; nobody comes by two."""

    id: str
    when: Question
    lines: tuple[Rule | Lifts, ...]

    @property
    def asking(self) -> tuple[Rule, ...]:
        """The lines that ask for a check, without those that lift one."""
        return tuple(line for line in self.lines if isinstance(line, Rule))

    def in_force(self, day: dt.date) -> tuple[Rule | Lifts, ...]:
        return tuple(line for line in self.lines if line.is_in_force(day))
