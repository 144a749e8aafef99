"""The fixed stretches of time the figures come in: three terms of whole months, the same for every school."""

import datetime as dt
from dataclasses import dataclass

NAMES = {1: "Spring", 4: "Summer", 9: "Autumn"}


@dataclass(frozen=True, order=True)
class Term:
    """Known by its first day."""

    began_on: dt.date

    def __str__(self):
        return f"{NAMES[self.began_on.month]} term {self.began_on.year}"

    @property
    def slug(self):
        return f"{self.began_on:%Y-%m}"

    @property
    def next(self):
        year, month = self.began_on.year, self.began_on.month
        return Term(dt.date(year, 9 if month == 4 else 4, 1) if month < 9 else dt.date(year + 1, 1, 1))

    @property
    def previous(self):
        return term_of(self.began_on - dt.timedelta(days=1))

    @property
    def ends_on(self):
        return self.next.began_on - dt.timedelta(days=1)


def term_of(day):
    """The term a day falls in."""
    month = max(begins for begins in NAMES if begins <= day.month)
    return Term(dt.date(day.year, month, 1))
