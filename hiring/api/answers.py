"""Whatever went wrong, told as RFC 9457 `application/problem+json`."""

import structlog
from django.core.exceptions import PermissionDenied, RequestDataTooBig, SuspiciousOperation
from django.http import Http404
from rest_framework import exceptions
from rest_framework.response import Response

from hiring.api.problems import KINDS, Problem, invalid, pointer

log = structlog.get_logger(__name__)
MEDIA_TYPE = "application/problem+json"


def answer(error, context):
    """The exception handler: whatever went wrong becomes one of our kinds."""
    problem = as_problem(error)
    kind = KINDS[problem.kind]
    body = {
        "type": f"/problems/{problem.kind}",
        "title": kind.title,
        "status": kind.status,
        "detail": str(problem.detail),
        "instance": context["request"].path,
        **problem.more,
    }
    return Response(body, status=kind.status, headers=problem.headers, content_type=MEDIA_TYPE)


def as_problem(error):
    """The problem that stands for this exception; one nobody foresaw is logged and told as our own fault."""
    if isinstance(error, Problem):
        return error
    if isinstance(error, exceptions.ValidationError):
        return invalid(_flat(error.detail))
    for known, kind in TRANSLATED.items():
        if isinstance(error, known):
            return Problem(kind, headers=_headers_of(error))
    log.error("api fault", exc_info=error)
    return Problem("internal")


TRANSLATED = {
    Http404: "not-found",
    exceptions.NotFound: "not-found",
    exceptions.NotAuthenticated: "not-signed-in",
    exceptions.AuthenticationFailed: "not-signed-in",
    exceptions.PermissionDenied: "not-allowed",
    PermissionDenied: "not-allowed",
    exceptions.ParseError: "malformed",
    exceptions.MethodNotAllowed: "method-not-allowed",
    exceptions.NotAcceptable: "not-acceptable",
    exceptions.UnsupportedMediaType: "unsupported-media-type",
    RequestDataTooBig: "too-large",
    SuspiciousOperation: "malformed",
}


def _headers_of(error):
    challenge = getattr(error, "auth_header", None)
    return {"WWW-Authenticate": challenge} if challenge else {}


def _flat(detail, path=()):
    """DRF's nested errors as `(pointer, sentence)`."""
    if isinstance(detail, dict):
        return [each for name, inner in detail.items() for each in _flat(inner, (*path, name))]
    if isinstance(detail, list):
        return [
            each
            for inner in detail
            for each in (_flat(inner, path) if isinstance(inner, (dict, list)) else [(pointer(*path), str(inner))])
        ]
    return [(pointer(*path), str(detail))]
