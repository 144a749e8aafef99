"""The document to print: tagged, so that who hears it finds each cell under its headings, and marked on every page."""

import datetime as dt
import io
from collections import Counter

import pytest
from pypdf import PdfReader
from pypdf.generic import ContentStream

from checks.record_exports import document
from checks.record_exports.content import Content, Dated, Sheet
from checks.record_exports.fingerprint import fingerprint, in_groups

ON = dt.date(2025, 3, 12)
COLUMNS = ["Name", "Post", "Started", "Identity", "Enhanced DBS"]
LINE = "As at 6 July 2026. Copy made by Jo Marlowe, 6 July 2026 at 09:10."
PEOPLE = 90  # more than a page holds


def content():
    rows = [[f"Person {number}", "Teacher", ON, Dated(ON, "old record"), "Missing"] for number in range(PEOPLE)]
    about = [("Record", "Single central record"), ("As at", "6 July 2026"), ("Filter", "Everybody at work")]
    about += [("Made by", "Jo Marlowe")]
    sheets = [Sheet("Reydon Primary", LINE, COLUMNS, rows), Sheet("Kittiwake & Co <b>", LINE, COLUMNS, rows[:1])]
    return Content(about, [*sheets, Sheet("Nobody’s School", LINE, COLUMNS, [])])


@pytest.fixture(scope="module")
def printed():
    return PdfReader(io.BytesIO(document.written(content(), fingerprint(content()))))


@pytest.fixture(scope="module")
def tree(printed):
    """Every element of the structure, by its kind, from the root down."""
    found = []

    def walk(node, within):
        node = node.get_object()
        for child in [each.get_object() for each in (node if isinstance(node, list) else [node])]:
            if not isinstance(child, dict):
                continue
            inside = (*within, child) if "/S" in child else within
            if "/S" in child:
                found.append(inside)
            if "/K" in child:
                walk(child["/K"], inside)

    walk(printed.root_object["/StructTreeRoot"], ())
    return found


def kinds(tree):
    return Counter(path[-1]["/S"] for path in tree)


def test_it_says_that_it_is_tagged_in_which_language_and_of_what_title(printed):
    root = printed.root_object
    assert root["/MarkInfo"]["/Marked"].value is True
    assert root["/Lang"] == "en-GB"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"].value is True
    assert printed.metadata.title == "Single central record, as at 6 July 2026"
    assert 'pdfuaid:part="1"' in printed.xmp_metadata.rdf_root.toxml()
    assert all(page["/Tabs"] == "/S" and "/StructParents" in page for page in printed.pages)


def test_every_school_is_a_section_with_a_heading_and_a_table_with_a_caption(tree):
    counted = kinds(tree)
    assert counted["/H1"] == 1
    assert counted["/H2"] == 3
    assert counted["/Table"] == counted["/THead"] + 1  # the facts about the copy have headings of rows only
    assert counted["/Table"] > 3  # a school that runs over has its headings on each page again
    assert counted["/TD"] == 4 + 4 * (PEOPLE + 1) + 1
    captions = [path for path in tree if path[-1]["/S"] == "/Caption"]
    assert all(path[-2]["/S"] == "/Table" for path in captions)


def test_every_cell_names_its_headings_and_they_are_found(printed, tree):
    """A cell has the heading of its row and that of its column, by the names under which the document lists them."""
    names = printed.root_object["/StructTreeRoot"]["/IDTree"]["/Names"]
    listed = dict(zip(names[::2], [each.get_object() for each in names[1::2]], strict=True))
    assert list(listed) == sorted(listed)
    tables = [path for path in tree if path[-1]["/S"] in {"/TH", "/TD"}]
    for path in tables:
        cell, table = path[-1], next(each for each in path if each["/S"] == "/Table")
        if cell["/S"] == "/TH":
            heads_columns = any(each["/S"] == "/THead" for each in path)
            assert cell["/A"]["/Scope"] == ("/Column" if heads_columns else "/Row")
            assert listed[cell["/ID"]] == cell
            continue
        heads = [listed[name] for name in cell["/A"]["/Headers"]]
        in_rows = any(each["/S"] == "/THead" for each in [e.get_object() for e in table["/K"]])
        assert [head["/A"]["/Scope"] for head in heads] == (["/Row", "/Column"] if in_rows else ["/Row"])


def test_nothing_on_a_page_is_left_unmarked(printed):
    for page in printed.pages:
        marked, loose = [], 0
        for given, operator in ContentStream(page["/Contents"].get_object(), printed).operations:
            if operator in {b"BDC", b"BMC"}:
                marked.append(given)
            elif operator == b"EMC":
                marked.pop()
            elif operator in {b"Tj", b"TJ"}:
                loose += not marked
        assert (loose, marked) == (0, [])


def test_every_page_says_who_when_which_school_and_which_copy(printed):
    mark = in_groups(fingerprint(content()))
    pages = [page.extract_text() for page in printed.pages]
    for number, text in enumerate(pages, start=1):
        assert LINE in text
        assert mark in text
        assert f"Page {number} of {len(pages)}" in text
    assert "Everybody at work" in pages[0]
    schools = [("Reydon Primary" in text, "Kittiwake & Co <b>" in text, "Nobody’s School" in text) for text in pages]
    assert all(sum(told) == 1 for told in schools)  # one school a section, and never two on a page
    assert all("Enhanced DBS" in text for text in pages[:-1])  # the headings come again on every page
    assert "Nobody here fits this copy." in pages[-1]


def test_it_is_wide_enough_and_missing_is_a_word(printed):
    assert {tuple(round(float(side)) for side in page.mediabox[2:]) for page in printed.pages} == {(1191, 842)}
    assert (
        sum(page.extract_text().count("Missing") for page in printed.pages) == PEOPLE + 2
    )  # once in the words about it
