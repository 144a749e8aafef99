"""Tokens: how one is read from a request, and what it lets its person do."""

from drf_spectacular.extensions import OpenApiAuthenticationExtension
from knox.auth import TokenAuthentication
from rest_framework.exceptions import AuthenticationFailed

from hiring import clock
from hiring.api.access import CANDIDATE


class TokenOfOurs(TokenAuthentication):
    """A token acts as its person and within its scope: with a candidate's token nobody has a role anywhere."""

    def authenticate_credentials(self, token):
        if not token.isascii():
            raise AuthenticationFailed
        return super().authenticate_credentials(token)

    def validate_user(self, auth_token):
        user, token = super().validate_user(auth_token)
        if token.scope == CANDIDATE:
            user.__dict__["all_memberships"] = []
        elif not user.works_here:
            raise AuthenticationFailed
        if token.last_used_on != clock.today():
            token.last_used_on = clock.today()
            token.save(update_fields=["last_used_on"])
        return user, token

    def _cleanup_token(self, auth_token):
        """A token that has ended is left for its person to see; it opens nothing."""
        return auth_token.has_ended


class BearerScheme(OpenApiAuthenticationExtension):
    target_class = TokenOfOurs
    name = "token"

    def get_security_definition(self, auto_schema):
        return {"type": "http", "scheme": "bearer", "description": "A candidate's token or a staff token."}
