"""A date of birth, wherever one is typed: it can be one, and it is the one we know the person by."""

from django import forms

from checks.kinds.words import day
from hiring import clock

YOUNGEST = 10  # years; anybody younger is a slip of the pen, today's date above all
NOT_ONE = "Enter a date of birth, like 27 3 1998"
KNOWN = "We know them as born on {known}. Search under that date, or have it put right first"


def can_be_one(born_on) -> None:
    """Refuse a day on which nobody with a file of checks was born."""
    if born_on and clock.today().year - born_on.year < YOUNGEST:
        raise forms.ValidationError(NOT_ONE, code="not_a_birthday")


def why_not(form, file, evidence) -> str:
    """What to say where this is not the date of birth we know; empty where it is, or where the result says so itself.

    `form` is the kind's own: it knows which of its outcomes may differ, and its sentence.
    """
    born_on, may_differ = evidence.get("born_on"), evidence.get("outcome") in form.may_be_born_otherwise
    known = getattr(file, "birthday", getattr(file, "born_on", None)) if born_on and not may_differ else None
    return form.born_otherwise.format(known=day(known)) if known and known != born_on else ""
