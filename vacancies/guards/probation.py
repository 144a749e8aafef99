"""What must be true of a probation: of its beginning, its reviews, its extension and its end."""

from checks.protection import last_day_before, line_for
from hiring import clock
from vacancies.guards.words import day
from vacancies.probations import EMPLOYED
from workflows.blockers import Blocker

HEAD = "the headteacher"


def they_have_started(probation, move):
    """The clock runs from the first day at work."""
    appointment = probation.appointment
    if appointment.state not in {"started", "stood_down"}:
        text = f"{appointment} is at “{appointment.state_words}”. A probation begins with the first day at work."
        yield _blocker(probation, "not_started", text, "HR", fix=appointment.get_absolute_url())


def they_are_employed(probation, move):
    """Probation and protection against unfair dismissal are an employee's."""
    clearance = probation.appointment.clearance
    if clearance.role_facts.get("engagement") not in EMPLOYED:
        text = (
            "They are not an employee, so there is no probation to decide. If that is wrong, change the facts first."
        )
        yield _blocker(probation, "not_employed", text, "HR", fix=f"{clearance.get_absolute_url()}facts/check/")


def they_have_none_yet(probation, move):
    """One post, one probation."""
    other = type(probation).objects.filter(appointment=probation.appointment_id).first()
    if other is not None:
        text = f"There is a probation already: {other.state_words.lower()}."
        yield _blocker(probation, "already", text, "HR", since=other.began_on, fix=other.get_absolute_url())


def they_were_employed_by_their_first_day(probation, move):
    """Employment with the trust begins with the post at the latest."""
    if probation.employed_since > probation.began_on:
        text = f"They began on {day(probation.began_on)}, so they have been employed since then at the latest."
        yield _blocker(probation, "employed_later", text, "HR")


def there_is_still_time_to_decide(probation, move):
    """Whoever is protected already has nothing to be on probation for."""
    last = last_day_before(probation.employed_since)
    if last < max(clock.today(), probation.began_on):
        yield _protected(probation, "A probation would change nothing.")


def they_met_while_they_worked_here(probation, move):
    """A review is written down after it was held, and after they began."""
    held_on = move.details.get("held_on")
    if held_on is not None and not probation.began_on <= held_on <= clock.today():
        text = f"They began on {day(probation.began_on)}, and a review is recorded once it has been held."
        yield _blocker(probation, "held_on", text, "HR")


def that_review_is_still_to_record(probation, move):
    """What was written of a review stands; what came later is another meeting."""
    week = move.details.get("week")
    held = probation.reviews.filter(week=week).first() if week else None
    if held is not None:
        text = f"The {week}-week review was held on {day(held.held_on)} and stands. Record this as another meeting."
        yield _blocker(probation, "reviewed", text, "HR", since=held.held_on)


def they_are_at_work(probation, move):
    """Nobody is confirmed in post while they are stood down from it."""
    appointment = probation.appointment
    if appointment.state != "started":
        event = appointment.last_event()
        name = appointment.application.candidate.name
        text = f"{name} is at “{appointment.state_words}”. They return to work before they are confirmed in post."
        fix = appointment.get_absolute_url()
        yield _blocker(probation, "not_at_work", text, HEAD, since=event.at if event else None, fix=fix)


def somebody_has_met_them(probation, move):
    """A decision rests on what was said to them, so at least one review comes first (domain, stage 18)."""
    if not probation.reviews.exists():
        text = "No review has been recorded. Meet them, record what was agreed, and decide then."
        fix = f"{probation.get_absolute_url()}record-review/"
        yield _blocker(probation, "not_met", text, "the line manager", since=probation.began_on, fix=fix)


def it_is_extended_to_a_later_day(probation, move):
    """An extension gives time, from today and beyond the day that was set."""
    until, set_for = move.details.get("until"), probation.last_day
    if until is not None and until <= max(set_for, clock.today()):
        text = f"It runs until {day(set_for)} as it is. Extend it to a later day, still to come."
        yield _blocker(probation, "not_later", text, HEAD, since=set_for)


def it_ends_before_they_are_protected(probation, move):
    """A probation that drifts past the law's own day decides nothing any more (trap 25)."""
    until, last = move.details.get("until"), last_day_before(probation.employed_since)
    if clock.today() >= last:
        yield _protected(probation, "It cannot be extended. Confirm them in post.")
    elif until is not None and until > last:
        then = f"Extend to {day(last)} at the latest, or decide now."
        yield _protected(probation, then, expected_by=last)


def they_are_not_protected_yet(probation, move):
    """From the law's own day a dismissal needs a fair reason and a fair procedure, which no probation stands in for."""
    if clock.today() >= probation.protected_on:
        then = (
            "Probation cannot end their work now. Confirm them in post; how else work may end is for HR to advise on."
        )
        yield _protected(probation, then)


def their_work_here_has_ended(probation, move):
    """It ends undecided only with the work itself."""
    appointment = probation.appointment
    if appointment.state not in {"left", "withdrawn"}:
        text = f"{appointment} is at “{appointment.state_words}”, so it is still to be decided."
        yield _blocker(probation, "still_here", text, HEAD, since=probation.began_on)


def _protected(probation, then, **more):
    name = probation.appointment.application.candidate.name
    line, since = line_for(probation.employed_since), probation.employed_since
    text = (
        f"{name} is protected against unfair dismissal from {day(line.protects_from(since))}, having been employed "
        f"since {day(since)}. {then}"
    )
    return _blocker(probation, "protected", text, HEAD, **{"since": since, "rule": str(line.source), **more})


def _blocker(probation, code, text, owner, **more):
    page = probation.get_absolute_url() if probation.pk else probation.appointment.get_absolute_url()
    fix = more.pop("fix", page)
    return Blocker(code=f"probation.{code}", text=text, owner=owner, fix=fix, **more)
