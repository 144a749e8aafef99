"""Opens every address of the product as one person, and looks for words that person must not read, however disguised."""

import base64
import contextlib
import gzip
import html
import itertools
import json
import re
import string
import unicodedata
import zlib
from http import HTTPStatus
from random import SystemRandom
from urllib.parse import unquote, urlsplit

from django.urls import get_resolver

KINDS = ({"HTTP_HX_REQUEST": "true"}, {"HTTP_ACCEPT": "application/json"})
ENDS_THE_VISIT = {"logout/", "sign-out/"}
CLOSED_TO_ALL = {HTTPStatus.METHOD_NOT_ALLOWED, HTTPStatus.UNAUTHORIZED}
LINK = re.compile(r'(?:href|action|hx-get|hx-post|src)="([^"#]+)')
ARGUMENT = re.compile(r"<(?:\w+:)?(\w+)>")
NOT_WORD = re.compile(r"[^a-z0-9]+")
BASE64 = re.compile(rb"[A-Za-z0-9+/_-]{16,}={0,2}")


def canary():
    """A word nobody would write, so that finding it proves where it came from."""
    return "zq" + "".join(SystemRandom().choice(string.ascii_lowercase) for _ in range(10))


def addresses():
    """Every address of the product, as a pattern."""
    found = []

    def walk(resolver, before=""):
        for each in resolver.url_patterns:
            path = before + str(each.pattern)
            walk(each, path) if hasattr(each, "url_patterns") else found.append(path)

    walk(get_resolver())
    return [path for path in found if not set("^(?\\") & set(path)]


def filled(pattern, values):
    """The pattern with each of the values its arguments may take.

    The verbs are those of a vacancy and what is in it: each on the first of what such an address names, one on the rest.
    """
    names = ARGUMENT.findall(pattern)
    unknown = set(names) - set(values)
    assert not unknown, f"The crawl does not know what {unknown} may be in {pattern}."
    things = [name for name in names if name != "verb"]
    for place, chosen in enumerate(itertools.product(*(values[name] for name in things))):
        verbs = values["verb"][: None if place == 0 and "reference" in names else 1] if "verb" in names else [""]
        for verb in verbs:
            path = pattern
            for name, value in [*zip(things, chosen, strict=True), ("verb", verb)]:
                path = re.sub(rf"<(?:\w+:)?{name}>", str(value), path, count=1)
            yield f"/{path}"


class Visit:
    """One person's walk through everything they can reach. `seen` is every answer as (what was asked, bytes, headers)."""

    def __init__(self, client, headers=None, *, kinds=KINDS, methods=("head", "options")):
        self.client, self.headers, self.kinds, self.methods = client, headers or {}, kinds, methods
        self.asked, self.seen, self.statuses = set(), [], {}

    def everything(self, values):
        """Every address there is; a program's token opens only the API, so it is not tried elsewhere.

        What takes only posts, or opens only to programs, says so whatever thing the address names, so it is asked once.
        """
        for pattern in addresses():
            if self.headers and not pattern.startswith("api/"):
                continue
            for path in filled(pattern, values):
                if self.open(path) in CLOSED_TO_ALL and "<slug:verb>" not in pattern:
                    break
        return self

    def open(self, path, *, follow=True):
        """Ask for one address; where there is something, in every way a browser or program might, then what it leads to.

        Returns the status of the first answer, None where it was asked before.
        """
        if path in self.asked or any(path.endswith(end) for end in ENDS_THE_VISIT):
            return None
        self.asked.add(path)
        answer = self.client.get(path, **self.headers)
        self._keep("GET", path, answer)
        further = list(self._links()) if follow else []
        if answer.status_code == 200:
            for kind in self.kinds:
                self._keep("GET", path, self.client.get(path, **kind, **self.headers))
            for method in self.methods:
                self._keep(method.upper(), path, getattr(self.client, method)(path, **self.headers))
        for each in further:
            self.open(each)
        return answer.status_code

    def post(self, path, data, **kind):
        answer = self.client.post(path, data, **kind, **self.headers)
        self._keep("POST", path, answer)
        return answer

    def _keep(self, method, path, answer):
        body = b"".join(answer.streaming_content) if answer.streaming else answer.content
        headers = "\n".join(f"{name}: {value}" for name, value in answer.items()) + str(answer.cookies)
        self.seen.append((f"{method} {path} {answer.status_code}", body, headers))
        self.statuses[answer.status_code] = self.statuses.get(answer.status_code, 0) + 1

    def _links(self):
        _asked, body, headers = self.seen[-1]
        told = [*LINK.findall(body.decode("utf-8", "replace")), *re.findall(r"Location: (\S+)", headers)]
        for address in dict.fromkeys(html.unescape(each) for each in told):
            parts = urlsplit(address)
            if not parts.netloc and parts.path.startswith("/") and not parts.path.startswith("/static/"):
                yield parts.path + (f"?{parts.query}" if parts.query else "")

    def found(self, words):
        """(what was asked, word) for each forbidden word in anything that came back."""
        bare, hits = {word: plainly(word) for word in words}, []
        for asked, body, headers in self.seen:
            plain = "\n".join(disguises(body, headers))
            hits += [(asked, word) for word, sought in bare.items() if sought in plain]
        return hits


def plainly(text):
    """Small letters without accents, spaces or punctuation, so that no spelling hides a word."""
    bare = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().casefold()
    return NOT_WORD.sub("", bare)


def disguises(body, headers=""):
    """What was sent, read as itself and as everything it may be wrapped in."""
    texts = [f"{body.decode('utf-8', 'replace')}\n{headers}"]
    texts += [html.unescape(texts[0]), unquote(texts[0])]
    with contextlib.suppress(ValueError):
        texts.append(json.dumps(json.loads(body), ensure_ascii=False))
    for wrapped in BASE64.findall(body):
        for decode in (base64.b64decode, base64.urlsafe_b64decode):
            try:
                inside = decode(wrapped + b"=" * (-len(wrapped) % 4))
            except ValueError:
                continue
            texts.append(unpacked(inside).decode("utf-8", "replace"))
    return [plainly(text) for text in texts]


def unpacked(body):
    for undo in (gzip.decompress, zlib.decompress):
        try:
            return undo(body)
        except (OSError, EOFError, zlib.error):
            continue
    return body
