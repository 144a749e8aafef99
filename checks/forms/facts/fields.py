"""Fields for facts. What is not known is asked for as if it were so: it is never taken for safe."""

from django import forms

YES_NO = [("yes", "Yes"), ("no", "No")]
NOT_KNOWN = ("unknown", "Not known yet. The check is asked for until we know")


def one_of(label, choices, **options):
    """One answer from a list, none of them chosen beforehand."""
    return forms.ChoiceField(label=label, choices=choices, widget=forms.RadioSelect, **options)


def yes_no(label, *, unknown=False, **options):
    """Yes or no; and, where it may not be known yet, a third answer that says what follows."""
    return one_of(label, [*YES_NO, NOT_KNOWN] if unknown else YES_NO, **options)


def how_many(label, **options):
    """A number of months or years."""
    widget = forms.TextInput(attrs={"class": "govuk-input--width-4", "inputmode": "numeric"})
    return forms.IntegerField(label=label, min_value=0, max_value=1200, widget=widget, **options)


def is_so(answer) -> bool:
    """Whether the rules are told that it is so: a yes, or not known."""
    return answer in {"yes", "unknown"}


def said(value) -> str:
    """A fact as the answer that was given."""
    return "yes" if value else "no"
