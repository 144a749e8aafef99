"""Keys alone: in at the door, past the navigation, through a move, and never lost behind something."""

import pytest

from hiring.models import User
from tests.journeys.everybody import STAFF, Somebody, as_user
from tests.journeys.people import PASSWORD, Person
from vacancies.management.commands.demo import tell
from vacancies.models import Application, Score

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]

FOCUS = """async () => {
    for (let frame = 0; frame < 2; frame++) await new Promise(requestAnimationFrame);
    const node = document.activeElement, box = node.getBoundingClientRect();
    const label = node.matches('input[type=radio], input[type=checkbox]') && node.labels && node.labels[0];
    const at = label && box.width < 2 ? label.getBoundingClientRect() : box;
    const [left, right] = [Math.max(at.left, 0), Math.min(at.right, innerWidth)];
    const [x, y] = [(left + Math.min(right, left + 300)) / 2, at.top + Math.min(at.height, 30) / 2];
    const top = document.elementFromPoint(x, y);
    const style = getComputedStyle(node), ring = label ? getComputedStyle(label) : style;
    const shows = [style, ring, getComputedStyle(node, '::before'), label ? getComputedStyle(label, '::before') : style]
        .some(each => (each.outlineStyle !== 'none' && parseFloat(each.outlineWidth) > 0) || each.boxShadow !== 'none');
    return {
        what: node.outerHTML.slice(0, 120), name: (node.innerText || node.value || '').trim(), tag: node.tagName,
        at: [x, y], type: node.type || '', inView: y >= 0 && y <= innerHeight && left < right,
        uncovered: !!top && (node.contains(top) || top.contains(node) || (!!label && label.contains(top))), shows,
    };
}"""


class Keys:
    """Somebody with a keyboard and no mouse. Every stop must be in view, uncovered and visibly focused."""

    def __init__(self, page):
        self.page, self.stops, self.lost = page, 0, []

    def on(self):
        return self.page.evaluate(FOCUS)

    def tab(self):
        self.page.keyboard.press("Tab")
        stop = self.on()
        if stop["tag"] != "BODY":
            self.stops += 1
            if not (stop["inView"] and stop["uncovered"] and stop["shows"]):
                self.lost.append((self.page.url, stop))
        return stop

    def until(self, name, most=80):
        """Press Tab until something with this name has the focus."""
        for _ in range(most):
            stop = self.tab()
            if stop["name"].startswith(name):
                return self
        raise AssertionError(f"Tab never came to {name!r} on {self.page.url}; last on {stop}")

    def round(self, most=150):
        """Tab through the whole page once."""
        for _ in range(most):
            if self.tab()["tag"] == "BODY":
                return self
        return self

    def press(self, key="Enter"):
        self.page.keyboard.press(key)
        self.page.wait_for_load_state()
        return self


def test_everything_can_be_done_with_keys_alone(browser, live_server, tally):
    tell("scoring")
    keys = [signs_in(browser, live_server.url), moves_somebody(browser, live_server.url)]
    keys += [scores(browser, live_server.url), *walks(browser, live_server.url)]
    lost = [each for one in keys for each in one.lost]
    tally("stops of the Tab key", sum(each.stops for each in keys), len(lost))
    assert not lost, "\n".join(map(str, lost[:20]))


def signs_in(browser, base):
    """The skip link comes first and works; e-mail, password, Enter."""
    jo = User.objects.get(name=STAFF["HR officer"])
    jo.set_password(PASSWORD)
    jo.save()
    person = Person(browser, base).goes("/sign-in/")
    keys = Keys(person.page)
    assert keys.tab()["name"] == "Skip to main content"
    keys.press()
    assert person.page.evaluate("document.activeElement.id") == "main"
    while keys.tab()["type"] not in {"email", "text"}:
        pass
    person.page.keyboard.type(jo.email)
    while keys.tab()["type"] != "password":
        pass
    person.page.keyboard.type(PASSWORD)
    keys.press()
    person.page.wait_for_url("**/home/")
    return keys


def seated(browser, base, part, width=1280):
    person = Person(browser, base, width=width)
    person.context.add_cookies(Somebody(part, as_user(STAFF[part]), []).cookies(base))
    return person


def moves_somebody(browser, base):
    """Open a menu, choose the move, write why, confirm."""
    hr = seated(browser, base, "HR officer").goes("/vacancies/KES-0140/applicants/?q=W4")
    keys = Keys(hr.page).until("Move").press().until("Not progressing").press()
    hr.page.wait_for_url("**/do-not-progress/**")
    while keys.tab()["tag"] != "TEXTAREA":
        pass
    hr.page.keyboard.type("The panel chose people with more time in a classroom.")
    keys.until("Not progressing").press()
    hr.reads("moved to Not progressing")
    assert Application.objects.get(vacancy__reference="KES-0140", code="W4").state == "not_progressing"
    return keys


def scores(browser, base):
    """On the phone's width too, where the scale is fixed to the bottom: nothing focused lies behind it."""
    member = seated(browser, base, "panel member", width=390).goes("/panel/REY-0142/")
    keys = Keys(member.page).until("Carry on scoring").press()
    member.page.wait_for_url("**/score/**")
    while keys.tab()["type"] != "radio":
        pass
    member.page.keyboard.press("Space")
    member.page.keyboard.press("ArrowRight")
    keys.round()
    member.page.wait_for_timeout(1500)
    assert Score.objects.filter(
        scorecard__panel_member__user__name="Patience Adeyemi", application__code="C4"
    ).exists()
    return keys


WALKS = {
    "HR officer": ["/home/", "/vacancies/REY-0142/", "/people/1/", "/people/1/checks/9/", "/vacancies/OAK-0144/setup/post/",
                   "/messages/", "/vacancies/KES-0140/shortlist/", "/workflow/"],
    "panel member": ["/panel/REY-0142/review/"],
}  # fmt: skip


def walks(browser, base):
    """Tab through busy pages from top to bottom, at desk and phone width."""
    for part, paths in WALKS.items():
        for width in (1280, 320):
            person = seated(browser, base, part, width)
            keys = Keys(person.page)
            for path in paths:
                person.page.goto(path)
                keys.round()
            yield keys
