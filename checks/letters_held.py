"""What a letter in the file does not state and must: a dated rule has moved since it came, or the post has.

A letter is right when it comes and too short when the law moves. It is never changed: another is asked for beside it, and
the first stands on the record for what it does state.
"""

import datetime as dt
from dataclasses import replace
from functools import cache
from typing import NamedTuple

from checks.kinds.letters import LETTERS, stated_in, words_of_statement
from checks.kinds.words import as_date
from checks.kinds.words import day as in_words
from checks.rules import InvalidCase
from checks.rules.moving_law import days_moved
from checks.rules.rule import Statement

WHOLE = {"received", "received_complete"}  # any other outcome was decided upon, or copied from an old record


class Letter(NamedTuple):
    """The day it came, whether every check was ticked off by its own date, and what it states."""

    came_on: dt.date
    is_whole: bool
    states: frozenset[str]

    @classmethod
    def read(cls, told):
        """From its receipt, as a query tells it: `on`, `outcome`, `facts`."""
        return cls(as_date(told["on"]), told["outcome"] in WHOLE, stated_in(told["facts"]))


class Unsaid(NamedTuple):
    """One thing that a letter does not state. `since`: the day the rules began to ask it; None where the post is another."""

    statement: Statement
    since: dt.date | None
    came_on: dt.date
    day: dt.date

    @property
    def words(self):
        """What is missing, since when, by which rule, written where."""
        rule = self.statement
        asked = f"required from {in_words(self.since)}" if self.since else "required as the post now is"
        source = rule.source.on(self.since or self.day)
        return (
            f"The letter of {in_words(self.came_on)} does not state {words_of_statement(rule.states)}, {asked}: "
            f"rule {rule.id}, {source}."
        )


def unsaid(letter, day, rules_of) -> list[Unsaid]:
    """What the rules of this day ask of a letter that it does not state. `rules_of(day)` is what the rules of a day say.

    One that was decided upon though not whole, or copied from an old record, is taken to state what its own day asked.
    """
    lacking = [line for line in rules_of(day).letter if line.states not in letter.states]
    if not lacking:
        return []
    asked_then = {line.states for line in rules_of(letter.came_on).letter}
    turns = days_moved(letter.came_on, day)
    return [
        Unsaid(line, None if line.states in asked_then else _since(line, turns, rules_of), letter.came_on, day)
        for line in lacking
        if letter.is_whole or line.states not in asked_then
    ]


def _since(line, turns, rules_of):
    return next((turn for turn in turns if any(each.states == line.states for each in rules_of(turn).letter)), None)


def asked_again(checks, day, rules_of):
    """`[(the requirement, what the letter in hand does not state)]` where it must be asked for again by the rules of a day."""
    held = [check for check in checks if check.code in LETTERS and check.is_asked_for]
    needs = {need.code: need for need in rules_of(day).required if need.code in LETTERS} if held else {}
    letters = [check for check in held if check.code in needs]
    newest = max(letters, key=lambda check: check.number, default=None)
    if newest is None or not newest.is_in_force(day) or not newest.letter:  # one that is asked for already is awaited
        return []
    lacking = unsaid(Letter.read(newest.letter), day, rules_of)
    return [(needs[newest.code], lacking)] if lacking else []


def why_asked_again(check, checks) -> list[str]:
    """While a letter is awaited beside one that is here: what that one does not state, a sentence each."""
    before = [each for each in checks if each.code == check.code and each.number < check.number]
    if check.code not in LETTERS or check.state == "clear" or not before or not before[-1].letter:
        return []
    file = check.clearance
    try:
        lacking = unsaid(Letter.read(before[-1].letter), file.first_day, cache(file.by_the_rules_of))
    except InvalidCase:
        return []
    return [each.words for each in lacking]


def with_reasons(line, checks):
    """The line of a letter asked for again says why."""
    return replace(line, detail=" ".join([line.detail, *why_asked_again(line.check, checks)]))
