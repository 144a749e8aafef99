"""Papers in Chromium: added, scanned, saved; an unsafe one refused; on a desk and on a phone; axe finds nothing."""

import pytest

from checks.documents.scanning import scan_all
from checks.models import Document
from hiring.scanning import EICAR
from tests import story
from tests.checks.documents import files
from tests.checks.test_in_a_browser import look, sign_in
from workflows.outbox import carry_out_all

pytestmark = pytest.mark.browser


@pytest.fixture
def told(transactional_db):
    cast = story.people()
    clearance = story.accepted(cast).clearance
    cast.check = clearance.checks.get(code="right_to_work")
    cast.certificate = clearance.checks.get(code="dbs_enhanced")
    cast.history = clearance.checks.get(code="employment_history")
    cast.finding = clearance.checks.get(code="online_search")
    return cast


def file(name, data, media_type="image/jpeg"):
    return {"name": name, "mimeType": media_type, "buffer": data}


def choose(page, title, chosen):
    page.get_by_label("What is it?").fill(title)
    page.get_by_label("File", exact=True).set_input_files(chosen)


@pytest.mark.parametrize("width", [1280, 390])
def test_a_paper_is_added_scanned_and_saved_and_an_unsafe_one_is_not(told, live_server, page, client, scanner, width):
    site = live_server.url
    sign_in(page, client, site, told.hr)
    look(page, site + told.check.get_absolute_url(), width)
    page.get_by_role("link", name="Add a paper").click()
    look(page, page.url, width)

    choose(page, "Passport, photo page", file("Amara passport.pdf", files.locked(), "application/pdf"))
    page.get_by_role("button", name="Add this paper").click()
    assert page.get_by_role("heading", name="There is a problem").is_visible()
    assert "needs a password" in page.locator("main").inner_text()
    assert page.get_by_label("What is it?").input_value() == "Passport, photo page"
    look_here(page, width)

    choose(page, "Passport, photo page", file("Amara passport.jpg", files.photo_with_a_place()))
    page.get_by_role("button", name="Add this paper").click()
    page.wait_for_url("**#papers")
    assert "Waiting for the virus scan" in page.locator("#papers").inner_text()
    scan_all()
    carry_out_all()
    page.reload()
    assert "Can be opened" in page.locator("#papers").inner_text()
    look_here(page, width)

    page.get_by_role("link", name="Passport, photo page").click()
    look(page, page.url, width)
    page.get_by_role("button", name="Open this paper").click()
    look_here(page, width)
    with page.expect_download() as saved:
        page.get_by_role("link", name="Save Passport, photo page").click()
    assert saved.value.suggested_filename == "passport-photo-page.jpg"
    assert b"CANARY" not in saved.value.path().read_bytes()

    page.goto(f"{site}{told.check.get_absolute_url()}documents/add/")
    choose(page, "Another page", file("eicar.jpg", files.jpeg() + EICAR))
    page.get_by_role("button", name="Add this paper").click()
    page.wait_for_url("**#papers")
    scan_all()
    carry_out_all()
    page.reload()
    assert "Removed: unsafe" in page.locator("#papers").inner_text()
    page.get_by_role("link", name="Another page").click()
    assert page.get_by_role("button", name="Open this paper").count() == 0
    look(page, page.url, width)
    page.get_by_role("link", name="Remove this paper").click()
    look(page, page.url, width)
    page.goto(f"{site}/home/")
    assert "Ask for another copy of a paper" in page.locator("main").inner_text()
    assert Document.objects.filter(state="clean").count() == 1


def look_here(page, width):
    """The page as it stands after a press."""
    from tests.look.test_parts import violations

    assert violations(page) == [], page.url
    assert page.evaluate("document.documentElement.scrollWidth") <= width, page.url


@pytest.mark.parametrize("width", [1280, 390, 320])
def test_the_other_pages_have_no_axe_violation(told, live_server, page, client, width):
    site = live_server.url
    sign_in(page, client, site, told.hr)
    look(page, site + told.certificate.get_absolute_url(), width)
    assert "We do not keep copies of DBS certificates" in page.locator("#papers").inner_text()
    look(page, f"{site}{told.certificate.get_absolute_url()}documents/add/", width)
    sign_in(page, client, site, told.hr_manager)
    look(page, f"{site}/retention/", width)
    file = told.check.clearance_id
    look(page, f"{site}/people/{file}/hold/", width)
    page.get_by_label("Why?").fill("A claim.")
    page.get_by_role("button", name="Hold everything").click()
    look(page, page.url, width)
    look(page, f"{site}/retention/", width)
    page.goto(f"{site}/papers/no-such-link/")
    look(page, page.url, width)


@pytest.mark.parametrize("width", [390, 1280])
def test_a_candidate_sends_a_paper(told, live_server, page, client, scanner, width):
    site = live_server.url
    sign_in(page, client, site, told.candidate)
    look(page, f"{site}/my/checks/{told.history.pk}/papers/", width)
    choose(page, "My P45", file("p45.png", files.png(), "image/png"))
    page.get_by_role("button", name="Send this file").click()
    page.wait_for_load_state()
    look(page, page.url, width)
    assert "We are checking it for viruses" in page.locator("main").inner_text()
    scan_all()
    page.reload()
    assert "We have it" in page.locator("main").inner_text()
