"""What must be true before a candidate names another referee, and before HR accepts whom they named."""

from checks.referees import mailbox_of
from checks.reference_guards import page_of, referee_of
from workflows.blockers import Blocker


def another_is_wanted(check, move):
    """Somebody else is named when the one we have declines, cannot be reached, or is late."""
    referee = referee_of(check)
    if referee is None or not referee.wants_another:
        text = f"Nobody else is wanted for {check.title.lower()} now."
        yield Blocker(code="references.none_wanted", text=text, owner="HR", fix=page_of(check))


def it_is_somebody_else(check, move):
    """Not whoever declined, and nobody who already speaks for them; the same person at another address when a letter came back."""
    if referee_of(check) is None:
        return
    bounced = check.referee.undelivered_at and not check.referee.declined_at
    email, name = move.details.get("email") or "", (move.details.get("name") or "").strip().lower()
    for known, address, is_replaced in _given_for(check):
        same_name = name and known.strip().lower() == name and not (bounced and is_replaced)
        if same_name or (email and mailbox_of(address) == mailbox_of(email)):
            text = f"You have given {known} already. Name somebody else."
            yield Blocker(code="references.named_twice", text=text, owner="the candidate", fix=page_of(check))


def _given_for(check):
    """Everybody given on this file so far, by name and address: who is asked, and who is named in the place of another."""
    for other in type(check.referee).objects.filter(check_row__clearance=check.clearance_id):
        is_replaced = other.pk == check.referee.pk
        yield other.name, other.email, is_replaced
        if other.named_at and not is_replaced:
            yield other.named["name"], other.named["email"], False


def somebody_else_was_named(check, move):
    """There is a name to look into."""
    referee = referee_of(check)
    if referee is None or not referee.named_at:
        text = f"{check.clearance.person.name} has not named another referee for {check.title.lower()}."
        yield Blocker(code="references.nobody_else", text=text, owner=check.clearance.person.name, fix=page_of(check))
