"""Dates and times as they are printed on a receipt."""

import datetime as dt

from hiring.clock import LONDON

OPENING = {"A", "An", "Her", "His", "Our", "The", "Their"}


def as_date(value) -> dt.date | None:
    """A day from a form, or from the text a receipt keeps it as."""
    if isinstance(value, dt.datetime):
        return value.astimezone(LONDON).date()
    return value if isinstance(value, dt.date) or not value else dt.date.fromisoformat(value)


def day(value) -> str:
    """3 July 2026"""
    date = as_date(value)
    return f"{date.day} {date:%B %Y}" if date else ""


def clock_time(instant: dt.datetime) -> str:
    """11:20, as the wall clock in England shows it."""
    return f"{instant.astimezone(LONDON):%H:%M}"


def when(evidence_on, at: dt.datetime) -> str:
    """ "on 3 July 2026 at 11:20" when recorded the same day; of an earlier day only the day is known."""
    date = as_date(evidence_on)
    return f"on {day(date)} at {clock_time(at)}" if date == as_date(at) else f"on {day(date)}"


def within(source: str) -> str:
    """What was typed as an answer, inside a sentence: The school office becomes the school office. Names keep their capital."""
    first, _, rest = source.partition(" ")
    return f"{first.lower()} {rest}" if first in OPENING and rest else source


def ended(sentence: str) -> str:
    """The sentence with its full stop, once."""
    return f"{sentence.rstrip('. ')}."
