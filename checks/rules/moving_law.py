"""The law moving under facts that stay: which lines began or ended between two days, and what they newly ask."""

import datetime as dt
from functools import cache, partial
from typing import NamedTuple

from checks.rules.deciding import required_checks
from checks.rules.decision import Requirement
from checks.rules.rule import Answer, Lifts
from checks.rules.tables.blocks import BLOCKS
from checks.rules.tables.letters import LETTERS
from checks.rules.tables.regulated_activity import ANSWERS

A_DAY = dt.timedelta(days=1)


class Moved(NamedTuple):
    """One line of the table that began, or ended, on one day."""

    line: object
    on: dt.date
    ended: bool

    @property
    def key(self):
        return self.line.id, self.on


@cache
def moves():
    """Every line that has a first or a last day, by the day on which something was different; the latest first."""
    lines = [*ANSWERS, *(line for block in BLOCKS for line in block.lines)]
    lines += [line for letter in LETTERS.values() for line in letter]
    begun = [Moved(line, line.valid_from, ended=False) for line in lines if line.valid_from > dt.date.min]
    ended = [Moved(line, line.valid_to + A_DAY, ended=True) for line in lines if line.valid_to < dt.date.max]
    return tuple(sorted([*begun, *ended], key=lambda each: (each.on, each.line.id), reverse=True))


def days_moved(after, until):
    """The days after one and up to another on which any line was different, in order."""
    return sorted({each.on for each in moves() if after < each.on <= until})


def last_moved(today):
    """The last day, up to this one, on which any line was different."""
    return next((each.on for each in moves() if each.on <= today), dt.date.min)


class UnderTheLaw:
    """The same facts by the rules of the day they were read, and by those of another day."""

    def __init__(self, role, person, policy, since, today, held):
        self.since, self.today, self.held = since, today, held
        self.rules_of = cache(partial(required_checks, role, person, policy))
        self.then, self.now = self.rules_of(since), self.rules_of(today)
        self.letters = {}

    def asks_again(self, need, lacking) -> None:
        """A letter in the file does not state what the law has come to ask of it: which, and since when."""
        moved = [each for each in lacking if each.since]
        if moved:
            self.letters[need.code] = moved

    @property
    def added(self) -> list[Requirement]:
        """What the law of today asks for, that of then did not, and the file does not hold; letters to be asked for again too."""
        asked = {*self.then.codes, *self.held} - self.letters.keys()
        return [need for need in self.now.required if need.code not in asked]

    def because(self, need) -> Moved | None:
        """The line that moved and so brought this check: its own, else the one that decides on regulated activity, else one that lifted it."""
        if need.code in self.letters:
            return self._because_of_the_letter(self.letters[need.code][0])
        between = [each for each in moves() if self.since < each.on <= self.today]
        regulated = {self.then.regulated_activity_rule, self.now.regulated_activity_rule}
        fits = (
            [each for each in between if each.line.id == need.rule],
            [each for each in between if isinstance(each.line, Answer) and each.line.id in regulated],
            [each for each in between if isinstance(each.line, Lifts) and need.code in each.line.codes],
            between,
        )
        return next((some[0] for some in fits if some), None)

    @staticmethod
    def _because_of_the_letter(lacking) -> Moved:
        """The line about the letter that began on that day, else the one that decides on regulated activity."""
        on_that_day = [each for each in moves() if each.on == lacking.since]
        its_own = [each for each in on_that_day if each.line.id == lacking.statement.id]
        return (its_own or [each for each in on_that_day if isinstance(each.line, Answer)] or on_that_day)[0]
