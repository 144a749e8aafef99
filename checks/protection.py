"""From which day somebody is protected against unfair dismissal, and so by when a probation is decided; dated data.

Whoever has worked for long enough on a day is protected on it. How long is enough changed on 1 January 2027.
"""

import datetime as dt
from dataclasses import dataclass

from checks.rules.months import months_after
from checks.rules.rule import Dated
from checks.rules.sources import Source

A_DAY = dt.timedelta(days=1)
MONTHS_TO_DECIDE = 5  # the decision comes no later than month 5, which leaves one month before the sixth is over


@dataclass(frozen=True, slots=True, kw_only=True)
class Qualifying(Dated):
    """After so many months of employment somebody is protected, on the days this line is in force."""

    months: int
    source: Source

    def protects_from(self, employed_since: dt.date) -> dt.date:
        """The first day under this line; it may come after the line has ended, and then never."""
        return max(months_after(employed_since, self.months), self.valid_from)


LINES = (
    Qualifying(
        months=24,
        valid_to=dt.date(2026, 12, 31),
        source=Source("Employment Rights Act 1996", "K", "section 108: two years, until 31 December 2026"),
    ),
    Qualifying(
        months=6,
        valid_from=dt.date(2027, 1, 1),
        source=Source("Employment Rights Act 2025", "V2", "unfair dismissal: six months, from 1 January 2027"),
    ),
)


def line_for(employed_since: dt.date) -> Qualifying:
    """The line by which somebody employed since this day comes to be protected: whichever does so first."""
    good = [line for line in LINES if line.is_in_force(line.protects_from(employed_since))]
    return min(good, key=lambda line: line.protects_from(employed_since))


def protected_on(employed_since: dt.date) -> dt.date:
    """The first day of protection: the day before it is the last lawful day of any probation."""
    return line_for(employed_since).protects_from(employed_since)


def last_day_before(employed_since: dt.date) -> dt.date:
    return protected_on(employed_since) - A_DAY


def decide_by(began_on: dt.date, employed_since: dt.date, months: int = MONTHS_TO_DECIDE) -> dt.date:
    """The last day to decide: so many months from the first day, and always before they are protected."""
    return min(months_after(began_on, min(months, MONTHS_TO_DECIDE)), last_day_before(employed_since))
