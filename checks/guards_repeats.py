"""What must be true before what is clear is looked at again: `(check, move) -> blockers`."""

from workflows.blockers import Blocker


def it_is_seen_again_like_this(check, move):
    """A reference is somebody's word on the past: another is asked for, not seen again."""
    if check.code == "references":
        text = "A reference is not seen again. Void it and ask for another, if it does not stand."
        yield Blocker(code="references.not_again", text=text, owner="HR", fix=check.get_absolute_url())


def it_has_come(check, move):
    """What was recorded stands until there is something to put beside it."""
    outcome = check.kind.outcomes.get((move.details.get("evidence") or {}).get("outcome"))
    if outcome is not None and outcome.result == "waiting":
        text = f"Record it when it has come. Until then what was recorded of {check.title} stands."
        yield Blocker(code=f"{check.code}.not_come", text=text, owner="HR", fix=check.get_absolute_url())


def they_owe_us_word_of_changes(check, move):
    """Only of this do they have to tell us: their standing under the Childcare (Disqualification) Regulations 2018."""
    if not check.kind.changes_are_told:
        text = f"Nobody has to tell us of a change in {check.title}. Raise a concern, or see it again."
        yield Blocker(code=f"{check.code}.no_duty", text=text, owner="HR", fix=check.get_absolute_url())
