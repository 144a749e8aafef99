"""What a letter says of each column, for people whose checks are made by whoever sends them."""

from types import SimpleNamespace

from checks.record.columns import LETTERS, NAMED_IN_LETTER
from checks.rules.confirmation import LETTERS as MUST_NAME


def letter_among(standings):
    """The agency's, the training provider's or the employer's word, if it is asked for."""
    return next((each for each in standings if each.code in LETTERS), None)


def columns_answered(role_facts, in_regulated_activity):
    """The columns that this person's letter must answer for, by the facts of the post."""
    post = SimpleNamespace(**role_facts, regulated_activity=in_regulated_activity)
    must = MUST_NAME.get(role_facts.get("engagement"), ())
    return {code.removesuffix("_if_applicable") for code, when in must if when(post)} & set(NAMED_IN_LETTER)


def names(letter, column):
    """Whether the letter in hand gives a date for this column, or says none is needed (`None`: it says neither).

    A letter copied from the old record, or one in force, was found whole when it was looked at.
    """
    told = letter.letter or {}
    if column == "overseas" and told.get("overseas_needed") == "no":
        return "not_needed"
    if told.get(f"made_{NAMED_IN_LETTER[column]}") or letter.historic or letter.state == "clear":
        return "date"
    return None
