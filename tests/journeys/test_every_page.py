"""Every page, as everybody: all that links lead to, opened in Chromium and found whole, from phone width to desk."""

from collections import Counter

import pytest
from django.conf import settings

from tests.journeys.crawling import Crawl, plain, shape
from tests.journeys.everybody import everybody
from vacancies.management.commands.demo import tell

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]

AXE = (settings.BASE_DIR / "node_modules" / "axe-core" / "axe.min.js").read_text()
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
WIDE, NARROW = {"width": 1280, "height": 900}, {"width": 320, "height": 800}
LOOK = """async (options) => (await axe.run(document, options)).violations.map(
    rule => `${rule.id}: ${rule.nodes.slice(0, 3).map(node => node.html.slice(0, 160)).join(' | ')}`)"""
ONWARD = """() => [...document.querySelectorAll('.page a[href], .page button')]
    .filter(node => node.checkVisibility() || node.closest('details:not([open])')).length"""
SPILLS = """() => document.documentElement.scrollWidth <= innerWidth ? '' : [...document.querySelectorAll('body *')]
    .filter(node => node.getBoundingClientRect().right > innerWidth + 1).slice(0, 3)
    .map(node => node.outerHTML.slice(0, 120)).join(' | ')"""


@pytest.mark.timeout(900)
def test_every_page_is_whole_for_everybody(browser, live_server, tally):
    tell("scoring")
    faults, looked_at, count = [], set(), Counter()
    for somebody in everybody():
        crawl = Crawl(somebody.client, somebody.starts, each=4)
        faults += [(somebody.part, *fault) for fault in faults_of(crawl)]
        eyes = Eyes(browser, live_server.url, somebody)
        fresh = [page for page in crawl.some() if (shape(page.address), page.parts) not in looked_at]
        for number, page in enumerate(fresh):
            looked_at.add((shape(page.address), page.parts))
            faults += [(somebody.part, plain(page.address), fault) for fault in eyes.look(page, dark=number % 3 == 0)]
        eyes.close()
        count["reached"] += len(crawl.pages)
        count["opened"] += len(fresh)
        tally(f"pages as {somebody.part}", len(crawl.pages), more=f"{len(fresh)} looks opened in Chromium")
    tally("pages as everybody", count["reached"], len(faults), f"{count['opened']} opened in Chromium")
    assert not faults, "\n".join(map(str, faults))


def faults_of(crawl):
    """What is wrong with a walk before any browser looks: refusals, headings, titles, anchors."""
    yield from (
        (plain(asked), f"answers {status}, linked from {plain(source)}") for status, asked, source in crawl.broken
    )
    yield from ((title, f"is the title of {paths[:3]}") for title, paths in crawl.same_titles().items())
    for page in crawl.pages:
        if page.is_page and page.status == 200:
            if page.read.h1s != 1:
                yield plain(page.address), f"has {page.read.h1s} headings of the first level"
            if not page.read.title.partition("·")[0].strip():
                yield plain(page.address), "has no title"
            if page.dead_anchors:
                yield plain(page.address), f"links to {page.dead_anchors}, which is not there"


class Eyes:
    """One person's browser, and what it finds wrong with a page."""

    def __init__(self, browser, base, somebody):
        self.base = base
        self.context = browser.new_context(viewport=WIDE, reduced_motion="reduce")
        self.context.add_cookies(somebody.cookies(base))
        self.context.add_init_script(f"if (!window.axe) {{ {AXE} }}")
        self.page = self.context.new_page()
        self.console = []
        self.page.on("console", lambda said: self.console.append(said.text) if said.type == "error" else None)
        self.page.on("pageerror", lambda error: self.console.append(str(error)))

    def look(self, page, *, dark):
        """Everything wrong with this page, at its width and at 320 pixels, by day and, for some, by night."""
        self.console.clear()
        answer = self.page.goto(self.base + page.address)
        if answer.status != 200:
            yield f"answers {answer.status} in the browser"
        yield from self.page.evaluate(LOOK, {"runOnly": RULES})
        if not self.page.evaluate(ONWARD):
            yield "is a dead end: nothing on it leads on"
        if dark:
            yield from self._by_night()
        self.page.set_viewport_size(NARROW)
        spilling = self.page.evaluate(SPILLS)
        if spilling:
            yield f"scrolls sideways at 320 pixels: {spilling}"
        self.page.set_viewport_size(WIDE)
        yield from (f"says in the console: {text}" for text in self.console)

    def _by_night(self):
        self.page.emulate_media(color_scheme="dark")
        yield from (f"by night: {fault}" for fault in self.page.evaluate(LOOK, {"runOnly": ["color-contrast"]}))
        self.page.emulate_media(color_scheme="light")

    def close(self):
        self.context.close()
