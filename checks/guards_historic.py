"""What must be true before a date is copied from the old record."""

from hiring import clock
from hiring.templatetags.dates import as_date, fullday
from workflows.blockers import Blocker


def they_were_here_before_the_file(check, move):
    """Only somebody already at work can have been checked before their file was opened; an appointment is checked anew."""
    file = check.clearance
    if file.in_post_since is None:
        text = f"{file.person.name} was not at work here before this file was opened, so there is no old record of them. Record the check itself."
        fix = check.get_absolute_url() if check.pk else file.get_absolute_url()
        yield Blocker(code="historic.not_in_post", text=text, owner="HR", fix=fix)


def it_was_seen_before_the_file(check, move):
    """The old record tells of the time before this one: never of tomorrow, and not of what was done since."""
    seen_on, opened_on = _seen_on(check, move), as_date(check.clearance.on_record_from) or clock.today()
    if seen_on is None or seen_on <= min(opened_on, clock.today()):
        return
    text = f"This file was opened on {fullday(opened_on)}. What was seen after that is recorded as the check itself, with its receipt."
    if seen_on > clock.today():
        text = "The date must be in the past: nobody has seen tomorrow’s evidence."
    fix = check.get_absolute_url() if check.pk else check.clearance.get_absolute_url()
    yield Blocker(code="historic.too_late", text=text, owner="HR", fix=fix)


def _seen_on(check, move):
    copied = getattr(check, "copied", None) or move.details
    return copied.get("seen_on")
