"""An address for one paper, for one minute, after somebody was asked who they are and why."""

import datetime as dt
import hmac

from django.core import signing
from django.core.files.storage import default_storage
from django.urls import reverse
from django.utils.text import slugify

from checks.documents.inspecting import MEDIA_TYPES
from checks.documents.permissions import opens_documents
from checks.models import Document
from hiring import clock
from hiring.links import digest
from hiring.models import User
from hiring.storage import LINK_SECONDS

SALT = "gatepost.paper"
SUFFIX = {"pdf": ".pdf", "jpeg": ".jpg", "png": ".png"}


def until():
    return clock.now() + dt.timedelta(seconds=LINK_SECONDS)


def link_to(document, by, session=""):
    """Where these bytes are for the next minute. Call it only after `document.open`.

    In a folder it works only in the session that asked, where there is one; a program has none.
    """
    if hasattr(default_storage, "link"):
        return default_storage.link(document.key, called(document), MEDIA_TYPES[document.kind])
    told = {"document": document.pk, "key": document.key, "user": by.pk, "until": until().timestamp()}
    if session:
        told["session"] = of_session(session)
    return reverse("paper", args=[signing.dumps(told, salt=SALT)])


def of_session(key):
    """A keyed digest, since an address is seen by more than the browser."""
    return digest(f"paper {key}")


def called(document):
    """What the file is saved as: our own words for it, never what it was called where it came from."""
    return f"{slugify(document.title) or 'paper'}{SUFFIX[document.kind]}"


def paper_behind(token, request):
    """The paper and its reader, where they ask themselves, while the minute lasts, the paper is there and the reader may still open it; else None."""
    try:
        told = signing.loads(token, salt=SALT)
    except signing.BadSignature:
        return None
    if clock.now().timestamp() >= told["until"] or not asks_themselves(told, request):
        return None
    reader = User.objects.filter(pk=told["user"], is_active=True).first()
    if reader is None:
        return None
    found = Document.objects.visible_to(reader).select_related(*Document.locked_with)
    document = found.filter(pk=told["document"], key=told["key"], state=Document.State.CLEAN).first()
    return (document, reader) if document and opens_documents(document, reader) else None


def asks_themselves(told, request):
    """Nobody who is somebody else; and where the link was given to a browser, only that browser while it is signed in."""
    actor, given_to = request.actor, told.get("session")
    if actor.kind != "nobody" and (actor.kind, actor.pk) != ("user", told["user"]):
        return False
    return given_to is None or hmac.compare_digest(given_to, of_session(request.session.session_key or ""))
