"""Idempotency-Key: what a program asks for once is done once, however often it asks.

A rule of ours: the draft standard (draft-ietf-httpapi-idempotency-key-header-07) has lapsed. The answer is saved in the
same transaction as the move, so there is no moment at which one is kept without the other. What was refused changed
nothing and is not kept: the same key may be tried again.
"""

import hashlib
import json
import re

from django.db import IntegrityError, connection, transaction
from rest_framework.response import Response
from rest_framework.utils.encoders import JSONEncoder

from hiring import clock
from hiring.api.problems import Problem, invalid
from workflows.blockers import Blocked, Blocker
from workflows.door import tell_what_a_trigger_refused
from workflows.models import Idempotency

KEY = re.compile(r"^[\x21-\x7e]{8,100}$")
AT_ONCE = "Somebody did the same at the same moment. Read it again."
KEPT_HEADERS = ("ETag", "Location")


def once(request, action, content=None):
    """Do `action` unless this key has been answered; then give the answer it had.

    content: what stands for the body where that has been read already, as a file has.
    """
    key = key_of(request)
    body = request.body if content is None else content
    asked = hashlib.sha256(f"{request.method} {request.get_full_path()}\n".encode() + body).hexdigest()

    def unless_answered():
        _alone(request.user.pk, key)
        Idempotency.forget(user=request.user)
        earlier = Idempotency.objects.filter(user=request.user, key=key).first()
        if earlier:
            return _again(earlier, asked)
        response = action()
        _keep(request, key, asked, response)
        return response

    return together(unless_answered)


def together(action):
    """All of it or none of it; what the database refuses at the end is a reason like any other."""
    try:
        with transaction.atomic():
            return action()
    except IntegrityError as error:
        tell_what_a_trigger_refused(error)
        raise Blocked(Blocker(code="database", text=AT_ONCE)) from error


def key_of(request, *, required=True):
    """The key of this request, checked even where none is needed."""
    key = request.headers.get("Idempotency-Key")
    if key is None and not required:
        return None
    if key is None:
        raise Problem("key-missing")
    if not KEY.match(key):
        raise invalid([("", "Idempotency-Key must be 8 to 100 plain characters without spaces.")])
    return key


def _alone(user_id, key):
    """Hold this key until the transaction ends, however it ends; a twin meanwhile is told to wait."""
    number = int.from_bytes(hashlib.sha256(f"{user_id}:{key}".encode()).digest()[:8], signed=True)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [number])
        if not cursor.fetchone()[0]:
            raise Problem("key-in-progress", headers={"Retry-After": "1"})


def _again(earlier, asked):
    if earlier.asked != asked:
        raise Problem("key-reused")
    headers = {**earlier.headers, "Idempotency-Replayed": "true"}
    return Response(earlier.answer, status=earlier.status, headers=headers)


def _keep(request, key, asked, response):
    Idempotency.objects.create(
        user=request.user,
        key=key,
        asked=asked,
        status=response.status_code,
        headers={name: response[name] for name in KEPT_HEADERS if name in response},
        answer=json.loads(json.dumps(response.data, cls=JSONEncoder)),
        made_at=clock.now(),
    )
