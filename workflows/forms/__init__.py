"""What a move asks the person who makes it. Page and API build the same form here and hand the verb the same words."""

import inspect

from django import forms

from hiring.questions import Questions
from workflows.registry import form_for


class Reason(Questions):
    """Why, in the words of whoever decides. Kept with the event; it can be erased, and only its digest is signed."""

    reason = forms.CharField(
        label="Reason",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Write it so that you would be content for the person to read it. They can ask to.",
        error_messages={"required": "Give a reason."},
    )


class ReasonIfAny(Reason):
    """A reason may be given and need not be."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["reason"].required = False
        self.fields["reason"].label = "Reason (you can leave this empty)"


def takes(rule):
    """What the verb takes beside the actor: name -> whether the move cannot do without it."""
    taken = list(inspect.signature(rule.body).parameters.values())[1:]
    return {each.name: each.default is inspect.Parameter.empty for each in taken if each.name != "by"}


def form_on(record, rule, by, data=None, files=None):
    """The form this move asks of this actor, or None when it asks nothing.

    A form registered with `@asks` may name `record` or `by` among its arguments and is then told them.
    """
    form = form_for(rule.event) or _only_a_reason(rule)
    if form is None:
        return None
    named = inspect.signature(form).parameters
    told = {name: value for name, value in {"record": record, "by": by}.items() if name in named}
    return form(data, files, **told)


def details_of(form, rule):
    """A valid form's answers as the verb takes them; what was left empty and may be is left out.

    A form that answers in another shape has a method `details()`.
    """
    if form is None:
        return {}
    answers = form.details() if hasattr(form, "details") else form.cleaned_data
    wanted = takes(rule)
    return {
        name: value
        for name, value in answers.items()
        if name in wanted and (wanted[name] or (value is not None and value != ""))
    }


def said_so_far(form, rule):
    """The answers on the page, as far as they are good, for the letters to be shown with them."""
    if form is None or not form.is_bound:
        return {}
    if form.is_valid():
        return details_of(form, rule)
    wanted = takes(rule)
    return {name: value for name, value in form.cleaned_data.items() if name in wanted and value is not None}


def supposing(form, rule):
    """Stand-in words for what may be typed, to tell reasons that typing can meet from reasons that it cannot."""
    wanted = takes(rule)
    fields = form.fields if form is not None else {}
    return {name: "…" for name, field in fields.items() if name in wanted and isinstance(field, forms.CharField)}


def _only_a_reason(rule):
    needed = takes(rule).get("reason")
    return None if needed is None else (Reason if needed else ReasonIfAny)
