"""What each verb's body looks like, read from the form it is checked with."""

import inspect

from workflows.api.shapes import closed, of_fields
from workflows.forms import Reason, ReasonIfAny, takes
from workflows.registry import form_for

_described = {}


def describes(verb):
    """Register a function that gives the body of a verb whose form depends on the record."""

    def register(function):
        _described[verb] = function
        return function

    return register


def body_of(rule):
    """JSON Schema of what this verb takes."""
    if rule.event in _described:
        return _described[rule.event]()
    form = form_for(rule.event)
    if form is None:
        needed = takes(rule).get("reason")
        form = None if needed is None else (Reason if needed else ReasonIfAny)
    if not inspect.isclass(form):
        return closed({})
    return of_fields(_asked_by(form))


def _asked_by(form):
    """The fields as the form leaves them, when it can be made without a record."""
    try:
        return form().fields
    except (TypeError, AttributeError):
        return form.base_fields
