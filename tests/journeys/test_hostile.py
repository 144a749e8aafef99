"""What somebody types who means harm, or a cat on the keyboard: in addresses and in every form. Never a server error."""

import itertools
import sys
from collections import Counter
from contextlib import contextmanager
from urllib.parse import quote, unquote, urlencode, urlsplit

import pytest
from django.core.signals import got_request_exception
from django.db import connection, transaction
from django.test import Client
from django.urls import Resolver404, resolve

from tests.journeys.crawling import Crawl, plain, shape
from tests.journeys.everybody import CANDIDATES, STAFF, as_user, panel_guest, referee
from tests.vacancies.crawl import ARGUMENT, addresses
from vacancies.management.commands.demo import tell

pytestmark = [pytest.mark.slow, pytest.mark.django_db]

LONG = "x" * 10_000
# What has broken servers most stands in every place; of the rest each place is dealt a few, so that all have their turn
ALWAYS_IN_PATHS = ["0", "99999999999999999999", "9" * 300, "x" * 3_000, "%00", "%ff", "²"]
IN_PATHS = [
    "-1", "1", "00", "1e9", "NaN", "٣", "½", "1.5", "é" * 50, "a%00b", "%C0%AF", "..", "../..", "..%2f..%2fetc", "%252e%252e",
    "'", '"', "' OR 1=1--", "<script>", "{{7*7}}", "a b", "%0d%0aX: y", "\u202e", "💥", "REY-0142", "K7", "draft", "start",
    "__class__", "state", "2026-13", "2026-02",
]  # fmt: skip
ALWAYS_IN_FIELDS = ["", "\x00", LONG, "9" * 400, "²", "\ud7ff\uffff", "99999-99"]
IN_FIELDS = ["a\x00b", "-1", "0", "1e400", "NaN", "½", "32", "2026-02-31", "yes", "<script>alert(1)</script>", "' OR 1=1--",
             "💥" * 500, "\r\n\r\nBcc: x@example.org", "[]", "{}", "null", "../../etc/passwd", "//evil.example",
             "javascript:alert(1)", "\\\\evil.example", "K7", "\u202e\u200b"]  # fmt: skip
IN_QUERIES = ["", "0", "-1", "9" * 300, "²", "\x00", "x" * 3_000, "💥", "'", "//evil.example"]
ASKED = "page view stage q moved code names next move school standing state sort".split()


@pytest.fixture
def faults():
    """What broke, as (the exception, where), heard from Django itself."""
    heard = []

    def hear(sender, request, **more):
        kind, error, _ = sys.exc_info()
        heard.append((f"{kind.__name__}: {str(error)[:160]}", request.method, plain(request.path)[:160]))

    got_request_exception.connect(hear)
    yield heard
    got_request_exception.disconnect(hear)


@contextmanager
def taken_back():
    """Whatever is done inside is checked as a commit would check it, and undone."""
    with transaction.atomic():
        yield
        if not connection.needs_rollback:
            settle()
        transaction.set_rollback(True)


def settle():
    """Ask the database now what it would ask when committing."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED")


def said(faults):
    return "\n".join(f"{number} times {fault}" for fault, number in Counter(faults).most_common(40))


def test_no_address_breaks_the_server(faults, tally):
    tell("scoring")
    settle()
    client, tried = as_user(STAFF["HR officer"], raise_request_exception=False), 0
    for number, path in enumerate(sorted(leading_somewhere(with_values(each) for each in addresses()))):
        with taken_back():
            (client.post if number % 5 == 0 else client.get)(path)
        tried += 1
    for page in Crawl(client, ["/home/", "/my/", "/"], each=1).pages:
        for value in IN_QUERIES:
            with taken_back():
                client.get(f"{urlsplit(page.address).path}?{urlencode(dict.fromkeys(ASKED, value))}")
            tried += 1
    tally("hostile addresses as HR", tried, len(faults))
    assert not faults, said(faults)


KNOWN = {"reference": "REY-0142", "code": "K7", "number": "1", "criterion": "S1", "verb": "approve", "name": "post",
         "key": "details", "pk": "1", "file": "1", "token": "x", "from_month": "2020-01", "to_month": "2020-02",
         "machine": "vacancy", "state": "draft"}  # fmt: skip


DEALT = itertools.cycle(IN_PATHS)


def with_values(pattern):
    """(value, address) with hostile values in each of its places in turn, and something real in the others."""
    names = ARGUMENT.findall(pattern)
    for hostile in names:
        for value in [*ALWAYS_IN_PATHS, *itertools.islice(DEALT, 6)]:
            path = pattern
            for name in names:
                chosen = value if name == hostile else KNOWN.get(name, "1")
                start, end = ARGUMENT.search(path).span()
                path = f"{path[:start]}{chosen if '%' in chosen else quote(chosen)}{path[end:]}"
            yield value, f"/{path}"


def leading_somewhere(many):
    """The addresses that reach a view; of those that no pattern takes, one for each value, for they all end alike."""
    nowhere = {}
    for value, path in itertools.chain(*many):
        try:
            resolve(unquote(path))
        except Resolver404:
            nowhere[value] = path
        else:
            yield path
    yield from nowhere.values()


def test_no_form_breaks_the_server(faults, tally):
    tell("scoring")
    settle()
    tried, forms = 0, set()
    for client, starts in hands():
        client.raise_request_exception = False
        for page in Crawl(client, starts, each=2).pages:
            for form in page.read.forms:
                key = (
                    shape(page.address),
                    form.action and shape(form.action),
                    tuple(name for name, *_ in form.fields),
                )
                if form.method == "post" and "sign-out" not in form.action and key not in forms:
                    forms.add(key)
                    tried += send_badly(client, page, form)
    tally("hostile posts", tried, len(faults), f"{len(forms)} forms")
    assert not faults, said(faults)


def hands():
    """Everybody who fills anything in, and where they begin."""
    for part in ("HR officer", "HR manager", "headteacher", "panel member", "safeguarding lead", "approver"):
        yield as_user(STAFF[part]), ["/home/", "/panel/"]
    for name in CANDIDATES.values():
        yield as_user(name), ["/my/", "/"]
    for guest in (referee(), panel_guest()):
        yield guest.client, guest.starts
    yield Client(), ["/", "/in/", "/sign-in/", "/password/forgotten/"]


DEALT_TO_FIELDS = itertools.cycle(IN_FIELDS)


def send_badly(client, page, form):
    """A value in every field at once, then each field missing, twice or of another kind. Returns how many were sent."""
    where = form.action or page.address
    usual = form.values()
    names = [name for name in usual if name != "csrfmiddlewaretoken"]
    dealt = [*ALWAYS_IN_FIELDS, *itertools.islice(DEALT_TO_FIELDS, 5)]
    sent = [{**usual, **dict.fromkeys(names, value)} for value in dealt]
    sent += [{**usual, **{each: value for each in names if each != "version"}} for value in dealt[:7]]
    sent += [{key: value for key, value in usual.items() if key != name} for name in names]
    sent += [{**usual, name: ["a", "\x00", LONG]} for name in names]
    sent += [{**usual, "version": "²"}, {"X" * 500: "1"}]
    for data in sent:
        with taken_back():
            client.post(where, data)
    with taken_back():
        client.post(where, b"\x00\xff{not a form", content_type="application/json")
    with taken_back():
        client.post(where, b"--nothing", content_type="multipart/form-data; boundary=else")
    return len(sent) + 2
