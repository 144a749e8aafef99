"""Bringing a copy back: whether we made it, and whether it says what it said."""

import io

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from checks.models import Export
from checks.record_exports import reading, verifying
from checks.record_exports.fingerprint import in_groups
from tests.checks.record_exports.conftest import bytes_of, made
from tests.vacancies.pages import words


@pytest.fixture
def export(on_record):
    return made(on_record.hr, on_record.school)


def saved_again(held, change=None):
    """As if somebody had opened it, perhaps changed something, and saved it."""
    book = openpyxl.load_workbook(io.BytesIO(held))
    if change:
        page, cell, value = change
        book[page][cell] = value
    saved = io.BytesIO()
    book.save(saved)
    return saved.getvalue()


def test_a_fingerprint_tells_who_and_when(on_record, export, client):
    client.force_login(on_record.head)
    page = client.post("/record/verify/", {"fingerprint": in_groups(export.fingerprint).lower()})
    assert page.status_code == 200
    assert "We made a copy with this fingerprint" in words(page)
    assert "Jo Marlowe" in words(page)
    assert "Everybody at work" in words(page)


def test_the_file_as_it_left_is_whole(on_record, export, client):
    client.force_login(on_record.head)
    page = client.post("/record/verify/", {"file": SimpleUploadedFile("x.xlsx", bytes_of(export))})
    assert "We made this copy, and it says what it said" in words(page)


def test_the_file_saved_again_is_whole(on_record, export):
    verdict = verifying.by_file(saved_again(bytes_of(export)), verifying.told_to(on_record.hr))
    assert (verdict.word, verdict.export) == ("whole", export)


def test_a_changed_cell_is_found_and_named(on_record, export, client):
    client.force_login(on_record.head)
    changed = saved_again(bytes_of(export), ("Reydon Primary", "G5", "Not needed"))
    page = client.post("/record/verify/", {"file": SimpleUploadedFile("x.xlsx", changed)})
    assert "This is not as we made it" in words(page)
    assert "Reydon Primary: row 2 was changed, under Identity." in words(page)


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (("About this copy", "B4", "1 January 2020"), "What it says under “As at” is not what we wrote."),
        (("About this copy", "B7", "Ruth Calloway"), "What it says under “Made by” is not what we wrote."),
        (("About this copy", "C1", "More"), None),
        (("Reydon Primary", "A2", "As at another day"), "Reydon Primary: the heading above the table was changed."),
        (("Reydon Primary", "A6", "Somebody Else"), "Reydon Primary: it has 3 rows; the copy we made has 2."),
        (("Reydon Primary", "Z4", "Beside"), None),
    ],
)
def test_any_other_change_is_found_too(on_record, export, change, sentence):
    verdict = verifying.by_file(saved_again(bytes_of(export), change), verifying.told_to(on_record.hr))
    assert verdict.word == "changed"
    assert sentence is None or sentence in verdict.differences


def test_another_fingerprint_put_on_it_is_found(on_record, export):
    other = made(on_record.hr, on_record.school, gaps="some")
    forged = saved_again(bytes_of(export), ("About this copy", "B1", in_groups(other.fingerprint)))
    verdict = verifying.by_file(forged, verifying.told_to(on_record.hr))
    assert verdict.word == "changed"


def test_a_document_is_whole_to_the_byte_and_otherwise_only_its_data_is(on_record, client):
    export = made(on_record.hr, on_record.school, kind_of_file="pdf")
    assert export.state == "ready"
    held, exports = bytes_of(export), verifying.told_to(on_record.hr)
    assert verifying.by_file(held, exports).word == "whole"
    again = verifying.by_file(held + b"\n% saved by something else\n", exports)
    assert (again.word, again.is_good) == ("saved_again", False)
    assert verifying.by_file(_with_other_data(held), exports).word == "changed"


def _with_other_data(held):
    """The same document with one name in its attached data changed."""
    from pypdf import PdfReader, PdfWriter

    reader = PdfReader(io.BytesIO(held))
    data = reader.attachments[reading.DATA][0].replace(b"Bethan", b"Bertha")
    writer = PdfWriter()
    writer.append_pages_from_reader(reader)
    writer.add_attachment(reading.DATA, data)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def test_a_copy_for_schools_one_does_not_see_is_not_known(on_record, export):
    for who in (on_record.hr_elsewhere, on_record.stranger):
        assert verifying.by_fingerprint(export.fingerprint, verifying.told_to(who)).word == "unknown"
        assert verifying.by_file(bytes_of(export), verifying.told_to(who)).word == "unknown"


@pytest.mark.parametrize(
    "held",
    [
        b"", b"hello", b"PK\x03\x04", b"PK\x03\x04" + b"x" * 500, b"%PDF-1.7\n", b"%PDF-1.7\n%%EOF", b"\x00" * 100,
        b"MZ" + b"x" * 500, b"x" * (reading.MOST_BYTES + 1),
    ],
    ids=["empty", "text", "zip head", "no zip", "pdf head", "pdf end", "nul", "program", "large"],
)  # fmt: skip
def test_a_file_of_anybodys_is_not_ours(db, held):
    verdict = verifying.by_file(held, Export.objects.all())
    assert verdict.word == "unknown"
    assert verdict.why


def archive(parts):
    import zipfile

    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as made_up:
        for name, body in parts.items():
            made_up.writestr(name, body)
    return held.getvalue()


LAUGHS = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]><x>&b;</x>'
OUTSIDE = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x>&a;</x>'


@pytest.mark.parametrize(
    "parts",
    [
        {"xl/workbook.xml": LAUGHS},
        {"[Content_Types].xml": OUTSIDE},
        {"xl/workbook.xml": LAUGHS.decode().encode("utf-16")},
        {"xl/workbook.xml": b"0" * (reading.MOST_UNPACKED + 1)},
        {f"xl/{number}.xml": b"" for number in range(reading.MOST_PARTS + 1)},
    ],
    ids=["entities", "outside", "utf-16", "bomb", "many parts"],
)
def test_a_bomb_is_not_opened(db, parts):
    assert verifying.by_file(archive(parts), Export.objects.all()).word == "unknown"


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({}, "Enter a fingerprint, or choose the file."),
        ({"fingerprint": "ABC"}, "A fingerprint has 32 letters and figures; this has 3."),
    ],
)
def test_what_cannot_be_checked_is_said(on_record, client, given, sentence):
    client.force_login(on_record.hr)
    page = client.post("/record/verify/", given)
    assert page.status_code == 422
    assert sentence in words(page)


def test_what_we_never_made_is_not_known(on_record, client):
    client.force_login(on_record.hr)
    page = client.post("/record/verify/", {"fingerprint": "A" * 32})
    assert "We did not make this" in words(page)


def test_checking_changes_nothing(on_record, export, client):
    from workflows.models import Event

    before = Event.objects.count()
    client.force_login(on_record.hr)
    client.post("/record/verify/", {"file": SimpleUploadedFile("x.xlsx", bytes_of(export))})
    assert Event.objects.count() == before


def test_checking_is_not_a_way_to_keep_the_server_busy(on_record, client):
    from django.core.cache import cache

    cache.clear()
    client.force_login(on_record.hr)
    answers = [client.post("/record/verify/", {"fingerprint": "A" * 32}) for _ in range(31)]
    assert "Wait ten minutes" in words(answers[-1])
    cache.clear()
