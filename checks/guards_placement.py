"""What must be true before somebody works at another school as well, and before that ends: `(placement, move) -> blockers`."""

from hiring import clock
from hiring.templatetags.dates import fullday
from workflows.blockers import Blocker


def they_may_be_at_work_there(placement, move):
    """Another school of the same trust, for somebody whose file is not over."""
    file, fix = placement.clearance, placement.clearance.get_absolute_url()
    if file.state in {"closed", "left"}:
        text = f"{file}: the file is closed. Add the person again to begin new checks."
        yield Blocker(code="clearance.ended", text=text, owner="HR", fix=fix)
    if placement.place.trust_id != file.school.trust_id:
        text = "That school belongs to another trust. Another employer opens a file of its own."
        yield Blocker(code="placement.another_trust", text=text, owner="HR", fix=fix)
    if placement.from_on < (file.began_on or file.starts_on or placement.from_on):
        text = "They cannot begin there before they begin at all."
        yield Blocker(code="placement.too_early", text=text, owner="HR", fix=fix)


def they_are_not_there_already(placement, move):
    """One row at each school."""
    file, place = placement.clearance, placement.place
    if place.pk == file.school_id or file.placements.filter(place=place, state="placed").exists():
        text = f"{file.person.name} is on the record of {place} already."
        yield Blocker(code="placement.there_already", text=text, owner="HR", fix=file.get_absolute_url())


def it_ends_after_it_began(placement, move):
    """A last day comes after the first, and is recorded when it has come."""
    to_on = move.details.get("to_on")
    if to_on is None:
        return
    if to_on < placement.from_on:
        text = f"They began there on {fullday(placement.from_on)}. The last day cannot come before the first."
        yield Blocker(code="placement.before_it_began", text=text, owner="HR", fix=placement.get_absolute_url())
    if to_on > clock.today():
        text = "Record it on the day, or after. The last day cannot be in the future."
        yield Blocker(code="placement.not_yet_over", text=text, owner="the clock", expected_by=to_on)
