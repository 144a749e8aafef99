"""A check of somebody at work that is in question, as the gate shows it: first, red, or amber with measures; never green."""

from dataclasses import replace

from checks.gate_lines import RESTRICTED
from checks.kinds.words import as_date
from hiring.templatetags.dates import daymonth_of


def in_question(line, concern, on):
    """The line of a check about which a concern is open."""
    if concern is None or line.condition == "clear":
        return line
    told = _kept if concern.holds_on(on) else _stood_down if concern.state == "stood_down" else _raised
    since = daymonth_of(as_date(concern.raised_at))
    return replace(
        line,
        held_since=concern.raised_at,
        since=f"since {since}",
        holder="the headteacher",
        action_url=concern.get_absolute_url(),
        action_label="Open the concern",
        restricted=RESTRICTED,
        **told(concern, f"{concern.get_what_display()} on {since}."),
    )


def _raised(concern, came):
    lapsed = concern.state == "kept"
    then = "The day to look at the measures again has passed." if lapsed else "Nobody has decided yet."
    return {
        "condition": "concern",
        "mark": "problem",
        "word": "Concern at work",
        "detail": f"{came} {then}",
        "next_step": "the headteacher decides whether they stay, with which measures, or stands them down.",
        "due_on": as_date(concern.raised_at),
    }


def _kept(concern, came):
    review = daymonth_of(concern.review_on)
    return {
        "condition": "kept",
        "mark": "exc",
        "word": "Kept with measures",
        "detail": f"{came} {concern.decided_by.name} keeps them at work with written measures.",
        "next_step": f"the headteacher looks again by {review}.",
        "due_on": concern.review_on,
    }


def _stood_down(concern, came):
    return {
        "condition": "concern",
        "mark": "problem",
        "word": "Stood down",
        "detail": f"{came} They may not be at work.",
        "next_step": "it is looked into; nobody returns before it is clear.",
        "due_on": None,
    }
