"""A letter: to whom, about what, in which words, with which one link. Plain text, one purpose."""

import datetime as dt
import re
from dataclasses import dataclass, field
from functools import cache

from django.conf import settings
from django.template import Context, Engine
from django.utils.text import Truncator

from hiring import links
from hiring.passwords import way_to_a_password

BUILTINS = ["hiring.templatetags.dates", "django.contrib.humanize.templatetags.humanize"]
LONGEST_SUBJECT = 200
MADE_WHEN_SENT = "(a link of their own, made when this is written)"
KEY = re.compile(r"(?P<way>/panel/in/|/in/|/r/|/password/new/)(?P<key>[\w-]{20,})")
ASK_AGAIN = {"/panel/in/": "/panel", "/in/": "/in", "/r/": "/r", "/password/new/": "/password/forgotten/"}
LINE_BREAK = re.compile(r"[\r\n]")
TOO_MANY_BLANKS = re.compile(r"\n{3,}")


@dataclass(frozen=True)
class OneTimeLink:
    """A way in for somebody without a password, made when the letter is written and told to nobody else."""

    purpose: str
    email: str
    user: object = None
    subject_id: int | None = None
    next_url: str = ""
    expires_at: dt.datetime | None = None

    @property
    def path(self):
        return {"referee": "/r/", "panel": "/panel/in/"}.get(self.purpose, "/in/")

    def address(self, *, draft):
        if draft:
            return f"{settings.SITE_URL}{self.path}{MADE_WHEN_SENT}"
        facts = {
            "user": self.user,
            "subject_id": self.subject_id,
            "next_url": self.next_url,
            "expires_at": self.expires_at,
        }
        return f"{settings.SITE_URL}{self.path}{links.mint(self.purpose, self.email, **facts)[1]}/"


@dataclass(frozen=True)
class ChoosePassword:
    """A way to a first password for somebody who has none, made when the letter is written; it works once."""

    user: object

    def address(self, *, draft):
        path = f"/password/new/{MADE_WHEN_SENT}" if draft else way_to_a_password(self.user)
        return f"{settings.SITE_URL}{path}"


@dataclass(frozen=True)
class Page:
    """A page of ours for somebody who can sign in."""

    path: str

    def address(self, *, draft):
        return f"{settings.SITE_URL}{self.path}"


@dataclass(frozen=True)
class TheirPage:
    """A page of one person's own: staff sign in by their own door, anybody else gets a link. Which of them is asked when it is written."""

    user: object
    path: str

    def address(self, *, draft):
        if self.user.works_here:
            return Page(self.path).address(draft=draft)
        link = OneTimeLink("candidate", self.user.email, user=self.user, next_url=self.path)
        return link.address(draft=draft)


@dataclass(frozen=True)
class Letter:
    """What is to be said to one person. `words` names the template, which is the event's name."""

    words: str
    to_name: str
    to_email: str
    about: object
    link: OneTimeLink | ChoosePassword | Page | TheirPage | None = None
    facts: dict = field(default_factory=dict)
    not_before: dt.datetime | None = None

    def written(self, *, draft=False):
        """The letter in full. A draft is for reading: it makes no link."""
        subject_words, body_words = _words(self.words)
        school = self.about.school
        context = Context(
            {
                "to_name": self.to_name,
                "school": school,
                "trust": school.trust,
                "link": self.link.address(draft=draft) if self.link else "",
                **self.facts,
            },
            autoescape=False,  # plain text is not HTML: an apostrophe stays an apostrophe
        )
        subject = Truncator(_one_line(subject_words.render(context).strip())).chars(LONGEST_SUBJECT)
        body = TOO_MANY_BLANKS.sub("\n\n", body_words.render(context)).strip() + "\n"
        return Written(self, _one_line(self.to_name), _one_line(self.to_email), subject, body)


@dataclass(frozen=True)
class Written:
    """A letter as its reader sees it."""

    letter: Letter
    to_name: str
    to_email: str
    subject: str
    body: str


def without_keys(body):
    """The letter with the secret part of its links left out, for anybody but the person it is to."""
    return KEY.sub(r"\g<way>(key)", body)


def keys_in(body):
    return [found["key"] for found in KEY.finditer(body)]


def without_ways_in(body):
    """The letter for another address than the first: a page to ask at, in place of each link that opened something."""
    return KEY.sub(lambda found: ASK_AGAIN[found["way"]], body)


def _one_line(text):
    """A header is one line; anything else is somebody trying to write headers of their own."""
    if LINE_BREAK.search(text):
        raise ValueError("A name, an address or a subject may not hold a line break.")
    return text


@cache
def _engine():
    folder = settings.BASE_DIR / "templates" / "emails"
    return Engine(dirs=[folder], autoescape=False, builtins=BUILTINS)


@cache
def _words(name):
    """The template of a letter, its first line apart from the rest."""
    engine = _engine()
    first, _, rest = engine.get_template(f"{name}.txt").source.partition("\n")
    return engine.from_string(first), engine.from_string(rest)
