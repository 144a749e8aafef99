"""The date that comes next for each of several vacancies: never one that has gone by, nor a promise already kept."""

import datetime as dt

from django.db.models import Min, OuterRef, Subquery

from hiring import clock
from vacancies.models import Application
from workflows.models import Promise

OF_ITS_OWN = {
    "published": [("Closes", "closes_at")],
    "closed": [("Scores due", "scores_due_on")],
    "scoring": [("Scores due", "scores_due_on")],
    "moderating": [("Interviews", "interviews_on")],
    "shortlisted": [("Interviews", "interviews_on")],
    "interviewing": [("Interviews", "interviews_on")],
}
WHEN_NOTHING_ELSE = [("Start", "starts_on")]
PROMISED = {"shortlist": "Shortlist promised", "decision": "Decision promised"}


def next_dates(vacancies):
    """vacancy id -> {label, on} for those that have one (one query)."""
    promised = _promised(vacancies)
    found = {each.pk: _first(each, promised.get(each.pk, [])) for each in vacancies}
    return {pk: date for pk, date in found.items() if date}


def _first(vacancy, promised):
    if vacancy.state in {"filled", "cancelled"}:
        return None
    own = OF_ITS_OWN.get(vacancy.state, WHEN_NOTHING_ELSE)
    dates = [*_ahead(vacancy, own), *promised] or _ahead(vacancy, WHEN_NOTHING_ELSE)
    return min(dates, key=lambda date: _instant(date["on"]), default=None)


def _ahead(vacancy, names):
    dates = [{"label": label, "on": getattr(vacancy, name)} for label, name in names]
    return [date for date in dates if date["on"] and _is_ahead(date["on"])]


def _is_ahead(on):
    return on > clock.now() if isinstance(on, dt.datetime) else on >= clock.today()


def _instant(on):
    """A day without an hour counts from its beginning."""
    return on if isinstance(on, dt.datetime) else clock.london(on)


def _promised(vacancies):
    """vacancy id -> the earliest date still ahead of each kind that somebody was told and that is not yet kept."""
    theirs = Application.objects.filter(vacancy__in=vacancies)
    of = Subquery(Application.objects.filter(pk=OuterRef("subject_id")).values("vacancy")[:1])
    told = Promise.objects.open().filter(
        subject_type="application", subject_id__in=theirs.values("pk"), topic__in=PROMISED, due_at__gt=clock.now()
    )
    dates = {}
    rows = told.order_by().annotate(vacancy=of).values_list("vacancy", "topic").annotate(first=Min("due_at"))
    for vacancy, topic, first in rows:
        dates.setdefault(vacancy, []).append({"label": PROMISED[topic], "on": first})
    return dates
