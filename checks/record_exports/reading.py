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
MOST_ROWS = 20_000
DATA = "record.json"
NOTE = re.compile(r'", ([^"]+)"')  # the word about a date, in its look
A_TEXT = {"@", "General"}
A_DATE = re.compile(r"(?:\[\$-[0-9a-f]+\])?(?=.*d)(?=.*m)(?=.*y)[dmy /.,-]+(?:;@)?")  # whatever the order
# A rule on top of a cell's own look that shows another text in its place.
SHOWN_BY_A_RULE = re.compile(rb"<(?:\w+:)?dxf\b(?:(?!</(?:\w+:)?dxf>).)*<(?:\w+:)?numFmt\b", re.DOTALL)


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
    except NotOurs:
        raise
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
                if SHOWN_BY_A_RULE.search(inside):
                    raise NotOurs(
                        "The spreadsheet has a rule that shows cells otherwise than they are. None of ours has."
                    )
                if b"<!" in inside and part.filename.endswith((".xml", ".rels")):
                    raise NotOurs("The spreadsheet holds what none of ours does.")
                if b"\x00" in inside and part.filename.endswith((".xml", ".rels")):
                    raise NotOurs("The spreadsheet is written in a way that none of ours is.")
    except (zipfile.BadZipFile, zlib.error, RuntimeError, NotImplementedError, OSError, EOFError) as error:
        raise NotOurs("The spreadsheet is damaged.") from error


def _cells(page):
    """Every row as far as it is written, whatever the sheet says of its own size."""
    page.reset_dimensions()
    rows = []
    for number, row in enumerate(page.iter_rows(), start=1):
        if len(row) > MOST_COLUMNS or number > MOST_ROWS:
            raise NotOurs("The spreadsheet holds what none of ours does.")
        rows.append(list(map(_cell, row)))
    return rows


def _cell(cell):
    """A date, a text, or what it is instead: a formula or a number is never taken for what it shows, nor a look for a value."""
    value = cell.value
    if value is None:
        return ""
    if cell.data_type == "f":
        return (cell.data_type, str(value))
    look = cell.number_format or "General"
    if isinstance(value, str):
        return value if look in A_TEXT else ("shown as", look)
    if isinstance(value, dt.datetime) and value.time() == dt.time():
        return _dated(value.date(), look)
    return (cell.data_type, str(value))


def _dated(on, look):
    """A day whose look shows all of it and says no more than our word about it; any program may write that its own way."""
    note = NOTE.search(look)
    plain = re.sub(r"\\([ /.,-])", r"\1", NOTE.sub("", look, count=1)).lower()
    if not A_DATE.fullmatch(plain):
        return ("shown as", look)
    return Dated(on, note[1]) if note else on


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
