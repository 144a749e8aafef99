"""Rows at other schools: whoever works at several is one person, on one file, with a row at each."""

import datetime as dt
from dataclasses import replace

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Case, F, OuterRef, Q, When
from django.db.models.functions import JSONObject

from checks.models import Placement
from checks.models.clearance import ClearanceQuerySet
from hiring.models import School

TOLD = {"place": "place_id", "name": "place__name", "slug": "place__slug", "from_on": "from_on", "to_on": "known_to"}


def shown_to(actor, schools):
    """Ids of the schools whose rows are shown: those asked for, else those at which this actor reads; None for all."""
    if schools is not None:
        return {school.pk for school in schools}
    if actor.kind != "user":
        return None
    held = [each for each in actor.all_memberships if each.role in ClearanceQuerySet.roles]
    return None if any(not each.school_id for each in held) else {each.school_id for each in held}


def with_a_row(record, there, gone):
    """Which files have a row to show; `there` and `gone` say of a file whether its person is at work, or has left."""
    placed = _known(record)
    home = Q(school_id__in=record.shown) if record.shown is not None else Q(pk__isnull=False)
    if record.filters.get("who") == "leavers":
        ended = placed.filter(known_to__lt=record.on)
        return gone & (home | _among(placed)) | there & _among(ended)
    return there if record.shown is None else there & (home | _among(_still(placed, record.on)))


def with_placements(files, record):
    """The files, each with what is known of its work at other schools: in the same question, so that no page asks one more."""
    there = _known(record).filter(clearance=OuterRef("pk")).order_by("pk")
    return files.annotate(placed=ArraySubquery(there.values(told=JSONObject(**TOLD))))


def by_school(rows):
    """The rows of each school together, where some are at another than their file."""
    if not any(row.kept_by for row in rows):
        return rows
    return sorted(rows, key=lambda row: (row.school.name, row.school.pk, row.name, row.file))


def rows_at(row, placed, record):
    """The row at the home school and at each other, of those that are shown: of people at work, or of those who left."""
    leavers = record.filters.get("who") == "leavers"
    if (record.shown is None or row.school.pk in record.shown) and bool(row.left_on) == leavers:
        yield row
    for told in placed:
        from_on, ended_on = (_day(told[name]) for name in ("from_on", "to_on"))
        over = ended_on if ended_on and ended_on < record.on else None
        left_on = min(filter(None, [row.left_on, over]), default=None)
        if from_on <= record.on and bool(left_on) == leavers:
            started_on = max(filter(None, [from_on, row.started_on]))
            place = School(pk=told["place"], name=told["name"], slug=told["slug"], trust=row.school.trust)
            yield replace(row, school=place, started_on=started_on, left_on=left_on, kept_by=row.school)


def _day(told):
    return dt.date.fromisoformat(told) if told else None


def _known(record):
    """What had been recorded by the instant asked about; a last day written down later was not known then (`known_to`)."""
    placed = Placement.objects.all()
    placed = placed if record.shown is None else placed.filter(place_id__in=record.shown)
    if record.then is None:
        return placed.annotate(known_to=F("to_on"))
    ended = Case(When(ended_at__lte=record.then, then=F("to_on")))
    return placed.filter(added_at__lte=record.then).annotate(known_to=ended)


def _still(placed, on):
    return placed.filter(Q(known_to=None) | Q(known_to__gte=on), from_on__lte=on)


def _among(placed):
    return Q(pk__in=placed.values("clearance_id"))
