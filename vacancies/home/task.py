"""One thing for one person to do, and the order in which to do things."""

import datetime as dt
from dataclasses import dataclass, field

from hiring import clock
from hiring.templatetags.dates import as_date, day, days_from_today

SAFETY, PROMISE, LATE, TODAY, TURN = range(5)
FAR = dt.date.max


@dataclass
class Task:
    """A row of the home page. `rank` is why it stands where it does: safety, a promise, late, due today, simply your turn."""

    sentence: str
    url: str
    label: str
    rank: int = TURN
    due_on: dt.date | None = None
    since: dt.datetime | None = None
    detail: str = ""
    school: str = ""
    mark: str = "none"
    word: str = ""
    holder: str = ""
    menu: list = field(default_factory=list)

    @property
    def action(self):
        return {"url": self.url, "label": self.label} if self.label else None

    @property
    def order(self):
        return (self.rank, self.due_on or FAR, as_date(self.since) or FAR, self.sentence)


def dated(task):
    """Put a task in its place by its date: late, due today, or simply somebody's turn."""
    days = days_from_today(task.due_on)
    if task.rank in {SAFETY, PROMISE}:
        return task
    if days is not None and days < 0:
        task.rank, task.mark, task.word = LATE, "due", task.word or f"{-days} {'day' if days == -1 else 'days'} late"
    elif days == 0:
        task.rank, task.mark, task.word = TODAY, "due", task.word or "Due today"
    elif days is not None and not task.detail:
        task.detail = f"By {day(task.due_on)}."
    task.word = task.word or "Your turn"
    return task


def days_held(since):
    """How long somebody has held it, in words for the margin."""
    days = -days_from_today(since) if since else 0
    return {0: "Today", 1: "1 day"}.get(days, f"{days} days")


def soon(on, days=7):
    """Whether this falls between now and a week from now."""
    left = days_from_today(on)
    still_ahead = on > clock.now() if isinstance(on, dt.datetime) else True
    return left is not None and 0 <= left <= days and still_ahead
