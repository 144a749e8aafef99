"""Walks every page one person can reach by links alone, without a browser: what is there, and what leads where."""

import re
from collections import Counter, deque
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import parse_qsl, urljoin, urlsplit

from django.urls import Resolver404, resolve

SAID_BY_SLUG = {"verb", "name", "key"}  # arguments of an address that make it another page, not another record
ENOUGH = 2_000


@dataclass
class Form:
    """One form on a page, as a browser would send it: where to, and (name, type, value) of each field."""

    method: str
    action: str
    fields: list = field(default_factory=list)
    multipart: bool = False

    def values(self):
        """What would be sent if nobody touched it; of choices, the first."""
        sent = {}
        for name, kind, value in self.fields:
            if kind in {"radio", "checkbox"}:
                sent.setdefault(name, value)
            else:
                sent[name] = value
        return sent


class Reader(HTMLParser):
    """Title, headings, links, forms and marked places of one page."""

    def __init__(self, html):
        super().__init__()
        self.title, self.h1s, self.links, self.forms = "", 0, [], []
        self.ids, self.parts = set(), set()
        self._in_title, self._form, self._select = False, None, None
        self.feed(html)
        self.title = " ".join(self.title.split())

    def handle_starttag(self, tag, attributes):
        told = {name: value or "" for name, value in attributes}
        self.parts.add((tag, told.get("class"), told.get("role"), told.get("type")))
        if "id" in told:
            self.ids.add(told["id"])
        if tag == "title" and not self.title:
            self._in_title = True
        elif tag == "h1":
            self.h1s += 1
        elif tag == "a" and "href" in told:
            self.links.append(told["href"])
        elif tag == "form":
            multipart = "multipart" in told.get("enctype", "")
            self._form = Form(told.get("method", "get").lower(), told.get("action", ""), multipart=multipart)
            self.forms.append(self._form)
        elif self._form is not None:
            self._field(tag, told)

    def _field(self, tag, told):
        if tag in {"input", "textarea", "select"} and "name" in told:
            self._form.fields.append((told["name"], told.get("type", tag), told.get("value", "")))
            self._select = len(self._form.fields) - 1 if tag == "select" else None
        elif tag == "button" and told.get("name"):
            self._form.fields.append((told["name"], "button", told.get("value", "")))
        elif tag == "option" and self._select is not None:
            name, kind, value = self._form.fields[self._select]
            self._form.fields[self._select] = (name, kind, value or told.get("value", ""))

    def handle_data(self, data):
        if self._in_title:
            self.title += data

    def handle_endtag(self, tag):
        if tag == "title":
            self._in_title = False
        elif tag == "form":
            self._form = None


@dataclass
class Page:
    """One address as one person finds it. `address` is where it ends after redirects."""

    asked: str
    address: str
    status: int
    html: str
    came_from: str

    def __post_init__(self):
        self.read = Reader(self.html)

    @property
    def path(self):
        return urlsplit(self.address).path

    @property
    def is_page(self):
        return "<html" in self.html[:2_000]

    @property
    def parts(self):
        """What the page is made of, without words or numbers: pages of the same parts look alike, whoever opens them."""
        return frozenset(self.read.parts)

    @property
    def dead_anchors(self):
        """Links into this very page that lead nowhere in it."""
        wanted = {link[1:] for link in self.read.links if link.startswith("#") and len(link) > 1}
        return wanted - self.read.ids

    def onward(self):
        """Same-site addresses linked from here, and forms that only ask."""
        asked = [form.action or self.path for form in self.read.forms if form.method == "get"]
        for link in [*self.read.links, *asked]:
            parts = urlsplit(urljoin(self.address, link))
            if not urlsplit(link).netloc and parts.scheme in {"", "http"} and not parts.path.startswith("/static/"):
                yield parts.path + (f"?{parts.query}" if parts.query else "")


def shape(address):
    """An address without what names one record: pages of the same shape come from the same view and template."""
    parts = urlsplit(address)
    keys = tuple(sorted({name for name, _ in parse_qsl(parts.query, keep_blank_values=True)}))
    try:
        found = resolve(parts.path)
    except Resolver404:
        return parts.path, keys
    said = tuple(str(found.kwargs[name]) for name in sorted(SAID_BY_SLUG & set(found.kwargs)))
    return found.route, *said, *keys


class Crawl:
    """Everything one client reaches from its starting pages. At most `each` pages of a shape; every link is counted."""

    def __init__(self, client, starts, each=12):
        self.client, self.each = client, each
        self.pages, self.shapes, self.known = [], Counter(), set()
        self._waiting = deque()
        for start in starts:
            self._note(start, "the start")
        while self._waiting and len(self.pages) < ENOUGH:
            self._visit(*self._waiting.popleft())

    def _note(self, address, came_from):
        if address in self.known:
            return
        self.known.add(address)
        if self.shapes[shape(address)] < self.each:
            self.shapes[shape(address)] += 1
            self._waiting.append((address, came_from))

    def _visit(self, address, came_from):
        answer = self.client.get(address, follow=True)
        final = answer.redirect_chain[-1][0] if answer.redirect_chain else address
        is_text = answer.get("Content-Type", "").startswith("text/html") and not answer.streaming
        page = Page(address, final, answer.status_code, answer.content.decode() if is_text else "", came_from)
        self.pages.append(page)
        if page.status == 200:
            self.known.add(final)
            for onward in page.onward():
                self._note(onward, address)

    @property
    def broken(self):
        return [(page.status, page.asked, page.came_from) for page in self.pages if page.status != 200]

    def some(self, each=1):
        """A few pages of every shape, by where they end: what is worth opening in a browser."""
        taken, chosen = Counter(), {}
        for page in self.pages:
            key = shape(page.address)
            if page.is_page and page.address not in chosen and taken[key] < each:
                taken[key] += 1
                chosen[page.address] = page
        return list(chosen.values())

    def same_titles(self):
        """Two different pages (not views of one list) that a tab strip could not tell apart."""
        by_title = {}
        for page in self.pages:
            if page.is_page:
                by_title.setdefault(page.read.title, set()).add(page.path)
        return {title: sorted(paths) for title, paths in by_title.items() if len(paths) > 1}


def plain(address):
    """An address as a person would say it, for the end of a failing test."""
    return re.sub(r"[A-Za-z0-9_-]{30,}", "TOKEN", address)
