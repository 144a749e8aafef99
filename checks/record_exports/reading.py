"""A file somebody brings back, read again into what it says. It may be anybody's, so nothing in it is trusted.

A spreadsheet is read from its cells as they are now, however often it was saved since. A document is read from the
data attached to it. What was not made by us, or cannot be read safely, is `NotOurs`.
"""

import datetime as dt
import io
import json
import re
import zipfile
import zlib

from checks.record_exports.content import Content, Dated, Sheet
from checks.record_exports.fingerprint import as_typed
from checks.record_exports.spreadsheet import FINGERPRINT, HEAD_ROW

MOST_BYTES = 12 * 1024 * 1024
MOST_UNPACKED = 80 * 1024 * 1024
MOST_PARTS = 400
MOST_COLUMNS = 60
DATA = "record.json"
NOTE = re.compile(r'", ([^"]+)"')  # the word about a date, in its look


class NotOurs(Exception):
    """Why this file cannot be one of ours, in a sentence."""


def read(held):
    """`(content, fingerprint it gives, format)` of a file's bytes."""
    if len(held) > MOST_BYTES:
        raise NotOurs("The file is larger than any copy we make.")
    if held.startswith(b"PK\x03\x04"):
        return (*_spreadsheet(held), "xlsx")
    if held[:1024].lstrip().startswith(b"%PDF-"):
        return (*_document(held), "pdf")
    raise NotOurs("This is neither a spreadsheet (XLSX) nor a PDF.")


def _spreadsheet(held):
    _is_safe_to_open(held)
    import openpyxl

    try:
        book = openpyxl.load_workbook(io.BytesIO(held), read_only=True, keep_links=False)
        first, *rest = [_cells(page) for page in book.worksheets]
    except Exception as error:
        raise NotOurs("The spreadsheet cannot be read.") from error
    first = [row for row in map(_without_blank_end, first) if row]
    stated = next((row[1] for row in first if row[0] == FINGERPRINT and len(row) > 1), None)
    about = [_fact(row) for row in first if row[0] != FINGERPRINT or len(row) > 2]
    if not isinstance(stated, str):
        raise NotOurs("The spreadsheet has no fingerprint on its first sheet.")
    return Content(about=about, sheets=[_sheet(rows) for rows in rest]), as_typed(stated)


def _is_safe_to_open(held):
    """No bomb, and no document type or entity in any part: none of ours has one."""
    try:
        with zipfile.ZipFile(io.BytesIO(held)) as archive:
            parts = archive.infolist()
            if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
                raise NotOurs("The spreadsheet unpacks to more than any copy we make.")
            for part in parts:
                with archive.open(part) as opened:
                    inside = opened.read(part.file_size + 1)
                if b"<!" in inside and part.filename.endswith((".xml", ".rels")):
                    raise NotOurs("The spreadsheet holds what none of ours does.")
                if b"\x00" in inside and part.filename.endswith((".xml", ".rels")):
                    raise NotOurs("The spreadsheet is written in a way that none of ours is.")
    except (zipfile.BadZipFile, zlib.error, RuntimeError, NotImplementedError, OSError, EOFError) as error:
        raise NotOurs("The spreadsheet is damaged.") from error


def _cells(page):
    return [[_cell(cell) for cell in row] for row in page.iter_rows(max_col=MOST_COLUMNS)]


def _cell(cell):
    """A date, a text, or what it is instead: a formula or a number is never taken for what it shows."""
    value = cell.value
    if value is None:
        return ""
    if cell.data_type == "f":
        return (cell.data_type, str(value))
    if isinstance(value, dt.datetime) and value.time() == dt.time():
        note = NOTE.search(cell.number_format or "")
        return Dated(value.date(), note[1]) if note else value.date()
    return value if isinstance(value, (str, dt.date)) else (cell.data_type, str(value))


def _fact(row):
    """A label and what it says; anything written beside them belongs to what it says."""
    label, *said = [*row, "", ""][:2] if len(row) < 3 else row
    return label, said[0] if len(said) == 1 else repr(said)


def _sheet(rows):
    """A school's sheet as we lay it out; anything outside the table counts as part of it."""
    head = [_without_blank_end(row) for row in rows[: HEAD_ROW + 1]]
    head += [[]] * (HEAD_ROW + 1 - len(head))
    columns = head[HEAD_ROW]
    body = [_without_blank_end(row) for row in rows[HEAD_ROW + 1 :]]
    while body and not body[-1]:
        body.pop()
    width = max([len(columns), *map(len, body)])
    school, line = (" ".join(map(str, row)) for row in head[:HEAD_ROW])
    return Sheet(school, line, columns, [row + [""] * (width - len(row)) for row in body])


def _without_blank_end(row):
    length = max((place for place, cell in enumerate(row, start=1) if cell != ""), default=0)
    return row[:length]


def _document(held):
    from pypdf import PdfReader

    try:
        attached = PdfReader(io.BytesIO(held)).attachments.get(DATA) or []
        told = json.loads(attached[0])
        content = Content(
            about=[(label, _plain(text)) for label, text in told["about"]],
            sheets=[
                Sheet(
                    each["school"],
                    each["line"],
                    each["columns"],
                    [[_plain(cell) for cell in row] for row in each["rows"]],
                )
                for each in told["sheets"]
            ],
        )
        return content, as_typed(told["fingerprint"])
    except Exception as error:
        raise NotOurs("The document carries no record of ours.") from error


def attached(content, fingerprint):
    """What a document carries inside it so that it can be read again."""
    sheets = [
        {
            "school": s.school,
            "line": s.line,
            "columns": s.columns,
            "rows": [[_told(cell) for cell in row] for row in s.rows],
        }
        for s in content.sheets
    ]
    return json.dumps({"about": content.about, "sheets": sheets, "fingerprint": fingerprint}, ensure_ascii=False)


def _told(cell):
    if isinstance(cell, Dated):
        return {"date": cell.on.isoformat(), "note": cell.note}
    return {"date": cell.isoformat()} if isinstance(cell, dt.date) else cell


def _plain(cell):
    if isinstance(cell, dict):
        on = dt.date.fromisoformat(cell["date"])
        return Dated(on, cell["note"]) if "note" in cell else on
    if not isinstance(cell, str):
        raise TypeError("a cell is a date or a text")
    return cell
