"""An address for one paper, for one minute, after somebody was asked who they are and why."""

import datetime as dt

from django.core import signing
from django.core.files.storage import default_storage
from django.urls import reverse
from django.utils.text import slugify

from checks.documents.inspecting import MEDIA_TYPES
from checks.documents.permissions import opens_documents
from checks.models import Document
from hiring import clock
from hiring.models import User
from hiring.storage import LINK_SECONDS

SALT = "gatepost.paper"
SUFFIX = {"pdf": ".pdf", "jpeg": ".jpg", "png": ".png"}


def until():
    return clock.now() + dt.timedelta(seconds=LINK_SECONDS)


def link_to(document, by):
    """Where these bytes are for the next minute. Call it only after `document.open`."""
    if hasattr(default_storage, "link"):
        return default_storage.link(document.key, called(document), MEDIA_TYPES[document.kind])
    told = {"document": document.pk, "key": document.key, "user": by.pk, "until": until().timestamp()}
    return reverse("paper", args=[signing.dumps(told, salt=SALT)])


def called(document):
    """What the file is saved as: our own words for it, never what it was called where it came from."""
    return f"{slugify(document.title) or 'paper'}{SUFFIX[document.kind]}"


def paper_behind(token):
    """The paper and its reader, while the minute lasts, the paper is there and the reader may still open it; else None."""
    try:
        told = signing.loads(token, salt=SALT)
    except signing.BadSignature:
        return None
    if clock.now().timestamp() >= told["until"]:
        return None
    reader = User.objects.filter(pk=told["user"], is_active=True).first()
    if reader is None:
        return None
    found = Document.objects.visible_to(reader).select_related(*Document.locked_with)
    document = found.filter(pk=told["document"], key=told["key"], state=Document.State.CLEAN).first()
    return (document, reader) if document and opens_documents(document, reader) else None
