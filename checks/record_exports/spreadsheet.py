"""The record as a spreadsheet: what it is on the first sheet, then a sheet for each school. Every text is a text.

Text is written as a string with Excel's own mark for quoted text, so that =, +, -, @, a tab or a return at its start
runs neither when the file is opened nor when the cell is edited (OWASP: CSV injection).
"""

import datetime as dt
import io
import re

import xlsxwriter

from checks.record_exports.content import TITLE, Dated
from checks.record_exports.fingerprint import in_groups

FINGERPRINT = "Fingerprint"
HEAD_ROW = 2
TEXT = {"quote_prefix": True, "num_format": "@", "text_wrap": True, "valign": "top"}
DATE = {"num_format": "d mmm yyyy", "align": "left", "valign": "top", "text_wrap": True}
DAY_NOUGHT = dt.date(1899, 12, 31).toordinal()
UNFIT_FOR_A_TAB = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
TAB = 31  # characters of a sheet's name, by Excel's rule
SAFELY = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "default_date_format": "d mmm yyyy",
}


def written(content, fingerprint):
    """The bytes of the spreadsheet."""
    held = io.BytesIO()
    book = xlsxwriter.Workbook(held, SAFELY)
    facts = dict(content.about)
    book.set_properties({"title": f"{TITLE}, as at {facts['As at']}", "author": facts["Made by"]})
    looks = {
        "text": book.add_format(TEXT),
        "bold": book.add_format(
            {"quote_prefix": True, "num_format": "@", "bold": True, "bottom": 1, "text_wrap": True}
        ),
        "title": book.add_format({"quote_prefix": True, "num_format": "@", "bold": True, "font_size": 14}),
        "line": book.add_format({"quote_prefix": True, "num_format": "@", "font_color": "#555555"}),
        "dates": Dates(book),
    }
    _about(book, looks, content, fingerprint)
    taken = {"about this copy"}
    for sheet in content.sheets:
        _school(book, looks, sheet, tab_for(sheet.school, taken), fingerprint)
    book.close()
    return held.getvalue()


class Dates(dict):
    """The look of a date by the word about it, so that the cell stays a date and says its word; "" where there is none."""

    def __init__(self, book):
        self.book = book

    def __missing__(self, note):
        said = {"num_format": f'd mmm yyyy", {note}"'} if note else {}
        self[note] = self.book.add_format(DATE | said)
        return self[note]


def tab_for(name, taken):
    """A name Excel allows, different from the others whatever the capitals."""
    plain = UNFIT_FOR_A_TAB.sub(" ", name).strip("' ") or "School"
    tab, number = plain[:TAB].rstrip("' "), 1
    while tab.casefold() in taken or tab.casefold() == "history":
        number += 1
        tab = f"{plain[: TAB - len(str(number)) - 1]} {number}"
    taken.add(tab.casefold())
    return tab


def _about(book, looks, content, fingerprint):
    page = book.add_worksheet("About this copy")
    page.set_column(0, 0, 16)
    page.set_column(1, 1, 90)
    for row, (label, text) in enumerate([(FINGERPRINT, in_groups(fingerprint)), *content.about]):
        page.write_string(row, 0, label, looks["bold"])
        page.write_string(row, 1, text, looks["text"])


def _school(book, looks, sheet, tab, fingerprint):
    page = book.add_worksheet(tab)
    page.write_string(0, 0, sheet.school, looks["title"])
    page.write_string(1, 0, sheet.line, looks["line"])
    for column, title in enumerate(sheet.columns):
        page.write_string(HEAD_ROW, column, title, looks["bold"])
    text, dates, write_text, write_number = looks["text"], looks["dates"], page.write_string, page.write_number
    for row, cells in enumerate(sheet.rows, start=HEAD_ROW + 1):
        for column, cell in enumerate(cells):
            if isinstance(cell, str):
                write_text(row, column, cell, text)
            elif isinstance(cell, Dated):
                write_number(row, column, number_of(cell.on), dates[cell.note])
            else:
                write_number(row, column, number_of(cell), dates[""])
    _to_look_at(page, sheet, fingerprint)


def number_of(day):
    """A day as a spreadsheet counts it: from the last of 1899, with the 29 February 1900 that Excel believes in."""
    number = day.toordinal() - DAY_NOUGHT
    return number + (number > 59)


def _to_look_at(page, sheet, fingerprint):
    """The head stays in sight and on every printed page, and the foot says whose copy it is."""
    page.freeze_panes(HEAD_ROW + 1, 1)
    page.repeat_rows(0, HEAD_ROW)
    page.set_column(0, 1, 24)
    page.set_column(2, len(sheet.columns) - 1, 15)
    page.set_landscape()
    page.set_paper(8)  # A3
    page.fit_to_pages(1, 0)
    page.set_footer(f"&L{_for_foot(sheet.line)}&C{in_groups(fingerprint)}&RPage &P of &N")


def _for_foot(text):
    """An ampersand begins a command in a foot, and a foot holds 255 characters."""
    return text.replace("&", "+")[:150]
