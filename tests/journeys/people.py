"""Somebody at a browser: goes to pages, fills in by label, presses by name, and reads what is there."""

import datetime as dt
import re

from django.conf import settings
from django.core import mail
from playwright.sync_api import expect

from hiring import clock
from tests import story

AXE = settings.BASE_DIR / "node_modules" / "axe-core" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
PASSWORD = "a-long-password-for-the-tests"
PATIENCE = 15_000  # milliseconds; a busy machine is no fault of a page
expect.set_options(timeout=PATIENCE)


class Person:
    """One actor with a browser of their own. Every page they stop at is tried by axe and for sideways scrolling."""

    def __init__(self, browser, base, width=1280, **context):
        self.runs_script = context.get("java_script_enabled", True)
        self.context = browser.new_context(viewport={"width": width, "height": 900}, base_url=base, **context)
        self.context.set_default_timeout(PATIENCE)
        self.page = self.context.new_page()
        self.width = width
        self.looked_at = 0
        self.complaints = []
        self.page.on("console", self._listen)

    def _listen(self, message):
        refused = "the server responded with a status of 4" in message.text
        if message.type == "error" and not refused:
            self.complaints.append(message.text)

    def goes(self, path):
        self.page.goto(path)
        return self.looks()

    def looks(self):
        """Nothing is wrong with this page for somebody who cannot see it, or sees it on a phone."""
        assert self.complaints == []
        if not self.runs_script:
            return self
        self.page.evaluate(AXE.read_text())
        found = self.page.evaluate("rules => axe.run(document, {runOnly: rules})", RULES)["violations"]
        assert not found, (self.page.url, [(each["id"], each["nodes"][0]["html"][:300]) for each in found])
        assert self.page.evaluate("document.documentElement.scrollWidth") <= self.width, self.page.url
        self.looked_at += 1
        return self

    def fills(self, **by_label):
        """Type into boxes; underscores stand for spaces, and the label need only begin so."""
        for label, text in by_label.items():
            self.page.get_by_label(re.compile(rf"^{re.escape(label.replace('_', ' '))}", re.IGNORECASE)).first.fill(
                str(text)
            )
        return self

    def types(self, label, text):
        self.page.get_by_label(re.compile(rf"^{re.escape(label)}")).first.fill(str(text))
        return self

    def dates(self, legend, day):
        """Three boxes under one question."""
        group = self.page.get_by_role("group", name=re.compile(rf"^{re.escape(legend)}"))
        for label, value in (("Day", day.day), ("Month", day.month), ("Year", day.year)):
            group.get_by_label(label, exact=True).fill(str(value))
        return self

    def months(self, legend, month, year):
        group = self.page.get_by_role("group", name=re.compile(rf"^{re.escape(legend)}"))
        group.get_by_label("Month", exact=True).fill(str(month))
        group.get_by_label("Year", exact=True).fill(str(year))
        return self

    def picks(self, label, group=None):
        """A radio button or a tick box."""
        where = self.page.get_by_role("group", name=re.compile(rf"^{re.escape(group)}")) if group else self.page
        where.get_by_label(re.compile(rf"^{re.escape(label)}")).first.check()
        return self

    def presses(self, name):
        return self.clicks("button", name)

    def follows(self, name):
        return self.clicks("link", name)

    def clicks(self, role, name):
        """Without script every button and link leads to a page, which is waited for; going on at once would cut it off."""
        target = self.page.get_by_role(role, name=re.compile(rf"^{re.escape(name)}")).first
        if self.runs_script:
            target.click()
            self.page.wait_for_load_state()
        else:
            with self.page.expect_navigation():
                target.click()
        return self.looks()

    def reads(self, *sentences):
        for sentence in sentences:
            expect(self.page.locator("body")).to_contain_text(sentence)
        return self

    def does_not_read(self, *sentences):
        text = self.page.content()
        for sentence in sentences:
            assert sentence not in text, f"{sentence} is on {self.page.url}"
        return self


def staff(browser, base, user, width=1280):
    """A member of staff signs in with their password."""
    user.set_password(PASSWORD)
    user.save()
    person = Person(browser, base, width)
    person.goes("/sign-in/")
    person.page.get_by_label(re.compile("E-?mail")).first.fill(user.email)
    person.page.get_by_label(re.compile("^Password")).first.fill(PASSWORD)
    return person.presses("Sign in")


def records(person, check):
    """Good evidence, typed into the check's own page."""
    person.goes(check.get_absolute_url())
    for name, value in story.evidence_for(check).items():
        if person.page.locator(f"[name^='{name}']").count():
            fills(person.page, name, value)
    person.page.locator("main form", has=person.page.locator("[name=outcome]")).get_by_role("button").last.click()
    person.page.wait_for_load_state()
    person.looks()
    assert type(check).objects.get(pk=check.pk).state == "clear"


def fills(page, name, value):
    """One answer, by the name of its field."""
    if isinstance(value, dt.date):
        for part in ("day", "month", "year"):
            page.locator(f"[name={name}_{part}]").fill(str(getattr(value, part)))
    elif page.locator(f"[name={name}][type=radio], [name={name}][type=checkbox]").count():
        for each in value if isinstance(value, list) else [value]:
            page.locator(f"[name={name}][value='{each}']").check()
    elif value and page.locator(f"input[name={name}], textarea[name={name}]").count():
        page.locator(f"[name={name}]").fill(str(value))


def letter_to(email, *words):
    """The newest letter to this address whose subject or text has these words, once the worker has done what waits."""
    work()
    letters = [each for each in mail.outbox if email in " ".join(each.to) and _says(each, words)]
    assert letters, f"No letter to {email} with {words}; there are {[(each.to, each.subject) for each in mail.outbox]}"
    return letters[-1]


def _says(letter, words):
    return all(word in letter.subject + letter.body for word in words)


def way_in(letter):
    """The path of the one link in a letter."""
    return re.search(r"https?://[^/\s]+(/\S+)", letter.body).group(1).rstrip(".")


def work():
    """What the worker does when it is nudged; letters that wait for office hours go as if the office had opened."""
    from workflows import outbox, tasks
    from workflows.models import Message

    outbox.carry_out_all()
    Message.objects.filter(status="waiting", kind__startswith="check.").update(not_before=None)
    tasks.deliver()


def tomorrow(days=1):
    return clock.today() + dt.timedelta(days=days)
