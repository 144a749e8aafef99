"""Events as people say them: what was done, in the past tense, by whom, and what it changed."""

import re
from functools import cache

from django.apps import apps

from workflows.models import Stateful

IRREGULAR = {
    "ask": "Asked",
    "begin": "Began",
    "bring": "Brought",
    "cancel": "Cancelled",
    "come": "Came",
    "deal": "Dealt",
    "do": "Did",
    "draw": "Drew",
    "drop": "Dropped",
    "find": "Found",
    "give": "Gave",
    "hold": "Held",
    "keep": "Kept",
    "let": "Let",
    "make": "Made",
    "say": "Said",
    "seal": "Sealed",
    "see": "Saw",
    "send": "Sent",
    "set": "Set",
    "stand": "Stood",
    "stop": "Stopped",
    "submit": "Submitted",
    "take": "Took",
    "tell": "Told",
    "undo": "Undid",
    "withdraw": "Withdrew",
    "write": "Wrote",
}

SAID_AS_IT_IS = {  # labels that tell how something stands, and begin with no verb
    "Also works at",
    "No longer needed",
    "Not progressing",
    "Record and evidence agree",
    "Something differs",
    "Would rather not",
}

COMPOUND = re.compile(r"(?:(?<=\band )|(?<=\bor ))(correct|seal|start)\b")


@cache
def rules():
    """Every rule of every machine, by its event's name."""
    machines = [model for model in apps.get_models() if issubclass(model, Stateful)]
    return {rule.event: rule for model in machines for rule in model.rules()}


def past(label):
    """A rule's label as something done: Shortlisted, Sent for approval, Submitted and sealed."""
    if label in SAID_AS_IT_IS:
        return label
    first, _, rest = label.partition(" ")
    return f"{_done(first)} {COMPOUND.sub(lambda found: _done(found[0]).lower(), rest)}".strip()


def _done(word):
    low = word.lower()
    return IRREGULAR.get(low) or (_regular(low) if low.isalpha() else word)


def _regular(word):
    if word.endswith("y") and word[-2] not in "aeiou":
        return f"{word[:-1]}ied".capitalize()
    return f"{word}{'d' if word.endswith('e') else 'ed'}".capitalize()


def title_of(event):
    """What was done; the bare name of a verb the code no longer has."""
    rule = rules().get(event.verb)
    return past(rule.label) if rule else event.verb.partition(".")[2].replace("_", " ").capitalize()


def change_of(event):
    """From one state to another in words, or nothing when the state stayed as it was or the record began."""
    rule = rules().get(event.verb)
    if rule is None or event.from_state == event.to_state:
        return ""
    states = dict(rule.model.State.choices)
    before, after = (states.get(state, state) for state in (event.from_state, event.to_state))
    return f"{before} → {after}" if event.from_state else ""


def in_words(event, *, about="", who=None, reason=True):
    """One line of a history, as components/timeline.html shows it."""
    note = getattr(event, "note", None) if reason else None
    said = f"Reason: {note.text}" if note else ""
    who = event.who if who is None else who
    return {
        "at": event.local_time,
        "title": f"{title_of(event)}: {about}" if about and about != who else title_of(event),
        "who": who,
        "detail": " ".join(part for part in (f"{change_of(event)}." if change_of(event) else "", said) if part),
    }
