"""A gap on the record is put right, the record is taken out, its fingerprint checked, and an inspector sees rows and nothing else."""

import datetime as dt
import io
import re
import time
from unittest.mock import patch

import openpyxl
import pytest
from playwright.sync_api import expect

from checks.models import Export, InspectionView
from checks.record_exports import making
from tests import story
from tests.checks.record_exports.conftest import in_post
from tests.journeys.people import Person, staff

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
WIDTHS = [1280, 390]


@pytest.fixture
def trust():
    """Two schools with people on the record; the worker's messages go nowhere, the test is the worker."""
    cast = story.people()
    in_post(cast.hr_manager, cast.school, ["Amara Okonjo-Bell", "Bethan Frost"], leave_out="identity")
    in_post(cast.hr_manager, cast.other_school, ["Callum Reeve"])
    with patch("checks.record_exports.tasks.make_one.delay"):
        yield cast


def fetched(person, name):
    """What the browser was given when this button was pressed."""
    with person.page.expect_download() as download:
        person.page.get_by_role("button", name=re.compile(f"^{name}")).click()
    return download.value


@pytest.mark.parametrize("width", WIDTHS)
def test_a_copy_is_taken_checked_and_a_changed_cell_found(browser, live_server, trust, width, tmp_path):
    jo = staff(browser, live_server.url, trust.hr, width)
    jo.goes("/record/")
    jo.follows("Take out a copy of these rows")
    jo.picks("Spreadsheet").presses("Continue")
    jo.reads("Check before you take it out", "Jo Marlowe and the time, on every sheet and page")
    jo.presses("Make the copy").reads("Say what this copy is for.")
    jo.fills(What_is_this_copy_for="Ofsted inspection of Reydon, requested today.").presses("Make the copy")
    jo.reads("Being made.")
    assert making.make_waiting() == 1
    expect(jo.page.get_by_role("button", name="Download the spreadsheet")).to_be_visible()
    jo.looks()
    download = fetched(jo, "Download the spreadsheet")
    path = tmp_path / download.suggested_filename
    download.save_as(path)
    jo.goes(Export.objects.get().get_absolute_url()).reads("Who fetched it", "Jo Marlowe")
    mark = jo.page.locator("#fingerprint").inner_text()
    jo.follows("Check a fingerprint").fills(Fingerprint=mark.lower().replace("-", " ")).presses("Check it")
    jo.reads("We made a copy with this fingerprint", "Jo Marlowe")
    gives(jo, path).reads("We made this copy, and it says what it said")
    gives(jo, forged(path)).reads("This is not as we made it", "Reydon Primary: row 2 was changed, under Identity.")
    assert jo.looked_at >= 8


def forged(path):
    """The same file after somebody wrote a date where “Missing” was."""
    book = openpyxl.load_workbook(path)
    assert book["Reydon Primary"]["G5"].value == "Missing"
    book["Reydon Primary"]["G5"] = dt.date(2024, 8, 20)
    other = path.with_name("forged.xlsx")
    book.save(other)
    return other


def gives(person, path):
    person.page.get_by_label("Or the file").set_input_files(path)
    return person.presses("Check it")


@pytest.mark.parametrize("width", WIDTHS)
def test_an_inspector_sees_rows_and_nothing_else(browser, live_server, trust, width):
    jo = staff(browser, live_server.url, trust.hr, 1280)
    jo.goes("/record/").follows("Inspection").reads("Inspection links")
    jo.fills(Who_is_it_for="Ofsted, lead inspector").picks("Reydon Primary").picks("2 days")
    jo.presses("Make the link and the code").reads("We keep no copy")
    address, code = jo.page.locator("#link").inner_text(), jo.page.locator("#code").inner_text()
    inspector = Person(browser, live_server.url, width)
    inspector.goes(re.sub(r"^https?://[^/]+", "", address)).reads("Jo Marlowe has opened the record")
    inspector.fills(**{"6-digit_code": "000 000" if code != "000 000" else "111 111"}).presses("Continue")
    inspector.reads("That is not the code.")
    inspector.fills(**{"6-digit_code": code}).presses("Continue")
    inspector.reads("Amara Okonjo-Bell", "Bethan Frost", "Missing", "from live records")
    inspector.does_not_read("Callum Reeve", "Kittiwake", "@example.org", "01632")
    inspector.dates("As at", dt.date(2020, 1, 1)).presses("Show").reads(
        "as at 1 January 2020", "Nobody is on the record"
    )
    inspector.follows("About this record").reads("What is not on it")
    inspector.follows("Check a fingerprint").reads("Every copy of the record carries a fingerprint")
    for path in ("/people/", "/record/", "/home/", "/jobs/", "/help/", "/messages/"):
        inspector.goes(path).reads("There is nothing here")
    links = inspector.page.eval_on_selector_all(
        "a[href], form[action]", "all => all.map(each => each.getAttribute('href') || each.getAttribute('action'))"
    )
    assert {each for each in links if not each.startswith(("/inspect/", "#"))} == set()
    jo.goes("/record/inspection/").follows("Ofsted, lead inspector")
    jo.reads("Reydon Primary, as at 1 January 2020, page 1", "A wrong code", "Chrome on Linux")
    jo.follows("End the link now").presses("End the link").reads("Ended")
    inspector.goes("/inspect/record/").reads("This inspection link has ended")
    assert InspectionView.objects.count() >= 5
    assert inspector.looked_at >= 12


def test_both_work_without_script(browser, live_server, trust):
    jo = staff(browser, live_server.url, trust.hr)
    cookies = jo.context.cookies()
    plain = Person(browser, live_server.url, java_script_enabled=False)
    plain.context.add_cookies(cookies)
    plain.goes("/record/export/").picks("Document to print").presses("Continue")
    plain.types("What is this copy for?", "Audit").presses("Make the copy").reads("Being made.")
    began = time.monotonic()
    assert making.make_waiting() == 1
    expect(plain.page.get_by_role("button", name="Download the document")).to_be_visible(timeout=20_000)
    assert time.monotonic() - began < 60
    held = fetched(plain, "Download the document").path().read_bytes()
    assert io.BytesIO(held).read(5) == b"%PDF-"
    plain.goes("/record/inspection/").types("Who is it for?", "Ofsted").presses("Make the link and the code")
    address, code = plain.page.locator("#link").inner_text(), plain.page.locator("#code").inner_text()
    inspector = Person(browser, live_server.url, java_script_enabled=False)
    inspector.goes(re.sub(r"^https?://[^/]+", "", address)).types("6-digit code", code).presses("Continue")
    inspector.reads("Amara Okonjo-Bell")
