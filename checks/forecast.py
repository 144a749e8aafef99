"""When the gate is likely to open, from how long the same checks took in this trust, with the basis said."""

import datetime as dt
from statistics import median

from checks.kinds.words import as_date
from hiring.calendars import add_working_days
from hiring.templatetags.dates import daymonth_of, fullday

ENOUGH = 5  # past checks of a kind before its middle value means anything
LATEST = 20
OURS_TAKES = 2  # working days
NOT_ENOUGH = "Not enough past checks to estimate."
NO_LENGTH = "A concern has no usual length, so no date is estimated."


class Forecast:
    """The day by which every open line would be clear if each took as long as such checks usually take."""

    def __init__(self, gate):
        self.gate = gate
        self.on = gate.today
        self.asked_of_others = [line for line in gate.lines if self._is_with_others(line)]

    @property
    def words(self):
        if any(line.condition == "concern" for line in self.gate.lines) or not self.gate.lines:
            return NO_LENGTH if self.gate.lines else ""
        usual = self._usual()
        if any(line.check.code not in usual for line in self.asked_of_others):
            return NOT_ENOUGH
        ready_on, slowest = max(
            ((self._ready_on(line, usual), line) for line in self.gate.lines), key=lambda pair: pair[0]
        )
        return " ".join(filter(None, [self._when(ready_on), self._basis(slowest, usual), self._term()]))

    def _is_with_others(self, line):
        return line.check.kind.holder != "us" and line.condition in {
            "waiting",
            "not_started",
            "expired",
            "newly_asked",
        }

    def _usual(self):
        """Kind -> (how many past checks, middle value in days), for kinds with enough of them (one query)."""
        from checks.models import Check

        codes = sorted({line.check.code for line in self.asked_of_others})
        trust = self.gate.clearance.school.trust_id
        past = Check.objects.filter(clearance__school__trust=trust, state="clear", asked_at__isnull=False)
        told = past.order_by("-held_since").values_list("code", "asked_at", "held_since")
        latest = [told.filter(code=code)[:LATEST] for code in codes]
        days = {code: [] for code in codes}
        for code, asked_at, cleared_at in latest[0].union(*latest[1:], all=True) if latest else ():
            days[code].append((as_date(cleared_at) - as_date(asked_at)).days)
        return {code: (len(took), round(median(took))) for code, took in days.items() if len(took) >= ENOUGH}

    def _ready_on(self, line, usual):
        if line not in self.asked_of_others:
            return add_working_days(self.on, OURS_TAKES)
        asked_on = as_date(line.check.asked_at) if line.condition == "waiting" and line.check.asked_at else self.on
        expected = asked_on + dt.timedelta(days=usual[line.check.code][1])
        return add_working_days(max(expected, self.on + dt.timedelta(days=1)), 0)

    def _when(self, ready_on):
        starts_on = self.gate.clearance.starts_on
        late = (ready_on - starts_on).days if starts_on else 0
        after = f", {late} day{'' if late == 1 else 's'} after the planned start" if late > 0 else ""
        return f"On current timing, ready by {fullday(ready_on)}{after}."

    def _basis(self, slowest, usual):
        if slowest not in self.asked_of_others:
            return f"What is ours to do is counted as {OURS_TAKES} working days."
        count, days = usual[slowest.check.code]
        took = f"{days} day{'' if days == 1 else 's'}"
        return f"{slowest.name} takes longest: our last {count} took {took} (middle value)."

    def _term(self):
        """A word about the holidays while a school referee is still to answer."""
        if not any(line.check.code == "references" for line in self.asked_of_others):
            return ""
        ends_on = self._term_ends()
        return f"Term ends {daymonth_of(ends_on)}; school referees are hard to reach after." if ends_on else ""

    def _term_ends(self):
        """The last day of this term; read with the file where its gate was foreseen."""
        file = self.gate.clearance
        if hasattr(file, "term_ends"):
            return file.term_ends
        terms = file.school.terms.filter(starts_on__lte=self.on, ends_on__gte=self.on)
        return terms.values_list("ends_on", flat=True).first()
