"""A copy of the record at 2,000 people, read, marked and written, against XlsxWriter writing the same cells; and how it grows."""

import io
import time
from dataclasses import replace

import pytest
import xlsxwriter

from checks.models import Export
from checks.record_exports import document, making, reading, spreadsheet
from checks.record_exports.content import Dated, content_of
from checks.record_exports.fingerprint import digests, fingerprint
from tests import story
from tests.benchmarks.measuring import Listening, side_by_side
from tests.benchmarks.staff_at_work import grow
from tests.checks.record_exports.conftest import asked, in_post

pytestmark = pytest.mark.django_db(transaction=True)
SIZES = [200, 2_000]


def by_hand(content):
    """XlsxWriter and nothing else: the same cells, a text as our text and a date as our date, kept in memory."""
    held = io.BytesIO()
    book = xlsxwriter.Workbook(held, {"in_memory": True})
    text, date = book.add_format(spreadsheet.TEXT), book.add_format(spreadsheet.DATE)
    for number, sheet in enumerate(content.sheets):
        page = book.add_worksheet(f"School {number}")
        for place, row in enumerate([sheet.columns, *sheet.rows]):
            for column, cell in enumerate(row):
                if isinstance(cell, str):
                    page.write_string(place, column, cell, text)
                else:
                    page.write_datetime(place, column, cell.on if isinstance(cell, Dated) else cell, date)
    book.close()
    return held.getvalue()


def whole(pk):
    """Everything between asking and keeping: the record read, its fingerprint and digests, and the bytes of the file."""
    content = content_of(export_of(pk))
    mark = fingerprint(content)
    digests(content)
    return spreadsheet.written(content, mark)


def export_of(pk):
    return Export.objects.select_related(*Export.locked_with).get(pk=pk)


def test_export_of_the_record(figures):
    """At most 12 queries, and twice what XlsxWriter takes for the cells."""
    cast = story.people()
    [file] = in_post(cast.hr_manager, cast.school, ["Amara Okonjo-Bell"])
    medians, done = [], 1
    for size in SIZES:
        grow(file, done, size - 1)
        done = size
        export = asked(cast.hr_manager, cast.school)
        content = content_of(export_of(export.pk))
        assert content.length == size
        with Listening() as questions:
            held = whole(export.pk)
        assert len(questions) <= 12
        cells = sum(len(row) for sheet in content.sheets for row in sheet.rows)
        line = side_by_side(
            f"export, {size:,} people read, marked and written",
            lambda pk=export.pk: whole(pk),
            lambda content=content: by_hand(content),
            goes=20,
            against="XlsxWriter",
            note=f"{len(questions)} queries, {cells:,} cells, {len(held) // 1024} KB (limit 12 queries, 2 x)",
        )
        figures(line)
        medians.append(line.ours.median)
    figures(f"{'export, 2,000 people against 200':<46} {medians[-1] / medians[0]:.2f} x (linear is 10)")
    figures(f"{'asked, read, written, kept: 2,000 to XLSX':<46} {timed(lambda: making.make_one(export.pk)):8.2f} s")
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
