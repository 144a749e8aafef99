"""What a copy of the record says, as it is printed: facts about the copy, then one sheet for each school."""

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import NamedTuple

from hiring import clock

TITLE = "Single central record"
BEGAN = "Began without clearance"
A_SEARCH = "Found by a search"
VISIBLE = "�"
PLAIN = dict.fromkeys(
    [*range(0x20), *range(0x7F, 0xA0), 0xFFFE, 0xFFFF, *range(0x202A, 0x202F), *range(0x2066, 0x206A)], VISIBLE
)
PEOPLE = ("Name", "Post", "Kind of person", "Started", "Left", BEGAN)


class Dated(NamedTuple):
    """A date with a word about it: copied from the old record, or told by letter."""

    on: dt.date
    note: str


@dataclass(frozen=True)
class Sheet:
    """One school: its name, the line under it, the heads of the columns, and a list of cells for each person."""

    school: str
    line: str
    columns: list
    rows: list

    @cached_property
    def plain_rows(self):
        """Its rows as everything is made of them that tells one copy from another; read once."""
        return [list(map(plain, row)) for row in self.rows]


@dataclass(frozen=True)
class Content:
    """A whole copy. A cell is a text, a date, or a date with a word about it; the facts about the copy stand under labels."""

    about: list
    sheets: list = field(default_factory=list)

    @property
    def length(self):
        return sum(len(sheet.rows) for sheet in self.sheets)


def how_many(export):
    """How many people a copy would hold, before it is made."""
    return len(record_for(export))


def record_for(export):
    """The rows as whoever asked for them may read them at the time they are read."""
    from checks.record.rows import Record

    return Record(export.made_by, schools=export.schools, on=export.as_at, q=export.sought, **export.filters)


def content_of(export):
    """Read the record now and set it out as it will be printed."""
    rows = list(record_for(export))
    return Content(
        about=[*about(export, len(rows)), *rules_named(rows)], sheets=sheets_of(rows, export.schools, line_for(export))
    )


def about(export, length):
    """Who took it, when, of what: the first sheet of a spreadsheet, and the head of a document."""
    facts = [
        ("Record", f"{TITLE}, {export.trust.name}"),
        ("Schools", export.school_names),
        ("As at", day_in_full(export.as_at)),
        ("Filter", export.filter_in_full),
        ("People", f"{length:,}"),
        ("Made by", export.made_by.name),
        ("Made at", moment_in_full(export.asked_at)),
        ("Number", str(export.pk)),
    ]
    return [(label, clean(text)) for label, text in facts]


def filter_in_full(words, sought):
    """The filter as printed, with what was searched for; that is kept apart, as it may name somebody."""
    return words.replace(A_SEARCH, f"Name or post with “{sought}”") if sought else words


def rules_named(rows):
    """What each rule says that a cell gives as its reason, so that a copy can be read without Gatepost."""
    from checks.record.rules_met import rules_met

    return [(f"Rule {rule}", clean(sentence)) for rule, sentence in rules_met(rows)]


def line_for(export):
    """The mark on every sheet and page: whose copy this is, and from when."""
    asked = moment_in_full(export.asked_at)
    return clean(f"As at {day_in_full(export.as_at)}. Copy made by {export.made_by.name}, {asked}.")


def sheets_of(rows, schools, line):
    """A sheet for every school asked for, also one where nobody is."""
    columns = columns_shown()
    by_school = defaultdict(list)
    for row in rows:
        by_school[row.school.pk].append(cells_of(row))
    return [Sheet(clean(school.name), line, columns, by_school[school.pk]) for school in schools]


def columns_shown():
    from checks.record.columns import COLUMNS

    return [*PEOPLE, *[column.title for column in COLUMNS]]


def cells_of(row):
    """One person's cells in order. No contact details, nothing of what a certificate or a declaration says."""
    person = [clean(row.name), clean(row.post), clean(row.kind_words)]
    days = [on or "" for on in (row.started_on, row.left_on, row.began_without_clearance)]
    return [*person, *days, *map(shown, row.cells)]


def shown(cell):
    """A date where there is one; otherwise the words a person reads, with the rule where a rule says not needed."""
    return _shown(cell.on if cell.state == "date" else None, cell.words, cell.rule)


@lru_cache(maxsize=8192)
def _shown(on, words, rule):
    """Thousands of cells say the same."""
    if on is None:
        return clean(f"{words} ({rule})" if rule else words)
    note = clean(words.partition(", ")[2]).replace('"', "")
    if any(letter.isdigit() for letter in note):  # a look of its own for each is more than a spreadsheet holds
        return f"{day_in_full(on)}, {note}"
    return Dated(on, note) if note else on


def plain(cell):
    """A cell with its kind, so that a date and the same date typed as text differ."""
    if isinstance(cell, str):
        return f"text:{cell}"
    if isinstance(cell, Dated):
        return f"date:{cell.on.isoformat()}, {cell.note}"
    return f"date:{cell.isoformat()}" if isinstance(cell, dt.date) else f"other:{cell!r}"


def clean(text):
    """Characters that control, and turn the reading order, made visible: they deceive readers, and some begin a formula."""
    return str(text).translate(PLAIN)


def day_in_full(on: dt.date):
    return f"{on.day} {on:%B %Y}"


def moment_in_full(at: dt.datetime):
    here = at.astimezone(clock.LONDON)
    return f"{day_in_full(here.date())} at {here:%H:%M}"
