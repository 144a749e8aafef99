"""One question over HTTP: no proxy, no redirect, no log, and an end to waiting however slowly it drips."""

import http.client
import time
from urllib.parse import urlsplit

from django.conf import settings

from checks.update_service import stand_in
from checks.update_service.answer import LONGEST, NoAnswer, read

CONNECT_OR_READ = 10  # seconds for any one step
ALTOGETHER = 20  # seconds


def ask(question, address=None):
    """The answer, or NoAnswer. Without an address the stand-in answers, which only a demo or development has."""
    address = settings.UPDATE_SERVICE_URL if address is None else address
    if not address:
        return read(*stand_in.reply(question))
    return read(*_fetched(urlsplit(address), question.path))


def is_a_stand_in():
    return not settings.UPDATE_SERVICE_URL


def _fetched(where, path):
    kind = http.client.HTTPSConnection if where.scheme == "https" else http.client.HTTPConnection
    line = kind(where.hostname, where.port, timeout=CONNECT_OR_READ)
    until = time.monotonic() + ALTOGETHER
    try:
        line.request("GET", f"{where.path.rstrip('/')}{path}", headers={"Accept": "application/xml"})
        reply = line.getresponse()
        return reply.status, _body(reply, until)
    except (OSError, http.client.HTTPException) as error:
        raise NoAnswer(_fault(error)) from None
    finally:
        line.close()


def _body(reply, until):
    """Read until it ends, is too long, or has taken too long; a body that was cut off is no body."""
    parts, length = [], 0
    while part := reply.read1(4096):
        parts.append(part)
        length += len(part)
        if time.monotonic() > until:
            raise NoAnswer("too_slow")
        if length > LONGEST:
            raise NoAnswer("too_long")
    if reply.length:
        raise NoAnswer("cut_off")
    return b"".join(parts)


def _fault(error):
    """The kind of error in a word; its own words may hold the address."""
    return "too_slow" if isinstance(error, TimeoutError) else type(error).__name__[:40]
