"""Counting in calendar months."""

import calendar
import datetime as dt

from checks.rules.shapes import as_date


def months_after(day: dt.date | str, months: int) -> dt.date:
    """The same day of a later month, or that month's last day: 30 November and three months is the end of February."""
    start = as_date(day)
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    if year > dt.MAXYEAR:
        return dt.date.max
    last = calendar.monthrange(year, month + 1)[1]
    return dt.date(year, month + 1, min(start.day, last))
