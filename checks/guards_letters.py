"""What must be true before a letter asks somebody else for their word: `(check, move) -> blockers`."""

from workflows.blockers import Blocker


def it_is_somebody_elses_letter(check, move):
    """Only an agency, a provider or an employer is asked for its word; everything else is asked in its own way."""
    if not check.kind.is_a_letter:
        text = f"{check.title} is not somebody else’s letter."
        yield Blocker(code=f"{check.code}.not_a_letter", text=text, owner="HR", fix=check.get_absolute_url())
