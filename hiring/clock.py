"""The one clock of the product: every rule, date and event asks here what time it is."""

import contextlib
import contextvars
import datetime as dt
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils import timezone

LONDON = ZoneInfo("Europe/London")
_held_at = contextvars.ContextVar("held_at", default=None)


def now() -> dt.datetime:
    """The current instant; in the demo it may be a story day (`DEMO_TODAY`) at the present time of day."""
    held = _held_at.get()
    if held is not None:
        return held
    real = timezone.now()
    story_day = getattr(settings, "DEMO_TODAY", None)
    if not story_day:
        return real
    return dt.datetime.combine(story_day, real.astimezone(LONDON).time(), tzinfo=LONDON)


def today() -> dt.date:
    """The date in England now."""
    return now().astimezone(LONDON).date()


def london(day: dt.date, hour: int = 0, minute: int = 0) -> dt.datetime:
    """The instant at which the wall clock in England shows this time on this day."""
    return dt.datetime.combine(day, dt.time(hour, minute), tzinfo=LONDON)


@contextlib.contextmanager
def at(instant: dt.datetime):
    """Hold the clock at one instant. For the demo story and for tests; the database's own recording time is not moved."""
    token = _held_at.set(instant)
    try:
        yield instant
    finally:
        _held_at.reset(token)
