"""A month typed as two numbers: people know the month they left a job, rarely the day."""

from django import forms

from hiring import clock
from hiring.days import part
from vacancies.months import month_number

MONTHS = "January February March April May June July August September October November December".split()


class MonthInput(forms.MultiWidget):
    """Two short boxes under one question."""

    template_name = "django/forms/widgets/day.html"
    use_fieldset = True

    def __init__(self, attrs=None):
        super().__init__({"month": part("Month", 2), "year": part("Year", 4)}, attrs)

    def decompress(self, value):
        if not value:
            return ["", ""]
        year, month = value.split("-")
        return [str(int(month)), year]


class MonthField(forms.MultiValueField):
    """A month that has begun, kept as `2024-03`."""

    widget = MonthInput
    default_error_messages = {
        "required": "Enter the month and the year, like 3 2024.",
        "incomplete": "Enter the month and the year, like 3 2024.",
        "invalid": "Enter a real month and year, like 3 2024.",
        "future": "The date must be in the past.",
    }

    def __init__(self, **kwargs):
        parts = [forms.CharField(max_length=9), forms.CharField(max_length=4)]
        super().__init__(parts, require_all_fields=False, **kwargs)

    def clean(self, value):
        parts = [str(each or "").strip() for each in value or []]
        if any(parts) and not all(parts):
            raise forms.ValidationError(self.error_messages["incomplete"], code="incomplete")
        return super().clean(parts)

    def compress(self, parts):
        if not parts:
            return ""
        try:
            text = f"{int(parts[1]):04d}-{_month(parts[0]):02d}"
            number = month_number(text)
        except ValueError:
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid") from None
        if number < 1930 * 12:
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid")
        today = clock.today()
        if number > today.year * 12 + today.month - 1:
            raise forms.ValidationError(self.error_messages["future"], code="future")
        return text


def _month(text):
    """3, 03, March or mar."""
    if text.isascii() and text.isdigit():
        return int(text)
    starts = [
        number
        for number, name in enumerate(MONTHS, start=1)
        if len(text) >= 3 and name.lower().startswith(text.lower())
    ]
    if len(starts) != 1:
        raise ValueError(text)
    return starts[0]
