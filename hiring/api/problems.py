"""The kinds of refusal, each with a page of our own behind its `type` (RFC 9457)."""

from dataclasses import dataclass

from rest_framework import exceptions


@dataclass(frozen=True)
class Kind:
    """One kind of problem: its status, what it is called, and what a client does about it."""

    status: int
    title: str
    remedy: str


KINDS = {
    "malformed": Kind(400, "The request could not be read", "Send one JSON object, in UTF-8, nested at most 20 deep."),
    "invalid": Kind(400, "Something that was sent is not right", "`errors` names each place by a JSON pointer."),
    "key-missing": Kind(
        400, "Idempotency-Key is missing", "Send a new random key with each thing you want done once."
    ),
    "not-signed-in": Kind(401, "A token is needed", "Send `Authorization: Bearer` and a token that has not ended."),
    "not-allowed": Kind(403, "You may not do this", "`blockers` or `detail` says who may."),
    "code-needed": Kind(403, "A code is needed as well", "Send the link again with the code we have just e-mailed."),
    "not-found": Kind(404, "There is nothing here", "It does not exist, or is not yours to see; we do not say which."),
    "method-not-allowed": Kind(405, "That cannot be done here", "The Allow header says what can."),
    "not-acceptable": Kind(406, "We answer in JSON only", "Accept `application/json`."),
    "transition-blocked": Kind(409, "This cannot be done yet", "Deal with each of `blockers`, then ask again."),
    "key-in-progress": Kind(409, "The same request is being dealt with", "Wait a second, then send it again."),
    "link-ended": Kind(410, "That link has ended", "Ask for a new one. Each works once, for an hour."),
    "stale": Kind(412, "It has changed since you read it", "Read it again; its ETag is the one to send in If-Match."),
    "too-large": Kind(413, "That is too much at once", "Send less."),
    "unsupported-media-type": Kind(415, "Send JSON", "Set `Content-Type: application/json`."),
    "key-reused": Kind(422, "That key was used for something else", "Use a new Idempotency-Key."),
    "version-missing": Kind(428, "Say which version you read", "Send the ETag you were given in If-Match."),
    "too-many": Kind(429, "Too many requests", "Wait as many seconds as Retry-After says."),
    "internal": Kind(500, "Something went wrong here", "Nothing was changed. Try again; if it stays, tell us."),
}


class Problem(exceptions.APIException):
    """A refusal of a known kind. `more` are further members of the answer: errors, blockers."""

    def __init__(self, kind, detail="", *, headers=None, **more):
        self.kind, self.more, self.headers = kind, more, headers or {}
        self.status_code = KINDS[kind].status
        super().__init__(detail or KINDS[kind].remedy)


def pointer(*path):
    """A JSON pointer (RFC 6901) to one place in what was sent."""
    return "".join(f"/{str(part).replace('~', '~0').replace('/', '~1')}" for part in path)


def invalid(errors):
    """Refuse input; `errors` are `(pointer, sentence)`."""
    listed = [{"pointer": place, "detail": sentence} for place, sentence in errors]
    count = len(listed)
    detail = listed[0]["detail"] if count == 1 else f"{count} things are not right."
    return Problem("invalid", detail, errors=listed)
