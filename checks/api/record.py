"""The single central record for programs: its rows with every cell, and its gaps, a page at a time."""

from drf_spectacular.utils import extend_schema
from rest_framework import serializers

from checks.gate_lines import line_on
from checks.record.columns import COLUMNS
from checks.record.kinds_of_person import KINDS_OF_PERSON
from checks.record.rows import Record
from checks.record.tally import gaps_of
from hiring import clock
from hiring.api.access import staff_token
from hiring.api.endpoint import Endpoint, query
from hiring.api.problems import invalid
from hiring.models import School
from hiring.templatetags.dates import as_date
from workflows.api.moves import BASE
from workflows.api.paging import PageAsked, page, paged
from workflows.api.serializers import Whole

STATES = ["date", "not_needed", "exception", "missing"]
SHOWN_WITH = ("clearance__person", "clearance__school__trust", "referee")
ONLY_NOW = ("kind", "gaps", "q")


class RecordAsked(PageAsked):
    """Whose rows, and as at which day."""

    school = serializers.SlugField(required=False, help_text="The school's short name.")
    kind = serializers.ChoiceField(list(KINDS_OF_PERSON), required=False)
    gaps = serializers.ChoiceField(["some", "none", "exception"], required=False)
    q = serializers.CharField(required=False, max_length=60, help_text="Part of a name or of a post.")
    who = serializers.ChoiceField(["leavers"], required=False, help_text="Those who have left, not those at work.")
    on = serializers.DateField(
        required=False,
        help_text="As it stood at the end of this day; with it only `school` and `who` narrow the list.",
    )


class GapsAsked(PageAsked):
    """Whose gaps."""

    school = serializers.SlugField(required=False, help_text="The school's short name.")


class CellOut(Whole):
    """One cell. Never what a certificate says."""

    column = serializers.ChoiceField([column.code for column in COLUMNS])
    title = serializers.CharField()
    state = serializers.ChoiceField(STATES)
    on = serializers.DateField(allow_null=True, help_text="The day it was done or the original seen.")
    words = serializers.CharField()
    rule = serializers.CharField(allow_blank=True, help_text="The line of the rules that left it out.")
    holder = serializers.CharField(allow_blank=True)
    since = serializers.DateField(allow_null=True)


class RecordRowOut(Whole):
    """One person in one post at one school."""

    person = serializers.IntegerField(help_text="The file of checks.")
    name = serializers.CharField()
    school = serializers.CharField()
    kind = serializers.ChoiceField(list(KINDS_OF_PERSON))
    post = serializers.CharField()
    started_on = serializers.DateField(allow_null=True)
    left_on = serializers.DateField(allow_null=True)
    statutory = serializers.BooleanField(help_text="False: kept on the record by choice.")
    began_without_clearance_on = serializers.DateField(allow_null=True)
    cells = CellOut(many=True)


class RecordGapOut(Whole):
    """One check that is missing: for whom, who has it, since when, and where it is put right."""

    check = serializers.IntegerField()
    code = serializers.CharField()
    name = serializers.CharField()
    person = serializers.IntegerField(help_text="The file of checks.")
    person_name = serializers.CharField()
    school = serializers.CharField()
    holder = serializers.CharField()
    since = serializers.DateField()
    days = serializers.IntegerField()
    next_step = serializers.CharField()
    href = serializers.CharField(help_text="The check on this API.")


RecordPage = paged("RecordPage", RecordRowOut)
GapPage = paged("RecordGapPage", RecordGapOut)


class RecordRows(Endpoint):
    """Everybody at work, a cell for every check."""

    access = staff_token

    @extend_schema(operation_id="record", parameters=[RecordAsked], responses=RecordPage)
    def get(self, request):
        asked = query(request, RecordAsked)
        record = _record(request, asked)
        return page(request, record.chosen, asked, lambda found: _items(RecordPage, map(_row, record.rows_of(found))))


class RecordGaps(Endpoint):
    """What is missing on the record today."""

    access = staff_token

    @extend_schema(operation_id="record_gaps", parameters=[GapsAsked], responses=GapPage)
    def get(self, request):
        asked = query(request, GapsAsked)
        missing = gaps_of(_record(request, asked).files(), clock.today()).select_related(*SHOWN_WITH)
        return page(request, missing, asked, lambda found: _items(GapPage, map(_gap, found)))


def _record(request, asked):
    on = asked.get("on")
    if on and any(asked.get(name) for name in ONLY_NOW):
        raise invalid([("?on", f"With a past day only school and who narrow the list, not {', '.join(ONLY_NOW)}.")])
    if on and on > clock.today():
        raise invalid([("?on", "The date must be in the past.")])
    schools = School.objects.visible_to(request.actor).filter(slug=asked["school"]) if "school" in asked else None
    narrow = {name: asked[name] for name in (*ONLY_NOW, "who") if name in asked}
    return Record(request.actor, schools=schools, on=on, **narrow)


def _items(serializer, items):
    return serializer({"items": list(items), "next": None, "previous": None}).data["items"]


def _row(row):
    return {
        "person": row.file,
        "name": row.name,
        "school": row.school.slug,
        "kind": row.kind_of_person,
        "post": row.post,
        "started_on": row.started_on,
        "left_on": row.left_on,
        "statutory": row.is_statutory,
        "began_without_clearance_on": row.began_without_clearance,
        "cells": [_cell(cell) for cell in row.cells],
    }


def _cell(cell):
    told = {name: getattr(cell, name) for name in ("title", "state", "on", "words", "rule", "holder", "since")}
    return {"column": cell.code, **told}


def _gap(check):
    line, today = line_on(check, clock.today()), clock.today()
    since = check.expires_on if line.condition == "expired" else as_date(check.held_since)
    return {
        "check": check.pk,
        "code": check.code,
        "name": line.name,
        "person": check.clearance_id,
        "person_name": check.clearance.person.name,
        "school": check.clearance.school.slug,
        "holder": line.holder,
        "since": since,
        "days": max((today - since).days, 0),
        "next_step": line.next_step,
        "href": f"{BASE}/checks/{check.pk}",
    }
