"""How referees are asked: what a trust may settle, within which bounds, and how each is said."""

from itertools import pairwise

from workflows.blockers import Blocker

LABELS = {
    "answer_in": "Working days a referee has to answer",
    "remind_after": "Reminded, if not begun, after this many school days",
    "carry_on_after": "Reminded, if begun and left, after this many school days",
    "most_reminders": "Reminders before a person phones",
    "tell_candidate_after": "Days until the candidate hears that a referee is late",
    "opens": "Referees are written to from this hour",
    "shuts": "Referees are written to until this hour",
    "link_days": "Days for which a link works",
    "least_tries": "Tries before a reference may be given up",
    "most_moves": "Jobs begun in five years that are not yet looked into",
    "most_midyear": "Moves between schools in mid-year, or abroad, that are not yet looked into",
}
BOUNDS = {  # least, most
    "answer_in": (2, 20),
    "remind_after": (1, 20),
    "carry_on_after": (1, 10),
    "most_reminders": (1, 3),
    "tell_candidate_after": (3, 30),
    "opens": (7, 12),
    "shuts": (13, 19),
    "link_days": (7, 84),
    "least_tries": (3, 10),
    "most_moves": (1, 20),
    "most_midyear": (0, 10),
}
WHY = {  # why it may not be more, or less
    "most_reminders": "After the third a person phones.",
    "opens": "Nobody is written to between 7pm and 7am.",
    "shuts": "Nobody is written to between 7pm and 7am.",
    "link_days": "No link works for more than twelve weeks.",
    "least_tries": "The headteacher does without a reference only after three tries on record.",
}


def in_a_word(knob, value):
    """One choice as people say it."""
    if knob == "remind_after":
        return " and ".join(map(str, value)) or "Never"
    return f"{value}:00" if knob in {"opens", "shuts"} else str(value)


def it_keeps_within_bounds(policy, move):
    """A trust may ask sooner and try harder; not by night, not for ever, and never give up before three tries."""
    for knob, (least, most) in BOUNDS.items():
        value = getattr(policy, knob)
        if not all(isinstance(each, int) and least <= each <= most for each in _each(value)):
            text = f"{LABELS[knob]}: from {least} to {most}. {WHY.get(knob, '')}".strip()
            yield Blocker(code=f"policy.bounds.{knob}", text=text, owner="HR", fix=policy.page_to_change)
    rungs = policy.remind_after
    if any(later <= sooner for sooner, later in pairwise(rungs)):
        text = "Give the days of reminders in their order, each once."
        yield Blocker(code="policy.bounds.order", text=text, owner="HR", fix=policy.page_to_change)


def _each(value):
    return value if isinstance(value, list) else [value]
