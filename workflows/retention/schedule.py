"""A line of the retention schedule as dated data, and the register that each floor fills with its own lines."""

import calendar
import datetime as dt
from dataclasses import dataclass, field, replace

JOB, ELSEWHERE, FOR_GOOD = "job", "elsewhere", "for good"
IN_FORCE_FROM = dt.date(2026, 9, 1)
MARKS = {
    "V": "read in the source",
    "V2": "read in two secondary sources",
    "K": "general knowledge, to be confirmed",
    "D": "our own decision, to be confirmed",
}


@dataclass(frozen=True)
class Due:
    """One record past its time. `destroy(rule)` lets it go through the door, and says in words what went."""

    record: object
    school: object
    started_on: dt.date
    due_on: dt.date
    destroy: object
    held: bool = False


@dataclass(frozen=True)
class Rule:
    """One line: what is kept, for how many months after which day, on what basis, since when we say so.

    months: None where the line names no period. how: by this job, elsewhere (and where), or for good.
    mark: how well the basis is known (V, V2, K, D). find: `(rule, day) -> iterable of Due`.
    own: `(trust) -> months` where the trust settles the period for itself; `months` is then what holds until it does.
    """

    code: str
    what: str
    months: int | None
    starts: str
    basis: str
    mark: str
    how: str = JOB
    where: str = ""
    since: dt.date = IN_FORCE_FROM
    find: object = field(default=None, compare=False)
    own: object = field(default=None, compare=False)

    @property
    def is_the_trusts(self):
        """Whether each trust settles this period for itself."""
        return self.own is not None

    def at(self, trust):
        """The same line with the period that this trust has settled."""
        return replace(self, months=self.own(trust)) if self.own else self

    @property
    def period(self):
        if self.months is None:
            return "For good" if self.how == FOR_GOOD else "Not kept"
        if self.months == 0:
            return "At once"
        years, rest = divmod(self.months, 12)
        return f"{years} years" if not rest and years > 1 else f"{self.months} month{'s' if self.months > 1 else ''}"

    @property
    def how_well_known(self):
        return MARKS[self.mark]

    def due_on(self, started_on):
        return months_after(started_on, self.months)

    def began_by(self, day):
        """The latest day on which the time of what is due on this day can have begun."""
        return months_after(day, -self.months)


def of_each_trust(rule):
    """`school -> the line with its trust's own period`; each trust is asked once."""
    known = {}

    def at(school):
        if school.trust_id not in known:
            known[school.trust_id] = rule.at(school.trust)
        return known[school.trust_id]

    return at


_schedule: dict[str, Rule] = {}


def keep(*rules):
    """Add a floor's lines to the schedule, in the order they are shown."""
    _schedule.update({rule.code: rule for rule in rules})


def schedule():
    return list(_schedule.values())


def months_after(day, months):
    """The same day so many months on, or the last of a shorter month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return dt.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))
