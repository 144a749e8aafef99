"""When a referee is chased: the trust's ladder in school days, in working hours, never in the school holidays (N-41, N-42)."""

import datetime as dt

from checks.referees import is_a_school
from hiring import clock
from hiring.calendars import is_working_day
from hiring.models import School
from hiring.templatetags.dates import fullday

AHEAD = 90  # days looked at for the end of a holiday


class Days:
    """The days on which one referee can be expected to read: school days where they work in a school, else working days.

    A school of ours has its own terms. Of another we know none, and go by those of the school that asks.
    """

    def __init__(self, referee):
        self.referee = referee
        self.school = self._their_school() if is_a_school(referee.organisation) else None
        self.terms = list(self.school.terms.all()) if self.school else []
        self.shut = {each.day_on for each in self.school.closures.all()} if self.terms else set()

    def _their_school(self):
        asking = self.referee.school
        named = School.objects.filter(trust=asking.trust_id, name__iexact=self.referee.organisation.strip())
        return named.prefetch_related("terms", "closures").first() or asking

    def counts(self, day):
        """Whether they can be expected to read on this day. A school that has told us no terms is always in term."""
        in_term = not self.terms or any(term.starts_on <= day <= term.ends_on for term in self.terms)
        return is_working_day(day) and in_term and day not in self.shut

    def since(self, instant):
        """How many such days have begun after the day of this instant, up to today."""
        first = instant.astimezone(clock.LONDON).date()
        days = (first + dt.timedelta(days=count) for count in range(1, (clock.today() - first).days + 1))
        return sum(map(self.counts, days))

    def back_on(self):
        """The next day that counts."""
        days = (clock.today() + dt.timedelta(days=count) for count in range(AHEAD))
        return next((day for day in days if self.counts(day)), None)


def is_quiet(policy):
    """Nobody outside is written to outside office hours."""
    return not policy.opens <= clock.now().astimezone(clock.LONDON).hour < policy.shuts


def is_due(referee):
    """Whether the next rung of the ladder has come for somebody who has not answered."""
    policy, days = referee.policy, Days(referee)
    if is_quiet(policy) or not days.counts(clock.today()) or referee.reminders >= policy.most_reminders:
        return False
    if referee.letter_waits or (referee.remind_on and referee.remind_on >= clock.today()):
        return False
    if referee.draft and referee.draft_saved_at and not referee.answered_at:
        last = max(referee.draft_saved_at, referee.reminded_at or referee.draft_saved_at)
        return days.since(last) >= policy.carry_on_after
    rungs = [count for count in policy.remind_after if count <= days.since(referee.written_to_at)]
    return len(rungs) > referee.reminders


def is_late(referee):
    """Whether the candidate should hear that their referee has not answered (N-37)."""
    after = dt.timedelta(days=referee.policy.tell_candidate_after)
    return referee.candidate_told_late_at is None and clock.now() - referee.written_to_at >= after


def pause_of(referee):
    """Why no reminder goes today, for HR; empty when nothing holds them up but the night."""
    days = Days(referee)
    if not days.terms or days.counts(clock.today()) or not is_working_day(clock.today()):
        return ""
    back = days.back_on()
    until = f" They go on on {fullday(back)}." if back else ""
    whose = "their school" if days.school != referee.school else f"{days.school.name}, whose terms we go by"
    return f"Reminders wait: it is the holidays at {whose}.{until}"
