"""In Chromium: a gap is found on the record, put right by recording the check, and the cell turns to a date."""

import pytest

from checks.models import Check
from tests import story
from tests.checks.evidence import good_evidence
from tests.checks.record.scene import in_post
from tests.look.test_parts import violations

pytestmark = pytest.mark.browser
PAGES = [
    "/record/",
    "/record/gaps/",
    "/record/due/",
    "/record/dates/",
    "/record/schools/",
    "/record/reviews/",
    "/record/reviews/new/",
]


@pytest.fixture
def school(transactional_db):
    """A teacher whose prohibition check is missing, and four people of whom nothing is."""
    cast = story.people()
    in_post(cast, "Ada Wroe", without=["prohibition"])
    for name, post in (("Bruno Fitch", "Volunteer"), ("Cora Nash", "Trustee"), ("Dilys Snape", "Supply Teacher")):
        in_post(cast, name, post)
    return cast


def sign_in(page, client, address, user):
    client.force_login(user)
    page.context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": address}])


def fits(page, width):
    """Nothing for axe to find, and nothing runs out of the side of the page."""
    assert violations(page) == [], page.url
    assert page.evaluate("document.documentElement.scrollWidth") <= width, page.url


def fill_in(page, evidence):
    """Type a receipt as somebody would, field by field."""
    for name, value in evidence.items():
        if page.locator(f"input[name={name}_day]").count():
            for part, figure in zip(("day", "month", "year"), (value.day, value.month, value.year), strict=True):
                page.fill(f"input[name={name}_{part}]", str(figure))
            continue
        for each in value if isinstance(value, list) else [value]:
            choice = page.locator(f"input[name={name}][value='{each}']")
            if choice.count():
                choice.check(force=True)
            elif page.locator(f"[name={name}]").count():
                page.fill(f"[name={name}]", str(each))


@pytest.mark.parametrize("width", [1280, 390])
def test_a_gap_is_found_put_right_and_turns_to_a_date(school, live_server, page, client, width):
    page.set_viewport_size({"width": width, "height": 844})
    sign_in(page, client, live_server.url, school.hr)
    page.goto(f"{live_server.url}/home/")
    page.get_by_role("link", name="Central record").click()
    assert "1 gap" in page.locator(".record-total").inner_text()
    cell = page.get_by_role("row").filter(has_text="Ada Wroe").get_by_role("cell").nth(3)
    assert cell.inner_text().strip().endswith("Missing")
    fits(page, width)
    page.get_by_role("link", name="Gaps").click()
    page.get_by_role("link", name="Prohibition from teaching, Ada Wroe").first.click()
    check = Check.objects.select_related(*Check.locked_with).get(state="not_started", code="prohibition")
    fill_in(page, good_evidence(check))
    page.locator("#record").get_by_role("button").first.click()
    page.wait_for_load_state()
    page.goto(f"{live_server.url}/record/")
    cell = page.get_by_role("row").filter(has_text="Ada Wroe").get_by_role("cell").nth(3)
    check.refresh_from_db()
    assert check.state == "clear"
    seen_on = check.receipts.get().evidence_on
    assert f"{seen_on.day} {seen_on:%b %y}" in cell.inner_text().replace("\xa0", " ")
    assert "0 gaps" in page.locator(".record-total").inner_text()


@pytest.mark.parametrize("width", [1280, 390, 320])
def test_every_page_of_the_record_fits_and_axe_finds_nothing(school, live_server, page, client, width):
    page.set_viewport_size({"width": width, "height": 844})
    sign_in(page, client, live_server.url, school.head)
    for path in PAGES:
        page.goto(live_server.url + path)
        fits(page, width)
    page.get_by_role("button", name="Draw").click()
    fits(page, width)
    page.get_by_role("link", name="Ada Wroe").click()
    fits(page, width)
    gap = Check.objects.get(state="not_started", code="prohibition")
    page.goto(f"{live_server.url}{gap.get_absolute_url()}record-historic/")
    fits(page, width)


def test_the_head_of_the_table_stays_in_sight(school, live_server, page, client):
    page.set_viewport_size({"width": 1280, "height": 500})
    sign_in(page, client, live_server.url, school.hr)
    page.goto(f"{live_server.url}/record/")
    region = page.get_by_role("region", name="Everybody at work, as it is now")
    region.evaluate("each => { each.style.maxHeight = '200px'; each.scrollTop = 120 }")
    head = page.get_by_role("columnheader", name="Identity")
    assert abs(head.bounding_box()["y"] - region.bounding_box()["y"]) < 60


def test_every_column_is_in_sight_on_a_screen_in_the_office(school, live_server, page, client):
    """Dates with a word, gaps and rules beside them, of several kinds of person: at 1280 px nothing is left to scroll to."""
    page.set_viewport_size({"width": 1280, "height": 900})
    sign_in(page, client, live_server.url, school.hr)
    page.goto(f"{live_server.url}/record/")
    region = page.get_by_role("region", name="Everybody at work, as it is now")
    wide, seen = region.evaluate("each => [each.scrollWidth, each.clientWidth]")
    assert wide <= seen
