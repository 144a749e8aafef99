"""What somebody else's letter must state, for people whose checks are made by whoever sends them."""

import datetime as dt
from types import SimpleNamespace

from checks.rules.rule import Statement
from checks.rules.tables.letters import CHAIN, LETTERS

NOT_TOLD = {  # of a post not told of, the letter is asked for what most such posts need
    "contact": "opportunity",
    "teaching_work": "yes",
    "qualification_required": True,
    "qts_required": True,
    "early_years": False,
    "later_years_childcare": False,
    "manages_childcare": False,
}


def letter_of(case) -> tuple[Statement, ...]:
    """What the letter must state by the rules of the case's own day; nothing for people the school checks itself."""
    lines = LETTERS.get(case.engagement, ())
    return tuple(line for line in lines if line.is_in_force(case.rules_of) and line.when(case))


def letter_of_post(role: dict, *, regulated_activity: bool, on: dt.date) -> tuple[Statement, ...]:
    """The same for a post of which not every fact need be known."""
    told = {name: value for name, value in role.items() if value is not None}
    return letter_of(SimpleNamespace(**{**NOT_TOLD, **told}, regulated_activity=regulated_activity, rules_of=on))


def checks_named(letter: tuple[Statement, ...]) -> tuple[str, ...]:
    """The checks the letter must name, in the order of the record; who engaged whom is no check."""
    return tuple(line.states for line in letter if line.states != CHAIN)
