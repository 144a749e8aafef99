"""What the panel's scores add up to: medians, what needs a conversation, totals, ties. Plain arithmetic on plain values."""

from dataclasses import dataclass, field
from functools import cached_property
from statistics import median_low


@dataclass(frozen=True)
class Judgement:
    """All members' scores for one application on one criterion, and what was agreed."""

    criterion: object
    values: tuple
    agreed: int | None = None
    pass_mark: int = 2

    @cached_property
    def needs_talk(self):
        """Members are two or more apart, or fall on both sides of what an essential needs."""
        if not self.values:
            return False
        apart = max(self.values) - min(self.values) >= 2
        split = self.criterion.is_essential and min(self.values) < self.pass_mark <= max(self.values)
        return apart or split

    @property
    def is_settled(self):
        return self.agreed is not None or (bool(self.values) and not self.needs_talk)

    @cached_property
    def median(self):
        return median_low(self.values) if self.values else None

    @property
    def value(self):
        """The score that counts: what was agreed, else the middle one."""
        return self.agreed if self.agreed is not None else self.median


@dataclass
class Standing:
    """One application in the matrix."""

    application: object
    judgements: list
    rank: int = 0
    tied: bool = False
    missed: list = field(default_factory=list)

    @cached_property
    def total(self):
        return sum(each.criterion.weight * (each.value or 0) for each in self.judgements)

    @property
    def highest(self):
        return sum(each.criterion.weight * 3 for each in self.judgements)

    @property
    def meets_essentials(self):
        return not self.missed

    @property
    def to_discuss(self):
        return [each for each in self.judgements if each.needs_talk and each.agreed is None]


def standings(applications, criteria, scores, agreed, pass_mark):
    """Every application ranked: essentials met first, then total.

    scores: (application id, criterion id) -> list of values. agreed: the same key -> value.
    """
    rows = []
    for application in applications:
        judgements = [
            Judgement(
                criterion=criterion,
                values=tuple(scores.get((application.pk, criterion.pk), ())),
                agreed=agreed.get((application.pk, criterion.pk)),
                pass_mark=pass_mark,
            )
            for criterion in criteria
        ]
        missed = [
            each.criterion for each in judgements if each.criterion.is_essential and (each.value or 0) < pass_mark
        ]
        rows.append(Standing(application=application, judgements=judgements, missed=missed))
    rows.sort(key=lambda row: (bool(row.missed), -row.total, row.application.code))
    _number(rows)
    return rows


def _number(rows):
    for place, row in enumerate(rows, start=1):
        above = rows[place - 2] if place > 1 else None
        same = above is not None and (above.total, above.meets_essentials) == (row.total, row.meets_essentials)
        row.rank = above.rank if same else place
        if same:
            row.tied = above.tied = True


def in_tie_order(rows, codes):
    """Tied rows in the order fixed before the advert: higher on the first code, then the next. Equal rows stay as they are."""

    def key(row):
        by_code = {each.criterion.code: each.value or 0 for each in row.judgements}
        return [-by_code.get(code, 0) for code in codes]

    return sorted(rows, key=key)
