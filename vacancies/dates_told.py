"""Every date that the candidates of one vacancy were told, by topic, and what became of it."""

import datetime as dt
from collections import Counter
from dataclasses import dataclass

from hiring import clock
from vacancies.pipeline import in_sight
from vacancies.promises import TOPICS
from vacancies.tracker import is_live, went_by
from workflows.models import Promise

SOON = dt.timedelta(days=7)
OUTCOMES = {
    "missed": ("problem", "Missed"),
    "due": ("wait", "Still to keep"),
    "late": ("due", "Kept late"),
    "kept": ("ok", "Kept"),
    "missed_then_moved": ("due", "Missed, then a new date"),
    "moved": ("review", "New date given in time"),
    "dropped": ("na", "No longer owed"),
}


@dataclass
class Line:
    """The people who were told the same date and for whom the same became of it."""

    due_at: dt.datetime
    outcome: str
    applications: list

    @property
    def mark(self):
        return OUTCOMES[self.outcome][0]

    @property
    def words(self):
        return OUTCOMES[self.outcome][1]


@dataclass
class Topic:
    """What was told about one thing, such as the decision, and the promises that may need a new date."""

    name: str
    lines: list
    open: list

    @property
    def words(self):
        return TOPICS.get(self.name, self.name)

    @property
    def counts(self):
        """Each outcome with its number, the worst first."""
        numbers = Counter()
        for line in self.lines:
            numbers[line.outcome] += len(line.applications)
        return [{"words": OUTCOMES[each][1], "number": numbers[each]} for each in OUTCOMES if numbers[each]]

    @property
    def lines_to_replace(self):
        """Those of the open promises, by the date each person has."""
        return _lines(self.open)

    @property
    def missed(self):
        return sum(len(line.applications) for line in self.lines if line.outcome == "missed")


def dates_told(vacancy, actor):
    """The topics in the order of the story, each with its lines (two queries)."""
    applications = {each.pk: each for each in in_sight(vacancy, actor).select_related("candidate").order_by("code")}
    for application in applications.values():
        application.vacancy = vacancy
    told = Promise.objects.visible_to(actor).filter(subject_type="application", subject_id__in=applications)
    by_topic = {name: [] for name in TOPICS}
    for promise in told.order_by("due_at", "pk"):
        promise.application = applications[promise.subject_id]
        by_topic.setdefault(promise.topic, []).append(promise)
    return [_topic(name, promises) for name, promises in by_topic.items() if promises]


def _topic(name, promises):
    soon = clock.now() + SOON
    waiting = [promise for promise in promises if is_live(promise) and promise.due_at <= soon]
    return Topic(name, _lines(promises), sorted(waiting, key=lambda promise: promise.application.code))


def _lines(promises):
    alike = {}
    for promise in sorted(promises, key=lambda promise: promise.due_at):
        alike.setdefault((promise.due_at, outcome_of(promise)), []).append(promise.application)
    return [Line(*key, sorted(people, key=lambda each: each.code)) for key, people in alike.items()]


def outcome_of(promise):
    """What became of one promise, in one word of `OUTCOMES`."""
    if promise.dropped_at:
        return "dropped"
    if promise.moved_at:
        return "missed_then_moved" if went_by(promise) else "moved"
    if promise.kept_at:
        return "late" if promise.was_late else "kept"
    return "missed" if promise.is_overdue else "due"
