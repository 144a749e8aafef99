"""When things happen in the story: written as dates of summer 2026, moved by whole weeks so that it is always alive."""

import datetime as dt
from contextlib import contextmanager

from hiring import clock
from workflows import outbox

# The Monday of the story on which each chapter is read
READ_ON = {
    "open": dt.date(2026, 6, 22),
    "scoring": dt.date(2026, 7, 6),
    "shortlist": dt.date(2026, 7, 6),
    "interviews": dt.date(2026, 7, 13),
    "checks": dt.date(2026, 7, 20),
    "started": dt.date(2026, 9, 7),
}


_shift = dt.timedelta()


def begin(chapter):
    """Fix how far the story is moved. Early in a week its Monday is that week's; later, the Monday to come."""
    global _shift  # noqa: PLW0603 (one story is told at a time, and its clock must not move while it is told)
    today = clock.today()
    monday = today - dt.timedelta(days=today.weekday())
    if today.weekday() > 1:
        monday += dt.timedelta(weeks=1)
    _shift = monday - READ_ON[chapter]


def day(month, number):
    """A day of the story, as a date now."""
    return dt.date(2026, month, number) + _shift


def at(month, number, hour=9, minute=0):
    """An hour of the story, by the clock on the wall in England."""
    return clock.london(day(month, number), hour, minute)


@contextmanager
def on(month, number, hour=9, minute=0):
    """Act in the story at that hour, never later than the present; its letters are written at that hour too."""
    with clock.at(min(at(month, number, hour, minute), clock.now())) as instant:
        yield instant
        outbox.carry_out_all()
