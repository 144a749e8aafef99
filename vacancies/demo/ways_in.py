"""What the demo's own page tells everybody: two referees' links and two tokens for programs, the same on every load."""

import datetime as dt

from knox.crypto import hash_token
from knox.settings import CONSTANTS

from checks.models import RefereeRequest
from hiring import clock, demo_link, links
from hiring.models import Link, Token, User

FOR_A_YEAR = dt.timedelta(days=365)
HALF_DONE = {
    "you": {
        "name": "Sam Okafor",
        "position": "Deputy manager",
        "organisation": "Hill View Nursery",
        "capacity": "line_manager",
        "known_since": "2021-09",
    }
}


def tell(staff):
    """Links for the referees who owe Hollis and Lucia a reference, one of them half written; tokens for a candidate and for HR."""
    sam = _owes("Hollis Freeman")
    sam.keep("you", HALF_DONE["you"])
    _link(sam, demo_link.HALF_DONE)
    _link(_owes("Lucia Fenwick"), demo_link.NOT_STARTED)
    _token(
        User.objects.get(name="Amara Okonjo"),
        Token.Scope.CANDIDATE,
        demo_link.CANDIDATES_KEY,
        "The demo, as a candidate",
    )
    _token(staff["Jo Marlowe"], Token.Scope.STAFF, demo_link.PARTNERS_KEY, "The demo, as a partner system")


def _owes(name):
    waiting = RefereeRequest.objects.filter(check_row__clearance__person__name=name, check_row__state="waiting")
    return waiting.order_by("pk").first()


def _link(request, token):
    link, _ = links.mint(
        Link.Purpose.REFEREE, request.email, subject_id=request.pk, expires_at=clock.now() + FOR_A_YEAR
    )
    Link.objects.filter(pk=link.pk).update(digest=links.digest(token))


def _token(user, scope, key, name):
    start = key[: CONSTANTS.TOKEN_KEY_LENGTH]
    expiry = clock.now() + FOR_A_YEAR
    Token.objects.create(user=user, scope=scope, name=name, digest=hash_token(key), token_key=start, expiry=expiry)
