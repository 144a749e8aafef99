"""The panel's pages in a real browser: axe finds nothing, 320 pixels are enough, keys and autosave work, script is not needed."""

import pytest

from tests import story
from tests.look.test_parts import violations
from tests.vacancies.judged import codes, reydon
from vacancies.models import Score

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PANEL = ["", "declare/", "score/1/{code}/", "applicant/{code}/", "know/{code}/", "review/"]
ROOM = ["scoring/", "masking/", "moderation/", "moderation/matrix/", "moderation/{code}/S1/", "shortlist/"]


@pytest.fixture
def signed_in(page, live_server, client):
    """Open the browser as this person; `page` is theirs from then on."""

    def opened(user, page=page):
        client.force_login(user)
        cookie = {"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}
        page.context.add_cookies([cookie])
        return page

    return opened


@pytest.fixture
def place(cast):
    vacancy = story.scoring(cast, cast.candidate, cast.other_candidate)
    member = vacancy.panel.get(user=cast.panel[1])
    member.declare()
    return member


def code_of(place):
    return place.vacancy.applications.order_by("code").first().code


@pytest.mark.parametrize("width", [1280, 390, 320])
def test_panel_pages_fit_and_have_no_axe_violation(place, signed_in, live_server, width):
    page = signed_in(place.user)
    page.set_viewport_size({"width": width, "height": 800})
    for path in PANEL:
        page.goto(f"{live_server.url}/panel/REY-0142/{path.format(code=code_of(place))}")
        assert violations(page) == [], path
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path


@pytest.mark.parametrize("width", [1280, 320])
def test_pages_of_the_room_fit_and_have_no_axe_violation(cast, signed_in, live_server, width):
    code = codes(reydon(cast))["Ewan Thackray"]
    page = signed_in(cast.hr)
    page.set_viewport_size({"width": width, "height": 800})
    for path in ROOM:
        page.goto(f"{live_server.url}/vacancies/REY-0142/{path.format(code=code)}")
        assert violations(page) == [], path
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path


def test_a_choice_is_saved_as_it_is_made_and_keys_do_it(place, signed_in, live_server):
    page = signed_in(place.user)
    page.goto(f"{live_server.url}/panel/REY-0142/score/1/{code_of(place)}/")
    page.keyboard.press("2")
    page.get_by_text("Saved", exact=False).first.wait_for()
    assert Score.objects.get().value == 2
    here = page.url
    page.keyboard.press("l")
    page.wait_for_url(lambda url: url != here)


def test_scoring_needs_no_script(place, signed_in, live_server, browser):
    plain = browser.new_context(java_script_enabled=False, viewport={"width": 390, "height": 844}).new_page()
    page = signed_in(place.user, plain)
    page.goto(f"{live_server.url}/panel/REY-0142/")
    page.get_by_role("link", name="Start scoring").click()
    for _ in range(14):
        page.get_by_role("radio", name="2 Good").check()
        page.get_by_role("button", name="Save and next").click()
    assert page.url.endswith("/review/")
    page.get_by_role("button", name="Submit and seal my scores").click()
    assert page.get_by_text("You have submitted your scores. They are sealed.").is_visible()
    plain.context.close()


def test_score_buttons_are_large_and_nothing_hides_behind_them_on_a_phone(place, signed_in, live_server):
    page = signed_in(place.user)
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(f"{live_server.url}/panel/REY-0142/score/1/{code_of(place)}/")
    heights = page.locator(".scale-label, .scale-save .govuk-button").evaluate_all(
        "nodes => nodes.map(node => node.getBoundingClientRect().height)"
    )
    assert len(heights) == 5
    assert min(heights) >= 48
    written = page.get_by_label("or in your own words")
    written.focus()
    box, bar = written.bounding_box(), page.locator(".scale").bounding_box()
    assert box["y"] + box["height"] <= bar["y"]
