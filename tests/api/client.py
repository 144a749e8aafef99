"""A program that uses the API as anybody's would: over HTTP, with a token, reading before it writes."""

import itertools

import requests

from hiring.models import Token

numbers = itertools.count(1)


class Client:
    """One token's worth of calls; counts them in `calls`."""

    def __init__(self, server, key=None):
        self.server, self.calls, self.http = server, 0, requests.Session()
        if key:
            self.http.headers["Authorization"] = f"Bearer {key}"

    @classmethod
    def of(cls, server, user, scope="staff", **options):
        """A client with a fresh token of this person's."""
        make = Token.objects.for_candidate if scope == "candidate" else Token.objects.for_staff
        _token, key = make(user) if scope == "candidate" else make(user, "Test", **options)
        return cls(server, key)

    def call(self, method, path, body=None, **headers):
        self.calls += 1
        address = path if path.startswith("/") else f"/api/v1/{path}"
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return self.http.request(method, f"{self.server}{address}", json=body, headers=named, timeout=30)

    def get(self, path, **headers):
        return self.call("GET", path, **headers)

    def read(self, path):
        answer = self.get(path)
        assert answer.status_code == 200, (path, answer.text)
        return answer.json()

    def tag(self, path):
        return self.get(path).headers["ETag"]

    def post(self, path, body=None, **headers):
        """A POST with a key of its own."""
        headers.setdefault("Idempotency_Key", f"test-key-{next(numbers)}")
        return self.call("POST", path, {} if body is None else body, **headers)

    def change(self, method, path, body, read_from=None):
        """Read the version, then change; the answer's JSON. Fails when it is refused."""
        send = self.post if method == "POST" else lambda *args, **kw: self.call(method, *args, **kw)
        answer = send(path, body, If_Match=self.tag(read_from or path))
        assert answer.status_code in {200, 201}, (path, answer.text)
        return answer.json()

    def move(self, record, verb, body=None):
        """Make a move, with the version just read."""
        return self.change("POST", f"{record}/transitions/{verb}", body, read_from=record)

    def try_move(self, record, verb, body=None):
        """Try a move that should be refused; the answer."""
        return self.post(f"{record}/transitions/{verb}", body, If_Match=self.tag(record))
