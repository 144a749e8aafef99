"""A month and a year in one box, as people write them: 9 2019, 09/2019, September 2019, 2019-09."""

import re

from django import forms

from hiring import clock
from hiring.figures import whole

NAMES = "jan feb mar apr may jun jul aug sep oct nov dec".split()
SAID = re.compile(r"^(?P<month>[A-Za-z]+|\d{1,2})[\s/.-]+(?P<year>\d{4})$")
FULL = re.compile(r"^(?P<year>\d{4})-(?P<month>\d{1,2})$")
EARLIEST = 1940
NOT_A_MONTH = "Enter a month and year, like 9 2019"


class MonthField(forms.CharField):
    """A month that has come already, kept as YYYY-MM."""

    def __init__(self, **kwargs):
        kwargs.setdefault("help_text", "Month and year, like 9 2019")
        kwargs.setdefault("widget", forms.TextInput(attrs={"class": "govuk-input--width-10"}))
        kwargs.setdefault("max_length", 20)
        super().__init__(**kwargs)

    def clean(self, value):
        text = super().clean(value)
        if not text:
            return ""
        found = SAID.match(text) or FULL.match(text)
        month = _number(found["month"]) if found else None
        if not month:
            raise forms.ValidationError(f"{NOT_A_MONTH}, for “{self.label}”" if self.label else NOT_A_MONTH)
        year = int(found["year"])
        if year < EARLIEST or (year, month) > (clock.today().year, clock.today().month):
            raise forms.ValidationError("The date must be in the past")
        return f"{year}-{month:02d}"


def _number(text):
    """1 to 12, or None."""
    number = whole(text)
    if number is not None:
        return number if 1 <= number <= 12 else None
    short = text[:3].lower()
    return NAMES.index(short) + 1 if short in NAMES else None
