"""What must be true before somebody at work is asked for what the law has come to ask: `(clearance, move) -> blockers`."""

from checks.rules import InvalidCase
from hiring.templatetags.dates import fullday
from workflows.blockers import Blocker


def they_are_at_work(clearance, move):
    """Whoever has not begun is judged by the rules of the day they begin."""
    if not clearance.began_on:
        text = f"{clearance.person.name} has not begun. The rules of their first day are read when they begin."
        fix = clearance.get_absolute_url()
        yield Blocker(code="clearance.not_at_work", text=text, owner="HR", fix=fix)


def something_is_new_by_the_rules_of_today(clearance, move):
    """Nobody is asked twice: only for what the law has come to ask since their rules were read."""
    from checks.rescreening import moved_for

    fix = clearance.get_absolute_url()
    try:
        moved = moved_for(clearance) if clearance.edition_on else None
    except InvalidCase:
        text = "The rules were not told enough of this person. Complete their facts first."
        yield Blocker(code="clearance.facts_not_whole", text=text, owner="HR", fix=f"{fix}facts/check/")
        return
    if not (moved and moved.added):
        since = f" since their rules were read on {fullday(clearance.edition_on)}" if moved else ""
        text = f"The law asks nothing new of them{since}."
        yield Blocker(code="clearance.nothing_moved", text=text, owner="nobody", fix=fix)
