"""The fingerprint: the same for the same cells, another when any one of them changes, and the changed one is found."""

import dataclasses
import datetime as dt

import pytest

from checks.record_exports import reading, spreadsheet
from checks.record_exports.content import Content, Dated, Sheet
from checks.record_exports.differences import differences
from checks.record_exports.fingerprint import as_typed, digests, fingerprint, in_groups

DAY = dt.date(2025, 3, 12)
COLUMNS = ["Name", "Post", "Started", "Identity", "Enhanced DBS"]


def content():
    rows = [
        ["Amara Okonjo", "Teacher", DAY, DAY, "Missing"],
        ["Bethan Frost", "Cook", "", Dated(DAY, "old record"), "Not needed (A.3)"],
        ["Callum Reeve", "Caretaker", DAY, "Exception, awaited", DAY],
    ]
    about = [("As at", "6 July 2026"), ("Made by", "Jo Marlowe"), ("Filter", "Everybody at work")]
    return Content(
        about, [Sheet("Reydon Primary", "A line", COLUMNS, rows), Sheet("Kittiwake", "A line", COLUMNS, rows[:1])]
    )


def other(cell):
    """The same cell, changed as little as can be."""
    if isinstance(cell, Dated):
        return cell.on
    if isinstance(cell, dt.date):
        return cell + dt.timedelta(days=1)
    return f"{cell}."


def every_change():
    """`(what was changed, content)` for every single cell and fact there is."""
    whole = content()
    for place, (label, text) in enumerate(whole.about):
        about = [*whole.about]
        about[place] = (label, other(text))
        yield f"about {label}", dataclasses.replace(whole, about=about)
    for number, sheet in enumerate(whole.sheets):
        yield from _changes_of(whole, number, sheet)


def _changes_of(whole, number, sheet):
    def put(**fields):
        sheets = [*whole.sheets]
        sheets[number] = dataclasses.replace(sheet, **fields)
        return dataclasses.replace(whole, sheets=sheets)

    yield f"school {number}", put(school=other(sheet.school))
    yield f"line {number}", put(line=other(sheet.line))
    for place, title in enumerate(sheet.columns):
        yield (
            f"column {number} {place}",
            put(columns=[*sheet.columns[:place], other(title), *sheet.columns[place + 1 :]]),
        )
    for row, cells in enumerate(sheet.rows):
        for place, cell in enumerate(cells):
            changed = [*cells[:place], other(cell), *cells[place + 1 :]]
            yield f"cell {number} {row} {place}", put(rows=[*sheet.rows[:row], changed, *sheet.rows[row + 1 :]])
        yield f"row {number} {row} taken out", put(rows=[*sheet.rows[:row], *sheet.rows[row + 1 :]])
        yield f"row {number} {row} twice", put(rows=[*sheet.rows[: row + 1], cells, *sheet.rows[row + 1 :]])


def test_any_one_change_makes_another_fingerprint_and_is_found(tally):
    whole = content()
    mark, kept = fingerprint(whole), digests(whole)
    changes = list(every_change())
    unseen = [what for what, changed in changes if fingerprint(changed) == mark or not differences(changed, kept)]
    tally("single changes of a copy", len(changes), len(unseen))
    assert unseen == []
    assert len({fingerprint(changed) for _, changed in changes}) == len(changes)


def test_a_changed_cell_is_named_by_its_place_and_not_by_what_it_says():
    whole = content()
    rows = [*whole.sheets[0].rows]
    rows[1] = ["Bethan Frost", "Cook", "", DAY, "Not needed (A.3)"]
    changed = Content(whole.about, [dataclasses.replace(whole.sheets[0], rows=rows), whole.sheets[1]])
    assert differences(changed, digests(whole)) == ["Reydon Primary: row 2 was changed, under Identity."]


def test_rows_in_another_order_are_another_copy():
    whole = content()
    turned = Content(
        whole.about, [dataclasses.replace(whole.sheets[0], rows=whole.sheets[0].rows[::-1]), whole.sheets[1]]
    )
    assert fingerprint(turned) != fingerprint(whole)


def test_a_date_and_the_same_date_typed_as_text_differ():
    whole = content()
    rows = [[*whole.sheets[1].rows[0]]]
    rows[0][3] = "2025-03-12"
    typed = Content(whole.about, [whole.sheets[0], dataclasses.replace(whole.sheets[1], rows=rows)])
    assert fingerprint(typed) != fingerprint(whole)


def test_nothing_is_different_in_the_same_copy():
    assert differences(content(), digests(content())) == []


def test_nobody_without_the_key_can_make_one(settings):
    mark = fingerprint(content())
    settings.AUDIT_KEY = "another-secret-" * 4
    assert fingerprint(content()) != mark


def test_digests_do_not_tell_that_two_cells_are_alike():
    kept = digests(content())
    assert kept["sheets"][0]["rows"][0] != kept["sheets"][1]["rows"][0]


@pytest.mark.parametrize("typed", ["{}", " {} ", "{}\n"])
def test_a_fingerprint_is_known_however_it_is_typed(typed):
    mark = fingerprint(content())
    assert len(mark) == 32
    assert as_typed(typed.format(in_groups(mark).lower())) == mark
    assert as_typed(in_groups(mark).replace("-", " ")) == mark


def test_every_single_changed_cell_of_a_spreadsheet_is_found_in_the_file_itself(tally):
    """Somebody opens the file, changes one cell, saves it: each cell in turn."""
    import io

    import openpyxl

    whole = content()
    held, kept, mark = spreadsheet.written(whole, fingerprint(whole)), digests(whole), fingerprint(whole)
    places = [
        (page.title, cell.coordinate)
        for page in openpyxl.load_workbook(io.BytesIO(held))
        for row in page.iter_rows()
        for cell in row
        if not (page.title == "About this copy" and cell.column == 1)
    ]
    unseen = []
    for title, coordinate in places:
        book = openpyxl.load_workbook(io.BytesIO(held))
        cell = book[title][coordinate]
        cell.value = "changed" if cell.value != "changed" else "again"
        saved = io.BytesIO()
        book.save(saved)
        read, stated, _ = reading.read(saved.getvalue())
        if fingerprint(read) == mark and stated == mark and not differences(read, kept):
            unseen.append((title, coordinate))
    tally("cells changed in a saved file", len(places), len(unseen))
    assert unseen == []


MISSING, DATE = "E4", "C4"  # cells of the first person's row


@pytest.mark.parametrize(
    ("place", "look"),
    [
        (MISSING, '@;@;@;"12 Mar 2026"'),
        (MISSING, ';;;"12 Mar 2026"'),
        (MISSING, ";;;"),
        (DATE, '"12 Mar 2026";d'),
        (DATE, '"12 Mar 20"yy'),
        (DATE, "d mmm"),
        (DATE, 'd mmm yyyy", old record, seen by Ofsted"'),
        (DATE, 'd mmm yyyy", old record"'),
        (DATE, r"d mmm yyyy\!"),
    ],
)
def test_a_look_that_says_something_else_is_found(place, look):
    """“Missing” with a look of its own is read as a date by everybody but a program."""
    whole = content()
    read = saved_again(whole, lambda book: setattr(book["Reydon Primary"][place], "number_format", look))
    assert fingerprint(read) != fingerprint(whole)
    assert differences(read, digests(whole))[0].startswith("Reydon Primary: row 1 was changed")


@pytest.mark.parametrize(
    "look", ["d mmm yyyy", r"d\ mmm\ yyyy", r"[$-809]d\ mmm\ yyyy;@", "D MMM YYYY", "dd/mm/yyyy", "yyyy-mm-dd"]
)
def test_a_day_written_another_program_s_way_is_the_same_day(look):
    whole = content()
    read = saved_again(whole, lambda book: setattr(book["Reydon Primary"][DATE], "number_format", look))
    assert fingerprint(read) == fingerprint(whole)


def test_a_rule_that_shows_cells_otherwise_is_found():
    from openpyxl.formatting.rule import Rule
    from openpyxl.styles.differential import DifferentialStyle
    from openpyxl.styles.numbers import NumberFormat

    shows = DifferentialStyle(numFmt=NumberFormat(numFmtId=200, formatCode='"12 Mar 2026"'))
    rule = Rule(type="expression", dxf=shows, formula=["TRUE"])
    with pytest.raises(reading.NotOurs, match="otherwise than they are"):
        saved_again(content(), lambda book: book["Reydon Primary"].conditional_formatting.add("A1:Z99", rule))


def test_what_is_written_far_from_the_table_is_found():
    with pytest.raises(reading.NotOurs):
        saved_again(content(), lambda book: setattr(book["Reydon Primary"]["BZ4"], "value", "All seen by Ofsted."))
    whole = content()
    read = saved_again(whole, lambda book: setattr(book["Reydon Primary"]["A900"], "value", "All seen by Ofsted."))
    assert fingerprint(read) != fingerprint(whole)


def test_a_row_that_the_sheet_does_not_count_is_found():
    """Whatever a sheet says of its own size, other programs show every row there is."""
    import io
    import zipfile

    whole, changed = content(), io.BytesIO()
    more = b'<row r="7"><c r="A7" t="inlineStr"><is><t>Mina Stray</t></is></c></row></sheetData>'
    held = io.BytesIO(spreadsheet.written(whole, fingerprint(whole)))
    with zipfile.ZipFile(held) as ours, zipfile.ZipFile(changed, "w") as theirs:
        for name in ours.namelist():
            body = ours.read(name)
            theirs.writestr(name, body.replace(b"</sheetData>", more) if name.endswith("sheet2.xml") else body)
    read, _stated, _kind = reading.read(changed.getvalue())
    assert fingerprint(read) != fingerprint(whole)
    assert "Reydon Primary: it has 4 rows; the copy we made has 3." in differences(read, digests(whole))


def saved_again(whole, change):
    """What is read of a copy that somebody opened, changed and saved."""
    import io

    import openpyxl

    book, saved = openpyxl.load_workbook(io.BytesIO(spreadsheet.written(whole, fingerprint(whole)))), io.BytesIO()
    change(book)
    book.save(saved)
    return reading.read(saved.getvalue())[0]


def test_a_formula_put_where_a_text_was_is_found():
    import io

    import openpyxl

    whole = content()
    book = openpyxl.load_workbook(io.BytesIO(spreadsheet.written(whole, fingerprint(whole))))
    book["Reydon Primary"]["E4"] = '="Mis"&"sing"'
    saved = io.BytesIO()
    book.save(saved)
    read, _, _ = reading.read(saved.getvalue())
    assert differences(read, digests(whole)) == ["Reydon Primary: row 1 was changed, under Enhanced DBS."]
