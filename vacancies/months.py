"""Months as people write them on a form: spans, and the months nothing covers."""

from dataclasses import dataclass


def month_number(text):
    """`2024-03` as months since year 0; ValueError when it is not a month."""
    year, month = text.split("-")
    if not 1 <= int(month) <= 12:
        raise ValueError(text)
    return int(year) * 12 + int(month) - 1


def month_text(number):
    return f"{number // 12:04d}-{number % 12 + 1:02d}"


@dataclass(frozen=True)
class Span:
    """Whole months from `first` to `last`, both in; an open end goes on."""

    first: int
    last: int | None

    @classmethod
    def of(cls, from_month, to_month=""):
        return cls(month_number(from_month), month_number(to_month) if to_month else None)

    def __str__(self):
        return f"{month_text(self.first)} to {month_text(self.last) if self.last is not None else 'now'}"

    @property
    def months(self):
        return None if self.last is None else self.last - self.first + 1


def uncovered(spans, start, end):
    """The spans of whole months between `start` and `end` (month numbers, both in) that no given span covers."""
    gaps, at = [], start
    for span in sorted(spans, key=lambda each: each.first):
        if span.first > at:
            gaps.append(Span(at, min(span.first - 1, end)))
        at = max(at, end + 1 if span.last is None else span.last + 1)
        if at > end:
            break
    if at <= end:
        gaps.append(Span(at, end))
    return [gap for gap in gaps if gap.last >= gap.first and gap.first <= end]
