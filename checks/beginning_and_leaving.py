"""What must be true of the first day at work and of the last, with a vacancy or without: `(clearance, move) -> blockers`."""

from hiring import clock
from hiring.templatetags.dates import fullday
from workflows.blockers import Blocker


def its_own_post_says_so(clearance, move):
    """Where there is an appointment, the first day and the last are recorded on it."""
    if clearance.reference and move.details.get("post") != clearance.reference:
        text = f"This file came from {clearance.reference}. Record it on the appointment."
        yield Blocker(code="clearance.has_a_post", text=text, owner="HR", fix=clearance.get_absolute_url())


def the_first_day_has_come(clearance, move):
    """Nobody begins before the day whose rules were read."""
    if (
        clearance.starts_on
        and not clearance.began_on
        and not clearance.reference
        and clock.today() < clearance.starts_on
    ):
        text = f"The first day is planned for {fullday(clearance.starts_on)}. Record it on the day, or change the first day."
        fix = f"{clearance.get_absolute_url()}facts/"
        yield Blocker(code="clearance.not_yet", text=text, owner="the clock", expected_by=clearance.starts_on, fix=fix)


def they_had_begun(clearance, move):
    """Whoever never began cannot leave; their file is closed."""
    if not clearance.began_on:
        text = f"{clearance.person.name} never began work here. Close the file instead."
        yield Blocker(code="clearance.never_began", text=text, owner="HR", fix=clearance.get_absolute_url())
