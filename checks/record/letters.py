"""What a letter says of each column, for people whose checks are made by whoever sends them."""

import datetime as dt
import json
from functools import lru_cache

from checks.kinds.letters import LETTERS, states
from checks.record.columns import NAMED_IN_LETTER
from checks.rules.confirmation import letter_of_post


def letter_among(standings):
    """The agency's, the training provider's or the employer's word: the newest that is here, else the one asked for."""
    letters = [each for each in standings if each.code in LETTERS]
    here = [each for each in letters if each.state == "clear"]
    return (here or letters or [None])[-1]


def columns_answered(role_facts, in_regulated_activity, on):
    """The columns that this person's letter must answer for, by the facts of the post and the rules of a day."""
    must = letter_of_post(role_facts, regulated_activity=in_regulated_activity, on=on)
    return {line.states.removesuffix("_if_applicable") for line in must} & set(NAMED_IN_LETTER)


def names(letter, column):
    """Whether the letter in hand gives a date for this column, or says none is needed (`None`: it says neither).

    What the old record says of a letter it does not say check by check: it was found whole when it was looked at.
    """
    told = _facts(letter.told) if letter.told else {}
    if column == "overseas" and told.get("overseas_needed") == "no":
        return "not_needed"
    if states(told, NAMED_IN_LETTER[column]) or letter.historic:
        return "date"
    return None


def of_the_certificate(letter, day):
    """The certificate's own date, which academies keep of supply staff (Independent School Standards 2014, Schedule, para 21)."""
    told = _facts(letter.told) if letter.told else {}
    dated_on = told.get("certificate_dated_on")
    return [f"certificate {day(dt.date.fromisoformat(dated_on))}"] if dated_on else []


@lru_cache(maxsize=256)
def _facts(text):
    return json.loads(text)
