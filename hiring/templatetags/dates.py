"""Dates as people in schools say them: the weekday, the day, the year only when it is another year."""

import datetime as dt

from django import template

from hiring import clock

register = template.Library()


def as_date(value):
    """The day in England; None when the value is not a date."""
    if isinstance(value, dt.datetime):
        return value.astimezone(clock.LONDON).date() if value.tzinfo else value.date()
    return value if isinstance(value, dt.date) else None


def daymonth_of(on):
    """3 July, with the year when it is not this one."""
    year = "" if on.year == clock.today().year else f" {on.year}"
    return f"{on.day} {on:%B}{year}"


@register.filter
def weekday(value):
    """Fri, or nothing when the date is in another year."""
    on = as_date(value)
    return f"{on:%a}" if on and on.year == clock.today().year else ""


@register.filter
def daymonth(value):
    """3 July, or 3 July 2025 in another year."""
    on = as_date(value)
    return daymonth_of(on) if on else value


@register.filter
def day(value):
    """Fri 3 July inside this year, 3 July 2025 outside it; words pass through."""
    on = as_date(value)
    return f"{weekday(on)} {daymonth_of(on)}".strip() if on else value


@register.filter
def fullday(value):
    """Friday 3 July, for letters and for people outside the school."""
    on = as_date(value)
    return f"{on:%A} {daymonth_of(on)}" if on else value


@register.filter
def hour(value):
    """Noon, 5pm or 11:20: the time on the clock in England."""
    here = value.astimezone(clock.LONDON) if value.tzinfo else value
    if here.minute:
        return f"{here:%H:%M}"
    named = {0: "midnight", 12: "noon"}
    return named.get(here.hour) or f"{here.hour % 12}{here:%p}".lower()


@register.filter
def moment(value):
    """Fri 3 July, noon."""
    return f"{day(value)}, {hour(value)}" if isinstance(value, dt.datetime) else day(value)


@register.filter
def fullmoment(value):
    """Friday 3 July, 5pm, for people outside the school."""
    return f"{fullday(value)}, {hour(value)}" if isinstance(value, dt.datetime) else fullday(value)


def days_from_today(value):
    on = as_date(value)
    return (on - clock.today()).days if on else None


@register.filter
def is_past(value):
    """Whether the day has gone by."""
    days = days_from_today(value)
    return days is not None and days < 0


@register.filter
def distance(value):
    """Today, tomorrow, in 3 days, yesterday, 12 days ago; from two years on, 9 years ago."""
    days = days_from_today(value)
    if days is None:
        return ""
    near = {0: "today", 1: "tomorrow", -1: "yesterday"}
    if days <= -2 * 365:
        return f"{-days // 365} years ago"
    return near.get(days) or (f"in {days} days" if days > 0 else f"{-days} days ago")


@register.filter
def due(value):
    """Due Tue 7 July, in 4 days; or, once it has gone by, was due and how late."""
    days = days_from_today(value)
    if days is None:
        return value or ""
    if days >= 0:
        return f"Due {day(value)}, {distance(value)}."
    return f"Was due {day(value)}, {-days} {'day' if days == -1 else 'days'} late."
