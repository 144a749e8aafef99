"""Removing the bytes of papers that nobody may open any more. Doing it twice does nothing twice."""

import structlog
from django.core.files.storage import default_storage
from django.db.models import Q

from checks.models import Document
from hiring import clock

log = structlog.get_logger(__name__)
SOME = 500  # in one go


def let_go(document):
    """Remove what is not to be kept: what came, once it is scanned; all of it, once it cannot be opened."""
    if document.state == Document.State.QUARANTINED:
        return
    gone = {"waiting_key": document.waiting_key}
    if document.state != Document.State.CLEAN:
        gone["key"] = document.key
    for key in filter(None, gone.values()):
        default_storage.delete(key)
    for name in gone:
        setattr(document, name, "")
    document.gone_at = clock.now()
    document.save(update_fields=[*gone, "gone_at"])


def left_behind():
    """Papers that cannot be opened and whose bytes are still there; and clean ones whose first bytes are."""
    ended = ~Q(state__in=Document.LIVE) & (~Q(key="") | ~Q(waiting_key=""))
    return Document.objects.filter(ended | Q(state=Document.State.CLEAN) & ~Q(waiting_key=""))


def sweep():
    """What the outbox could not do: try again; how many papers."""
    return sum(tried(document) for document in left_behind().order_by("pk")[:SOME])


def tried(document):
    """Whether its bytes are gone; one that stays holds up no other."""
    try:
        let_go(document)
    except Exception as error:  # noqa: BLE001 a store that is away has many ways to say so
        log.warning("bytes not removed", document=document.pk, error=type(error).__name__)
        return False
    return True
