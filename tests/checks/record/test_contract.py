"""The shape of the record: a row for everybody at work, a cell for every column, at a fixed number of questions."""

from checks.record.cells import Cell
from checks.record.columns import COLUMNS
from checks.record.rows import Record
from tests import story


def at_work(cast, **fields):
    """Somebody who began work on the strength of their checks."""
    appointment = story.ready(cast, **fields)
    appointment.confirm_start(by=cast.head)
    appointment.start(by=cast.hr)
    return appointment


def test_somebody_at_work_has_a_row_with_a_cell_for_every_column(cast):
    appointment = at_work(cast)
    [row] = Record(cast.hr)
    assert (row.name, row.school, row.post) == (cast.candidate.name, cast.school, "Pastoral Support Worker")
    assert [cell.code for cell in row.cells] == [column.code for column in COLUMNS]
    assert all(isinstance(cell, Cell) for cell in row.cells)
    assert row.left_on is None
    assert row.file == appointment.clearance_id


def test_nobody_is_on_the_record_before_they_are_at_work(cast):
    story.ready(cast)
    assert list(Record(cast.hr)) == []
