"""A day and an hour typed together: closing times and interviews, by the clock on the wall in England."""

import datetime as dt
import re

from django import forms

from hiring import clock
from hiring.days import DayField

HOUR = re.compile(r"^(\d{1,2})(?:[:.](\d{2}))?\s*(am|pm)?$")


def hour_of(text):
    """`9:30`, `2pm`, `noon` as a time of day; ValueError when it is none."""
    plain = text.strip().lower()
    if plain == "noon":
        return dt.time(12)
    found = HOUR.match(plain)
    if not found:
        raise ValueError(text)
    hour, minute, half = int(found[1]), int(found[2] or 0), found[3]
    if half and not 1 <= hour <= 12:
        raise ValueError(text)
    if half == "pm" and hour < 12:
        hour += 12
    if half == "am" and hour == 12:
        hour = 0
    return dt.time(hour, minute)


class HourField(forms.CharField):
    """A time of day as people write it."""

    def __init__(self, **kwargs):
        kwargs.setdefault("max_length", 10)
        kwargs.setdefault("help_text", "Such as 9:30, 2pm or noon.")
        kwargs.setdefault("widget", forms.TextInput(attrs={"class": "govuk-input--width-5"}))
        super().__init__(**kwargs)

    def clean(self, value):
        text = super().clean(value)
        if not text:
            return None
        try:
            return hour_of(text)
        except ValueError:
            raise forms.ValidationError("Enter a time, like 9:30, 2pm or noon.", code="invalid") from None


def moment(day, hour):
    """The instant, or None when either part is missing."""
    return clock.london(day, hour.hour, hour.minute) if day and hour else None


__all__ = ["DayField", "HourField", "hour_of", "moment"]
