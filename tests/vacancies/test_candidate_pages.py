"""The candidate's and public pages in a real browser: axe finds nothing, they fit 320 pixels, and work without scripts."""

import re

import pytest
from django.conf import settings
from django.core import mail
from playwright.sync_api import expect

from hiring import clock
from tests import story
from vacancies.models import Application, EqualityTally, GapExplanation, HistoryEntry, Qualification

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

AXE = settings.BASE_DIR / "node_modules" / "axe-core" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
FORM = [
    "",
    "details/",
    "right-to-work/",
    "adjustments/",
    "qualifications/",
    "qualifications/add/",
    "history/",
    "history/add/",
    "history/education/",
    "history/gap/2015-07/2016-02/",
    "questions/",
    "questions/S1/",
    "referees/",
    "referees/add/",
    "declarations/",
    "check/",
]
WIDTHS = [(1280, "light"), (390, "dark"), (320, "light")]


def violations(page):
    page.evaluate(AXE.read_text())
    found = page.evaluate("rules => axe.run(document, {runOnly: rules})", RULES)["violations"]
    return [(rule["id"], [node["html"][:200] for node in rule["nodes"]]) for rule in found]


@pytest.fixture
def visit(page, live_server):
    """Open an address at every width; what the console complains of fails the test."""
    complaints = []
    page.on("console", lambda message: complaints.append(message.text) if is_fault(message) else None)

    def visited(path):
        for width, scheme in WIDTHS:
            page.set_viewport_size({"width": width, "height": 800})
            page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
            assert page.goto(live_server.url + path).ok, path
            assert violations(page) == [], path
            assert page.evaluate("document.documentElement.scrollWidth") <= width, f"{path} at {width}"
            assert page.locator("h1").count() == 1, path
        return page

    yield visited
    assert complaints == []


def is_fault(message):
    """A refused answer (422) is an answer."""
    return message.type == "error" and "status of 422" not in message.text


def signed_in(context, client, live_server, user):
    client.force_login(user)
    cookie = client.cookies[settings.SESSION_COOKIE_NAME]
    context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": live_server.url}])


def half_written(vacancy, candidate):
    """A draft with a bit of everything in it, and one gap."""
    application = story.filled_in(vacancy, candidate, signed_name="")
    HistoryEntry.objects.update(from_month="2016-03")
    Qualification.objects.create(application=application, title="Level 3 childcare", awarded_by="Broadland", year=2014)
    GapExplanation.objects.create(application=application, from_month="2014-01", to_month="2014-03", why="caring")
    return application


def test_public_pages_pass_at_every_width(visit, cast):
    story.published(cast, duties="Meet children at the gate\nKeep records")
    story.closed(story.published(cast, reference="REY-0100"))
    for path in ("/", "/jobs/", "/jobs/REY-0142/", "/jobs/REY-0100/", "/apply/REY-0142/before-you-start/", "/in/"):
        visit(path)


def test_pages_of_the_form_pass_at_every_width(visit, cast, context, client, live_server):
    half_written(story.published(cast), cast.candidate)
    signed_in(context, client, live_server, cast.candidate)
    for path in FORM:
        visit(f"/apply/REY-0142/{path}")


def test_pages_of_an_application_pass_in_each_chapter(visit, cast, context, client, live_server):
    signed_in(context, client, live_server, cast.candidate)
    application = story.interviewed(cast).applications.get()
    for path in ("", "copy/", "equality/", "withdraw/"):
        visit(f"/my/REY-0142/{path}")
    application.offer(by=cast.head, starts_on=clock.today(), salary="22454.09", reply_by=clock.today())
    for path in ("", "offer/", "offer/decline/"):
        visit(f"/my/REY-0142/{path}")
    application.appointment.accept(by=cast.candidate)
    visit("/my/REY-0142/")
    visit("/my/")


def test_a_wrong_answer_is_said_on_top_and_beside_and_passes(page, visit, cast, context, client, live_server):
    half_written(story.published(cast), cast.candidate)
    signed_in(context, client, live_server, cast.candidate)
    page = visit("/apply/REY-0142/history/add/")
    page.get_by_role("button", name="Save").click()
    assert page.locator(".govuk-error-summary li").count() >= 3
    assert violations(page) == []


def test_an_answer_is_saved_while_it_is_typed(visit, cast, context, client, live_server):
    application = half_written(story.published(cast), cast.candidate)
    signed_in(context, client, live_server, cast.candidate)
    page = visit("/apply/REY-0142/questions/S1/")
    page.locator("textarea").fill("I met him at the gate every morning.")
    expect(page.locator(".save-state")).to_contain_text("Saved", timeout=5000)
    assert application.answers.get(criterion__code="S1").text == "I met him at the gate every morning."


def test_somebody_applies_without_any_script(browser, cast, live_server):
    story.published(cast)
    page = browser.new_context(java_script_enabled=False).new_page()
    page.goto(live_server.url + "/jobs/REY-0142/")
    page.get_by_role("link", name="Apply for this job").first.click()
    page.get_by_role("link", name="Start your application").click()
    page.get_by_label("Your e-mail address").fill("wren.halloway@example.org")
    page.get_by_role("button", name="Send me a link").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Check your e-mail")
    page.goto(live_server.url + link_in_the_letter())
    page.get_by_role("button", name="Continue").click()
    page.get_by_role("button", name="Start your application").click()
    page.get_by_role("link", name="Your details").click()
    page.get_by_label("Full name").fill("Wren Halloway")
    page.get_by_label("Phone number").fill("01632 960777")
    page.get_by_label("Address", exact=True).fill("2 Quay Street")
    page.get_by_role("button", name="Save and continue").click()
    expect(page.locator("main")).to_contain_text("You have completed 1 of 8 sections")
    assert Application.objects.get().full_name == "Wren Halloway"
    page.context.close()


def test_somebody_answers_the_equality_questions_without_any_script_on_a_phone(browser, cast, client, live_server):
    story.submitted(story.published(cast), cast.candidate)
    context = browser.new_context(java_script_enabled=False, viewport={"width": 320, "height": 700})
    signed_in(context, client, live_server, cast.candidate)
    page = context.new_page()
    page.goto(live_server.url + "/my/REY-0142/")
    page.get_by_role("link", name="Answer or skip the equality questions").click()
    page.get_by_role("group", name="What is your sex?").get_by_label("Female").check()
    page.get_by_role("group", name="Are you disabled?").get_by_label("Prefer not to say").check()
    page.get_by_role("button", name="Save my answers").click()
    expect(page.locator("main")).to_contain_text("There is nothing more to do about the equality questions.")
    expect(page.get_by_role("link", name="Answer or skip the equality questions")).to_have_count(0)
    assert EqualityTally.objects.get().counts["sex"] == {"female": 1}
    context.close()


def link_in_the_letter():
    return re.search(r"/in/[\w-]{20,}/", mail.outbox[-1].body).group()
