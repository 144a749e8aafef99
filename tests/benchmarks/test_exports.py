"""A copy of the record at 2,000 people against XlsxWriter writing the same cells, and how it grows."""

import io
import time
from dataclasses import replace

import pytest
import xlsxwriter
from django.db import connection

from checks.models import Export
from checks.record_exports import document, making, reading, spreadsheet
from checks.record_exports.content import Dated, content_of
from checks.record_exports.fingerprint import digests, fingerprint
from tests import story
from tests.benchmarks.measuring import Listening, side_by_side
from tests.checks.record_exports.conftest import asked, in_post

pytestmark = pytest.mark.django_db(transaction=True)
SIZES = [200, 2_000]
BASE = 1_000_000
COPIES = """
    INSERT INTO hiring_user SELECT (jsonb_populate_record(NULL::hiring_user, to_jsonb(u) ||
            jsonb_build_object('id', {base} + n, 'email', 'person-' || n || '@example.org', 'name', 'Person ' || n))).*
        FROM hiring_user u, generate_series({first}, {last}) n WHERE u.id = {person};
    INSERT INTO checks_clearance SELECT (jsonb_populate_record(NULL::checks_clearance, to_jsonb(f) ||
            jsonb_build_object('id', {base} + n, 'person_id', {base} + n))).*
        FROM checks_clearance f, generate_series({first}, {last}) n WHERE f.id = {file};
    INSERT INTO checks_check SELECT (jsonb_populate_record(NULL::checks_check, to_jsonb(c) ||
            jsonb_build_object('id', 100 * ({base} + n) + c.id % 100, 'clearance_id', {base} + n))).*
        FROM checks_check c, generate_series({first}, {last}) n WHERE c.clearance_id = {file};
    INSERT INTO checks_receipt SELECT (jsonb_populate_record(NULL::checks_receipt, to_jsonb(r) ||
            jsonb_build_object('id', 100 * ({base} + n) + r.id % 100, 'check_row_id', 100 * ({base} + n) + r.check_row_id % 100))).*
        FROM checks_receipt r JOIN checks_check c ON c.id = r.check_row_id, generate_series({first}, {last}) n
        WHERE c.clearance_id = {file};
"""


def grow(file, first, last):
    """People `first` to `last` on the record, each like this one; only for measuring, with the triggers off."""
    sql = COPIES.format(first=first, last=last, base=BASE, file=file.pk, person=file.person_id)
    with connection.cursor() as cursor:
        cursor.execute(f"SET session_replication_role = replica; {sql} SET session_replication_role = DEFAULT;")
        cursor.execute("ANALYZE")


def by_hand(content):
    """XlsxWriter and nothing else: the same cells, a date as a date, a text as a text."""
    held = io.BytesIO()
    book = xlsxwriter.Workbook(held, {"in_memory": True})
    date = book.add_format({"num_format": "d mmm yyyy"})
    for number, sheet in enumerate(content.sheets):
        page = book.add_worksheet(f"School {number}")
        for place, row in enumerate(sheet.rows):
            for column, cell in enumerate(row):
                if isinstance(cell, str):
                    page.write_string(place, column, cell)
                else:
                    page.write_datetime(place, column, cell.on if isinstance(cell, Dated) else cell, date)
    book.close()
    return held.getvalue()


def test_export_of_the_record(figures):
    cast = story.people()
    [file] = in_post(cast.hr_manager, cast.school, ["Amara Okonjo-Bell"])
    medians, done = [], 1
    for size in SIZES:
        grow(file, done + 1, size)
        done = size
        export = Export.objects.select_related(*Export.locked_with).get(pk=asked(cast.hr_manager, cast.school).pk)
        with Listening() as questions:
            content = content_of(export)
        assert content.length == size
        assert len(questions) <= 12
        cells = sum(len(row) for sheet in content.sheets for row in sheet.rows)

        def ours(content=content):
            mark = fingerprint(content)
            digests(content)
            return spreadsheet.written(content, mark)

        line = side_by_side(
            f"export, {size:,} people to XLSX",
            ours,
            lambda content=content: by_hand(content),
            goes=10,
            against="XlsxWriter",
            note=f"{len(questions)} queries, {cells:,} cells, {len(ours()) // 1024} KB",
        )
        figures(line)
        medians.append(line.ours.median)
    figures(f"{'export, 2,000 people against 200':<46} {medians[-1] / medians[0]:.2f} x (linear is 10)")
    figures(f"{'reading 2,000 people from the record':<46} {timed(lambda: content_of(export)):8.2f} s")
    figures(f"{'asked, read, written, kept: 2,000 to XLSX':<46} {timed(lambda: making.make_one(export.pk)):8.2f} s")
    held = spreadsheet.written(content, fingerprint(content))
    figures(
        f"{'a spreadsheet of 2,000 read again and checked':<46} {timed(lambda: fingerprint(reading.read(held)[0])):8.2f} s"
    )
    few = replace(content, sheets=[replace(content.sheets[0], rows=content.sheets[0].rows[:200])])
    figures(
        f"{'a document of 200 people printed (PDF)':<46} {timed(lambda: document.written(few, fingerprint(few))):8.2f} s"
    )


def timed(action):
    began = time.perf_counter()
    action()
    return time.perf_counter() - began
