"""Where a referee stands, in a sentence for the gate."""

from hiring.templatetags.dates import fullmoment


def while_waiting_words(check):
    """Whom the candidate names instead, or when our letter to a referee goes where it has yet to; else nothing."""
    referee = _referee_of(check)
    if referee is not None and referee.named_at:
        return why_not_asked_words(check)
    return f"Our letter goes on {fullmoment(referee.goes_at)}." if referee and referee.letter_waits else ""


def why_not_asked_words(check):
    """Why nobody is asked just now; nothing when we could."""
    referee = _referee_of(check)
    if referee is None:
        return ""
    if referee.named_at:
        return f"{check.clearance.person.name} names {referee.named['name']} instead."
    if referee.undelivered_at:
        return f"Our letter to {referee.name} did not arrive. Check the address, then correct it."
    if referee.colleague_name and referee.declined_at:
        return f"{referee.name} says to ask {referee.colleague_name} instead."
    if referee.declined_at:
        return (
            f"{referee.name} would rather not write a reference. {check.clearance.person.name} is asked for another."
        )
    return ""


def _referee_of(check):
    return getattr(check, "referee", None) if check.code == "references" else None
