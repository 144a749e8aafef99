"""The start gate, a check and the referee's form in Chromium: axe finds nothing, everything fits, thumbs can hit it."""

import pytest

from checks.models import Check
from hiring import links
from tests import story
from tests.look.test_parts import violations

pytestmark = pytest.mark.browser

SMALL = """nodes => nodes.filter(node => node.offsetParent && node.getBoundingClientRect().height < 44)
    .map(node => node.outerHTML.slice(0, 120))"""


@pytest.fixture
def told(transactional_db):
    """An accepted candidate with something clear, something asked and a concern."""
    cast = story.people()
    appointment = story.accepted(cast)
    checks = {f"{check.code} {check.number}": check for check in appointment.clearance.checks.all()}
    story.clear(checks["identity 1"], cast)
    for code in ("references 1", "references 2", "self_declaration 1"):
        checks[code].ask(by=cast.hr)
    checks["self_declaration 1"].raise_concern(by=cast.head, reason="Something declared.")
    cast.appointment, cast.checks = appointment, checks
    return cast


def look(page, url, width):
    """Open one page at a width; it fits and axe finds nothing."""
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(url)
    assert violations(page) == [], url
    assert page.evaluate("document.documentElement.scrollWidth") <= width, url


def sign_in(page, client, address, user):
    client.force_login(user)
    page.context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": address}])


@pytest.mark.parametrize("width", [1280, 390, 320])
def test_people_the_gate_and_checks_have_no_axe_violation(told, live_server, page, client, width):
    sign_in(page, client, live_server.url, told.hr)
    home = told.appointment.get_absolute_url()
    checks = told.checks
    paths = ["/people/", home]
    paths += [checks[code].get_absolute_url() for code in ("identity 1", "references 1", "self_declaration 1")]
    paths += [f"{checks['references 1'].get_absolute_url()}{verb}/" for verb in ("chase", "correct-referee")]
    for path in paths:
        look(page, live_server.url + path, width)


def test_referee_writes_on_a_phone(told, live_server, page):
    check = Check.objects.get(pk=told.checks["references 1"].pk)
    _link, token = links.mint("referee", check.referee.email, subject_id=check.referee.pk)
    look(page, f"{live_server.url}/r/{token}/", 390)
    page.get_by_role("button", name="Continue").click()
    for path in ("", "decline/", "not-me/", "later/", "role/"):
        look(page, f"{live_server.url}/reference/{path}", 390)
        controls = page.locator(
            "main .govuk-button, main input:not([type=hidden]):not([type=radio]), main .ways-out li"
        )
        assert controls.evaluate_all(SMALL) == [], path
    page.goto(f"{live_server.url}/reference/")
    page.get_by_role("link", name="Start").click()
    assert token not in page.url
    fill_in(page)
    look(page, f"{live_server.url}/reference/check/", 390)
    page.get_by_label("What I have written").check()
    page.get_by_label("Type your full name").fill("Sam Okafor")
    page.get_by_role("button", name="Send reference").click()
    assert page.get_by_role("heading", name="Thank you. The reference has been sent").is_visible()
    assert Check.objects.get(pk=check.pk).state == "to_decide"
    look(page, f"{live_server.url}/r/{token}/", 390)
    assert page.get_by_role("heading", name="This link has ended").is_visible()


def fill_in(page):
    """Every page, the way a person would."""
    onward = page.get_by_role("button", name="Save and continue")
    page.get_by_label("Your full name").fill("Sam Okafor")
    onward.click()
    assert page.title().startswith("Error:")
    page.get_by_label("Your job title").fill("Manager")
    page.get_by_label("Your school or organisation").fill("Hill View Nursery")
    page.get_by_label("Line manager or somebody more senior").check()
    page.get_by_label("Since when?").fill("September 2015")
    onward.click()
    page.get_by_label("Yes", exact=True).first.check()
    page.get_by_label("What did they do").fill("Worked with families every day.")
    page.get_by_label("Why did they leave").fill("Still here.")
    page.get_by_label("Yes", exact=True).last.check()
    onward.click()
    page.get_by_label("Yes", exact=True).check()
    onward.click()
    for question in page.get_by_label("No", exact=True).all():
        question.check()
    onward.click()
    for line in page.get_by_label("I cannot say").all():
        line.check()
    onward.click()
    page.get_by_label("No", exact=True).check()
    onward.click()
