"""Calls inside the test's own process, for what needs no real server."""

import itertools
import json

from django.test import Client

from hiring.models import Token

numbers = itertools.count(1)


class Asking:
    """Somebody with a token, or without."""

    def __init__(self, user=None, scope="staff", **options):
        self.client, self.headers = Client(), {}
        if user:
            tokens = Token.objects
            _token, key = (
                tokens.for_candidate(user) if scope == "candidate" else tokens.for_staff(user, "T", **options)
            )
            self.headers["Authorization"] = f"Bearer {key}"

    def call(self, method, path, body=None, **headers):
        sent = body if isinstance(body, (str, bytes)) else json.dumps({} if body is None else body)
        named = self.headers | {name.replace("_", "-"): value for name, value in headers.items()}
        kind = named.pop("Content-Type", "application/json")
        return self.client.generic(method, f"/api/v1/{path}", sent if method != "GET" else "", kind, headers=named)

    def get(self, path, **headers):
        return self.call("GET", path, **headers)

    def post(self, path, body=None, **headers):
        headers.setdefault("Idempotency_Key", f"asking-{next(numbers)}")
        return self.call("POST", path, body, **headers)

    def tag(self, path):
        return self.get(path).headers["ETag"]


def problem_of(answer, kind, status):
    """The problem in this answer, checked to be whole and of this kind."""
    assert answer.status_code == status, answer.content
    assert answer["Content-Type"] == "application/problem+json"
    told = answer.json()
    assert told["type"] == f"/problems/{kind}"
    assert told["status"] == status
    assert told["title"]
    assert told["detail"]
    assert told["instance"].startswith("/api/")
    return told
