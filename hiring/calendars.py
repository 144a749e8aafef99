"""School days, bank holidays and closing hours, in English local time."""

import datetime as dt
from functools import cache

from hiring import clock

LONGEST_SHUT = 60  # days


@cache
def bank_holidays(year):
    """England's bank holidays in a year, as a set of dates."""
    import holidays  # it knows every country's calendar, which is a third of a second nobody should wait for at the start

    return set(holidays.country_holidays("GB", subdiv="ENG", years=year))


def is_working_day(day):
    """Monday to Friday, not a bank holiday."""
    return day.weekday() < 5 and day not in bank_holidays(day.year)


def add_working_days(day, count):
    """The date `count` working days after `day`; the next working day when count is 0 and `day` is not one."""
    while count > 0 or not is_working_day(day):
        day += dt.timedelta(days=1)
        if is_working_day(day) and count > 0:
            count -= 1
    return day


def next_office_instant(instant, *, opens, shuts, closed=()):
    """The instant itself in office hours of a working day, else the hour at which the next such day opens.

    opens, shuts: hours of the wall clock in England, whatever the season; closed: dates on which nobody is in.
    """
    day = instant.astimezone(clock.LONDON).date()
    for ahead in range(LONGEST_SHUT):
        on = day + dt.timedelta(days=ahead)
        if is_working_day(on) and on not in closed and instant < clock.london(on, shuts):
            return max(instant, clock.london(on, opens))
    raise ValueError(f"Nobody is in for {LONGEST_SHUT} days from {day}")


def working_days_between(first, last):
    """How many working days come after the first and up to the last."""
    days = (first + dt.timedelta(days=count) for count in range(1, (last - first).days + 1))
    return sum(map(is_working_day, days))


def is_shut(school, day):
    """Whether this school is shut: no working day, a closure of its own, or outside the terms it has told us (two queries at most)."""
    if not is_working_day(day) or school.closures.filter(day_on=day).exists():
        return True
    terms = list(school.terms.values_list("starts_on", "ends_on"))
    return bool(terms) and not any(first <= day <= last for first, last in terms)
