"""The line of time from leaving full-time education, drawn to a fixed width: what was done, and what nothing covers."""

from dataclasses import dataclass

from hiring import clock
from vacancies.employment_history import all_gaps
from vacancies.months import month_number

WIDTH = 720


@dataclass(frozen=True)
class Stretch:
    """One bar: where it lies, what kind it is, and its words."""

    x: int
    width: int
    row: int
    kind: str
    words: str

    @property
    def y(self):
        return 8 + self.row * 28


def stretches(application):
    """The bars of the drawing, entries in as many rows as overlaps need and gaps in a last row of their own."""
    first = month_number(application.education_ended)
    today = clock.today()
    last = max(today.year * 12 + today.month - 1, first + 1)
    scale = WIDTH / (last - first + 1)

    def bar(span, row, kind, words):
        start = max(span.first, first)
        end = last if span.last is None else min(span.last, last)
        return Stretch(round((start - first) * scale), max(3, round((end - start + 1) * scale)), row, kind, words)

    bars, ends = [], []
    for entry in sorted(application.history.all(), key=lambda each: each.from_month):
        if entry.span.last is not None and entry.span.last < first:
            continue
        row = next((number for number, end in enumerate(ends) if end < entry.span.first), len(ends))
        ends[row : row + 1] = [last if entry.span.last is None else entry.span.last]
        bars.append(bar(entry.span, row, entry.kind, entry.title))
    gaps = [bar(gap.span, len(ends), "gap", gap.words) for gap in all_gaps(application)]
    return bars + gaps
