"""Forms as JSON Schema, so that the API's description cannot say anything but what the forms ask."""

import datetime as dt
import decimal

from django import forms

from workflows.api.fields import kind_of

TEXT = {"type": "string"}
SHAPES = {
    bool: {"type": "boolean"},
    int: {"type": "integer", "minimum": -(2**31), "maximum": 2**31 - 1},
    dt.date: {"type": "string", "format": "date"},
    decimal.Decimal: {"type": ["string", "number"], "pattern": r"^-?\d+(\.\d+)?$"},
}


def closed(properties, required=()):
    """An object in which what is not named is refused."""
    shape = {"type": "object", "properties": properties, "additionalProperties": False}
    return shape | ({"required": sorted(required)} if required else {})


def of_fields(fields):
    """An object with one property for each field of a form."""
    named = {name: of_field(field) for name, field in fields.items() if not isinstance(field, forms.FileField)}
    required = [name for name, field in fields.items() if name in named and field.required]
    return closed(named, required)


def of_field(field):
    """One property: its type, its choices, its limits, and the question as the page asks it."""
    kind = kind_of(field)
    shape = dict(SHAPES.get(kind, TEXT))
    if kind is list:
        shape = {"type": "array", "items": _choice(field)}
    elif kind is str:
        shape |= _limits(field) | _choice(field)
    elif kind is int:
        shape |= _range(field) | _whole_choice(field)
    if not field.required:
        shape = _or_null(shape)
    return shape | ({"description": _question(field)} if field.label else {})


def _question(field):
    """As the page asks it; a field that hangs on another's answer says on which, and is left out with any other."""
    answers = getattr(field, "goes_with", "").split()
    asked = str(field.label) if str(field.label).endswith("?") else f"{field.label}."
    return f"{asked} Kept only with {', '.join(answers)}" if answers else str(field.label)


def _choice(field):
    if isinstance(field, forms.ModelChoiceField):
        return TEXT
    values = [str(value) for value, _ in getattr(field, "choices", ())]
    return {"type": "string", "enum": values} if values else TEXT


def _whole_choice(field):
    values = (
        [] if isinstance(field, forms.ModelChoiceField) else [v for v, _ in getattr(field, "choices", ()) if v != ""]
    )
    return {"enum": values} if values else {}


def _limits(field):
    limits = {"maxLength": field.max_length} if getattr(field, "max_length", None) else {}
    if isinstance(field, forms.EmailField):
        limits["format"] = "email"
    return limits | ({"minLength": 1} if field.required else {})


def _range(field):
    limits = {"minimum": getattr(field, "min_value", None), "maximum": getattr(field, "max_value", None)}
    return {name: value for name, value in limits.items() if value is not None}


def _or_null(shape):
    """Left empty by null, or by not being sent."""
    shape = {**shape, "type": [*([shape["type"]] if isinstance(shape["type"], str) else shape["type"]), "null"]}
    return shape | ({"enum": [*shape["enum"], None]} if "enum" in shape else {})
