"""A date typed as day, month and year: the way to ask for a date somebody knows by heart."""

import datetime as dt

from django import forms


def part(label, width, complete=""):
    attrs = {"label": label, "class": f"govuk-input--width-{width}"}
    return forms.TextInput(attrs={**attrs, "autocomplete": complete} if complete else attrs)


class DayInput(forms.MultiWidget):
    """Three short boxes under one question; `birthday=True` lets the browser fill them in."""

    template_name = "django/forms/widgets/day.html"
    use_fieldset = True

    def __init__(self, attrs=None, *, birthday=False):
        names = ["bday-day", "bday-month", "bday-year"] if birthday else ["", "", ""]
        parts = zip(["Day", "Month", "Year"], [2, 2, 4], names, strict=True)
        super().__init__({label.lower(): part(label, width, name) for label, width, name in parts}, attrs)

    def value_from_datadict(self, data, files, name):
        """Three boxes from a page; from the API one date, 2026-07-03."""
        whole = data.get(name)
        if not whole:
            return super().value_from_datadict(data, files, name)
        year, _, rest = str(whole).partition("-")
        month, _, day = rest.partition("-")
        return [day, month, year]

    def decompress(self, value):
        return [value.day, value.month, value.year] if value else ["", "", ""]


class DayField(forms.MultiValueField):
    """A real day of the calendar, given in three figures; says which part is missing."""

    widget = DayInput
    default_error_messages = {
        "required": "Enter the date.",
        "incomplete": "Enter the day, the month and the year.",
        "invalid": "Enter a real date, like 31 3 2026.",
    }

    def __init__(self, **kwargs):
        parts = [forms.CharField(max_length=4), forms.CharField(max_length=9), forms.CharField(max_length=4)]
        super().__init__(parts, require_all_fields=False, **kwargs)

    def clean(self, value):
        parts = [str(part or "").strip() for part in value or []]
        if any(parts) and not all(parts):
            raise forms.ValidationError(self.error_messages["incomplete"], code="incomplete")
        return super().clean(parts)

    def compress(self, parts):
        if not parts:
            return None
        try:
            day, month, year = (int(part) for part in parts)
            return dt.date(year, month, day)
        except (ValueError, OverflowError):
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid") from None
