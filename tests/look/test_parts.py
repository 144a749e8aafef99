"""Every part in a real browser: axe finds nothing, nothing scrolls sideways, keys and menus do what they say."""

import re

import pytest
from django.conf import settings
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

AXE = settings.BASE_DIR / "node_modules" / "axe-core" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
PAGES = ["/help/parts/", "/help/parts/scoring/", "/help/", "/accessibility/", "/privacy/"]


@pytest.fixture
def open_page(page, live_server):
    """Open one address at a width, by day or by night; what the console complains of fails the test."""
    complaints = []
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)

    def opened(path, width=1280, scheme="light"):
        page.set_viewport_size({"width": width, "height": 800})
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        page.goto(live_server.url + path)
        return page

    yield opened
    assert complaints == []


def violations(page):
    page.evaluate(AXE.read_text())
    found = page.evaluate("rules => axe.run(document, {runOnly: rules})", RULES)["violations"]
    return [(rule["id"], [node["html"][:200] for node in rule["nodes"]]) for rule in found]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390, 320])
@pytest.mark.parametrize("path", PAGES)
def test_parts_have_no_axe_violation_and_fit_the_screen(open_page, path, width, scheme):
    page = open_page(path, width, scheme)
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_menu_closes_on_escape_and_gives_focus_back(open_page):
    page = open_page("/help/parts/")
    menu = page.locator("main details.move-menu").last
    menu.locator("summary").click()
    assert menu.get_by_text("1 of 3 scorecards is not in.").is_visible()
    menu.get_by_role("link", name="Withdrawn").focus()
    page.keyboard.press("Escape")
    assert menu.get_attribute("open") is None
    assert menu.locator("summary").evaluate("node => node === document.activeElement")


def test_figure_key_scores_only_inside_the_panel_and_not_while_typing(open_page):
    page = open_page("/help/parts/scoring/")
    chosen = page.locator(".scale-input:checked")
    page.keyboard.press("3")
    assert chosen.input_value() == "2"
    page.get_by_role("radio", name="2 Good").focus()
    page.keyboard.press("3")
    assert chosen.input_value() == "3"
    page.get_by_label("Reason").fill("Has 1 example")
    page.get_by_label("Reason").press("0")
    assert chosen.input_value() == "3"


def test_nothing_focused_hides_behind_the_score_bar_on_a_phone(open_page):
    page = open_page("/help/parts/scoring/", width=390)
    page.get_by_label("Reason").focus()
    reason, bar = page.get_by_label("Reason").bounding_box(), page.locator(".scale").bounding_box()
    assert reason["y"] + reason["height"] <= bar["y"]


@pytest.mark.parametrize("width", [320, 390])
def test_score_buttons_are_at_least_48_pixels_high_on_a_phone(open_page, width):
    page = open_page("/help/parts/scoring/", width=width)
    heights = page.locator(".scale-label, .scale-save .govuk-button").evaluate_all(
        "nodes => nodes.map(node => node.getBoundingClientRect().height)"
    )
    assert len(heights) == 5
    assert min(heights) >= 48


def test_error_summary_is_focused_when_the_page_opens(open_page):
    page = open_page("/help/parts/")
    assert page.evaluate("document.activeElement.className") == "govuk-error-summary"


def test_text_can_be_read_in_forced_colours_and_on_paper(open_page):
    page = open_page("/help/parts/", scheme="dark")
    page.emulate_media(media="print")
    assert page.evaluate("getComputedStyle(document.body).color") == "rgb(0, 0, 0)"
    assert not page.locator(".masthead").is_visible()
    page.emulate_media(media="screen", forced_colors="active")
    for word in ["Concern", "To decide", "Waiting for DBS", "Not needed"]:
        assert page.locator(".state-word", has_text=word).first.is_visible()


def test_autosave_says_saved_only_after_the_server_has(page, live_server):
    answers = iter([500, 204, 422])
    page.route("**/kept/", lambda route: route.fulfill(status=next(answers)))
    page.route("**/scoring/", lambda route: with_autosave(route, route.fetch()))
    page.goto(live_server.url + "/help/parts/scoring/")
    words = page.locator(".save-state")
    page.get_by_role("radio", name="3 Strong").check()
    expect(words).to_have_text("Not saved. Trying again")
    expect(words).to_have_text(re.compile(r"^Saved \d\d:\d\d$"), timeout=8000)
    page.get_by_role("radio", name="1 Some").check()
    expect(words).to_have_text("Not saved. Check your answers")


def with_autosave(route, answer):
    route.fulfill(response=answer, body=answer.text().replace("<form ", '<form data-autosave="/kept/" '))
