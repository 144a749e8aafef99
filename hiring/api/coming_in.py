"""How a candidate's program comes in: a link sent to their address, exchanged once for a short token."""

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.authentication import SessionAuthentication
from rest_framework.response import Response

from hiring import links
from hiring.api.access import anybody
from hiring.api.endpoint import Endpoint, only
from hiring.api.problems import Problem, invalid
from hiring.api.tokens import TokenOfOurs
from hiring.models import Link, Token
from hiring.sign_in_letters import send
from hiring.views.links import TOO_MANY, live_link, person_at, write

STAFF_HERE = "Staff make tokens on their own page, /account/tokens/."


class AddressIn(serializers.Serializer):
    email = serializers.EmailField(max_length=254)


class AddressOut(serializers.Serializer):
    detail = serializers.CharField()


class LinkIn(serializers.Serializer):
    """The link from the letter; with nothing, the session this browser is signed in with."""

    link = serializers.CharField(required=False, max_length=300, help_text="The whole address, or its last part.")
    code = serializers.CharField(
        required=False, max_length=12, help_text="Asked for when another browser asked for the link."
    )


class TokenOut(serializers.Serializer):
    """Told once; only its digest is kept."""

    token = serializers.CharField()
    scope = serializers.ChoiceField(["candidate"])
    expires_at = serializers.DateTimeField()


def read(request, serializer):
    """The body, checked; what we do not know is refused."""
    only(request.data, serializer().fields)
    given = serializer(data=request.data)
    given.is_valid(raise_exception=True)
    return given.validated_data


class AskForLink(Endpoint):
    """Send a candidate their link. What is answered is the same whether or not we know the address."""

    access = anybody("Candidates have no password: this is how they say who they are.")
    authentication_classes = ()

    @extend_schema(request=AddressIn, responses={202: AddressOut})
    def post(self, request):
        email = read(request, AddressIn)["email"].lower()
        _token, fault = write(request.META.get("REMOTE_ADDR", ""), email)
        if fault == TOO_MANY:
            raise Problem("too-many", TOO_MANY, headers={"Retry-After": "600"})
        return Response({"detail": "If that is an e-mail address, a letter is on its way to it."}, status=202)


class TakeToken(Endpoint):
    """Exchange a link, or the session of a signed-in candidate, for a token; or give a token back."""

    access = anybody("A candidate comes in here.")
    authentication_classes = (TokenOfOurs, SessionAuthentication)

    @extend_schema(request=LinkIn, responses={201: TokenOut})
    def post(self, request):
        given = read(request, LinkIn)
        user = by_link(given) if given.get("link") else by_session(request)
        if user.works_here or user.is_superuser or not user.is_active:
            raise Problem("not-allowed", STAFF_HERE)
        token, key = Token.objects.for_candidate(user)
        told = {"token": key, "scope": token.scope, "expires_at": token.expiry}
        return Response(TokenOut(told).data, status=201)

    @extend_schema(request=None, responses={204: None})
    def delete(self, request):
        """The token opens nothing from now on."""
        if request.auth is None:
            raise Problem("not-signed-in")
        request.auth.delete()
        return Response(status=204)


def by_session(request):
    """The person this browser is signed in as; a token is not exchanged for a token."""
    if request.auth is not None or not request.user.is_authenticated:
        raise Problem(
            "not-signed-in", "Send the link from the letter, or come with the session of a signed-in candidate."
        )
    return request.user


def by_link(given):
    """The person the link was sent to; it is spent by this. A code comes first when another browser asked for it."""
    link = live_link(given["link"].rstrip("/").rpartition("/")[2])
    if link is None:
        raise Problem("link-ended")
    if link.device_digest:
        _demand_code(link, given.get("code", ""))
    if not links.spend(link):
        raise Problem("link-ended")
    Link.objects.filter(pk=link.pk, opened_at=None).update(opened_at=link.ended_at)
    return link.user or person_at(link.email)


def _demand_code(link, code):
    if not links.code_is_fresh(link):
        send("candidate_code", link.email, code=links.new_code(link))
        raise Problem("code-needed", "We have e-mailed a code of 6 digits. Send the link again with it.")
    if not code:
        raise Problem("code-needed", "Send the link again with the code we e-mailed.")
    if not links.code_is_right(link, code):
        raise invalid([("/code", "That is not the code we sent, or it has been tried too often.")])
