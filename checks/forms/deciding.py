"""What HR, the headteacher and the safeguarding lead are asked when they record, chase, decide or void."""

from django import forms

from hiring.questions import Questions
from workflows.registry import asks


class Said(Questions):
    """A few sentences that are kept with the event."""

    reason = forms.CharField(max_length=2000, widget=forms.Textarea(attrs={"rows": 4}))


@asks("check.clear")
class WhyClear(Said):
    """Why the evidence is good enough."""

    reason = forms.CharField(
        label="Why are you content?",
        help_text="Say what you looked at and what settled it. Never what a certificate says.",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": "Say why you are content."},
    )


@asks("check.go_on_waiting")
class WhyGoOn(Said):
    """Why what was brought need not stand in the way."""

    reason = forms.CharField(
        label="What settled the concern?",
        help_text="The check itself has still to come, and goes on being waited for.",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": "Say what settled it."},
    )


@asks("check.raise_concern")
class WhatConcern(Said):
    """What was found, for the eyes of whoever decides."""

    reason = forms.CharField(
        label="What is the concern?",
        help_text="Facts only. The headteacher and the safeguarding lead can read this; nobody else is shown it.",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": "Say what the concern is."},
    )


@asks("check.report_change")
class WhatChanged(Said):
    """What the person told us, for the eyes of whoever decides."""

    reason = forms.CharField(
        label="What have they told you?",
        help_text="When and how they told you. The headteacher and the safeguarding lead can read this; nobody else is shown it.",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": "Say what they told you."},
    )


@asks("check.void")
class WhyVoid(Said):
    """Why what was recorded does not stand."""

    reason = forms.CharField(
        label="Why does what was recorded not stand?",
        help_text="It stays on record, struck through. The check begins again.",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Say why it does not stand."},
    )


@asks("check.chase")
class WhatWasSaid(Said):
    """A call or a letter to whoever holds it."""

    reason = forms.CharField(
        label="What did you do, and what was said?",
        help_text="For example: phoned the school office, spoke to the business manager, she will remind the head.",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Say what you did and what was said."},
    )


@asks("check.record", "check.see_again")
def evidence_form(data=None, files=None, *, record, **kwargs):
    """The kind's own receipt form, for this check."""
    form = record.kind.Evidence(data, files, check=record, **kwargs)
    form.use_required_attribute = False
    return form
