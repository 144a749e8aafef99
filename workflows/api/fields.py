"""The pages' own forms, filled in by JSON: one form says what is right, for a person typing and for a program."""

import datetime as dt
import decimal

from django import forms

from hiring.api.problems import invalid, pointer

NOT_THIS = {
    bool: "Send true or false.",
    str: "Send text.",
    int: "Send a whole number.",
    list: "Send a list.",
    dt.date: "Send a date like 2026-07-31.",
    decimal.Decimal: "Send a number, or text like “22454.09”.",
}


def filled(form_made, given, path=(), known=()):
    """A form filled from JSON: `form_made(data)` makes it. Raises the problem when any answer is not right.

    path: where `given` stands in what was sent, for the pointers. known: further keys that are somebody else's to read.
    """
    form, errors = checked(form_made, given, path, known)
    if errors:
        raise invalid(errors)
    return form


def checked(form_made, given, path=(), known=()):
    """The same, with the errors returned as `(pointer, sentence)` so that several forms can be told at once."""
    blank = form_made(None)
    data, errors = {}, []
    for name, value in given.items():
        if name in known:
            continue
        if name not in blank.fields:
            errors.append((pointer(*path, name), f"There is no “{name}” here."))
            continue
        try:
            data.update(as_typed(blank, name, value))
        except (TypeError, ValueError, decimal.InvalidOperation) as error:
            errors.append((pointer(*path, name), str(error)))
    if errors:
        return blank, errors
    form = form_made(data)
    return form, [] if form.is_valid() else _errors_of(form, path)


def as_typed(form, name, value):
    """One JSON value as the page's inputs would carry it; null is an input left empty."""
    field, key = form.fields[name], form.add_prefix(name)
    if value is None:
        return {}
    kind = kind_of(field)
    _demand(kind, value)
    widget = field.widget
    if isinstance(widget, forms.MultiWidget):
        whole = dt.date.fromisoformat(value) if kind is dt.date else value
        parts = widget.decompress(whole)
        return {key + suffix: part for suffix, part in zip(widget.widgets_names, parts, strict=True)}
    return {key: value if kind in {bool, list} else str(value)}


def kind_of(field):
    """What JSON a field takes, as the Python type it comes to."""
    from hiring.days import DayField

    if isinstance(field, DayField):
        return dt.date
    if isinstance(field, forms.BooleanField):
        return bool
    if isinstance(field, (forms.MultipleChoiceField, forms.ModelMultipleChoiceField)):
        return list
    if isinstance(field, forms.DecimalField):
        return decimal.Decimal
    if isinstance(field, (forms.IntegerField, forms.ModelChoiceField)) or _counts(field):
        return int
    return str


def _counts(field):
    """A choice among whole numbers, such as a score."""
    values = [value for value, _ in getattr(field, "choices", ()) if value != ""]
    return bool(values) and all(isinstance(value, int) for value in values)


def _demand(kind, value):
    right = isinstance(value, str) if kind is dt.date else isinstance(value, kind)
    if kind is decimal.Decimal:
        right = isinstance(value, (int, float, str)) and decimal.Decimal(str(value)).is_finite()
    if kind is dt.date and right:
        right = len(value) == 10 and value[4] == value[7] == "-"
        right = right and bool(_day(value))
    if kind is list and right:
        right = all(isinstance(each, (str, int)) for each in value)
    if not right or (isinstance(value, bool) and kind is not bool):
        raise TypeError(NOT_THIS[kind])


def _day(value):
    try:
        return dt.date.fromisoformat(value)
    except ValueError:
        return None


def _errors_of(form, path):
    return [
        (pointer(*path, *([] if name == "__all__" else [name])), sentence)
        for name, sentences in form.errors.items()
        for sentence in sentences
    ]
