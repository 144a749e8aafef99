"""Which tokens open an address of the API. Every endpoint declares it; one that does not cannot be built."""

from dataclasses import dataclass

from rest_framework.permissions import SAFE_METHODS, BasePermission

from hiring.api.problems import Problem

CANDIDATE, STAFF = "candidate", "staff"


@dataclass(frozen=True)
class Access:
    """Who may call: in words for the page's test, and as the scopes a token must hold one of."""

    words: str
    scopes: frozenset
    public: bool = False


def anybody(why):
    """Open without a token, for a reason that is written down."""
    return Access(f"public: {why}", frozenset({CANDIDATE, STAFF}), public=True)


candidate_token = Access("candidate token", frozenset({CANDIDATE}))
staff_token = Access("staff token", frozenset({STAFF}))


class ScopeOpens(BasePermission):
    """Refuses by default: an endpoint without a declared access, a caller without a token, a token of another scope."""

    def has_permission(self, request, view):
        access = getattr(view, "access", None)
        if not isinstance(access, Access):
            return False
        token = request.auth
        if token is None:
            return access.public
        if token.scope not in access.scopes:
            raise Problem(
                "not-allowed", f"This token is for {token.get_scope_display().lower()} and does not open this."
            )
        if token.reads_only and request.method not in SAFE_METHODS:
            raise Problem("not-allowed", "This token may only read.")
        return True
