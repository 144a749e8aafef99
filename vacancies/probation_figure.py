"""The days of a probation as a line of time, and the same days as a table."""

import datetime as dt
from dataclasses import dataclass

from hiring import clock
from hiring.templatetags.dates import day
from vacancies.next_steps import several_people
from vacancies.probations import review_name

WIDE, LEFT, LINE_AT, HEIGHT = 720, 14, 60, 120
EDGE = 56  # half of the longest label
FAR = dt.timedelta(days=150)  # a day of protection so far off is told and not drawn, or the labels would run together


@dataclass
class Day:
    """One day of a probation: what it is for, how it stands, and how it is drawn, if it is."""

    what: str
    on: dt.date
    how: str
    kind: str = "to_come"


def figure_of(probation, reviews):
    """As `components/svg_figure.html` takes it."""
    days = days_of(probation, {each.week: each for each in reviews})
    drawn = [each for each in days if each.kind != "told_only"]
    return {
        "id": "probation-days",
        "title": "The days",
        "drawing": "vacancies/people/probation.svg",
        "wide": True,
        "width": WIDE,
        "height": HEIGHT,
        "left": LEFT,
        "right": WIDE - LEFT,
        "line_at": LINE_AT,
        "points": points(drawn),
        "today": place(drawn, clock.today()),
        "table": table(days),
    }


def days_of(probation, held):
    """Every day in the order they come."""
    today, last = clock.today(), probation.last_day
    days = [Day("First day", probation.began_on, "Began", "held")]
    days += [_review(week, on, held.get(week), probation) for week, on in probation.review_days.items()]
    if probation.extended_to:
        days.append(Day("Decide by, as first set", probation.decide_by, "Extended", "told_only"))
    days.append(Day("Decide by", last, _decision(probation), "held" if probation.is_decided else "to_come"))
    protects = "Since then" if probation.protected_on <= today else "To come"
    kind = "law" if probation.protected_on - last < FAR else "told_only"
    days.append(Day("Protected from", probation.protected_on, protects, kind))
    return sorted(days, key=lambda each: each.on)


def _review(week, on, review, probation):
    name, following = review_name(week).capitalize(), probation.next_review_on
    if review is not None:
        return Day(name, on, f"Held {day(review.held_on)}", "held")
    covered = following is None or on < following
    return Day(name, on, "Not held" if covered or not probation.is_undecided else _not_yet(on))


def _decision(probation):
    if probation.is_decided:
        return f"Decided {day(probation.decided_on)}"
    return _not_yet(probation.last_day) if probation.is_undecided else "Not decided"


def _not_yet(on):
    days = (clock.today() - on).days
    if days > 0:
        return f"{several_people(days, 'day')} late"
    return "To come" if days else "Today"


def place(drawn, on):
    """Pixels from the left; None for a day that is off the line."""
    first, last = drawn[0].on, drawn[-1].on
    return round(LEFT + (WIDE - 2 * LEFT) * ((on - first) / (last - first))) if first <= on <= last else None


def points(drawn):
    """Each day on the line, its label above it and below it in turn."""
    return [
        {
            "x": place(drawn, each.on),
            "kind": each.kind,
            "name": each.what,
            "day": f"{each.on.day} {each.on:%b}",
            "y": LINE_AT - 34 if at % 2 else LINE_AT + 30,
            "anchor": anchor(place(drawn, each.on)),
        }
        for at, each in enumerate(drawn)
    ]


def anchor(x):
    """A label near an edge of the drawing turns inward."""
    return "start" if x < EDGE else "end" if x > WIDE - EDGE else "middle"


def table(days):
    labels = ("What", "By", "How it stands")
    return {
        "caption": "The days",
        "hide_caption": True,
        "stack": True,
        "columns": [{"label": label} for label in labels],
        "rows": [
            [
                {"text": text, "label": label}
                for label, text in zip(labels, (each.what, day(each.on), each.how), strict=True)
            ]
            for each in days
        ],
    }
