"""How often one kind of check is seen again, whose wish that is, and the day it falls due. No law ends any of these."""

import datetime as dt
from typing import NamedTuple


class Repeat(NamedTuple):
    """After so many months, by whose wish; `knob` names the trust's own choice of years where only that decides."""

    months: int = 0
    strength: str = "policy"
    knob: str = ""

    def falls_due(self, seen_on: dt.date, chosen: dict) -> dt.date | None:
        """The day to see it again; None where the trust has chosen none."""
        months = 12 * (chosen.get(self.knob) or 0) if self.knob else self.months
        return months_after(seen_on, months) if months else None


YEARLY = Repeat(12)
AS_THE_TRUST_CHOSE = Repeat(knob="dbs_again_years")


def months_after(day: dt.date, months: int) -> dt.date:
    """The same day of a later month, or its last where there is no such day."""
    first = dt.date(day.year + (day.month - 1 + months) // 12, (day.month - 1 + months) % 12 + 1, 1)
    last = (first.replace(day=28) + dt.timedelta(days=4)).replace(day=1) - dt.timedelta(days=1)
    return last.replace(day=min(day.day, last.day))
