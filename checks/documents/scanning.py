"""From quarantine to clean: each paper is shown to the scanner, and only a clean one is written anew and may be opened.

No database transaction is open while the scanner is asked, however long it takes.
"""

import datetime as dt
import hashlib

import structlog
from django.core.files.storage import default_storage
from django.db.models import F

from checks.documents.attaching import keep
from checks.documents.inspecting import NotTaken, rewrite
from checks.models import Document
from hiring import clock
from hiring.actors import SYSTEM
from hiring.scanning import CLEAN, UNSAFE, scan
from workflows.transitions import Blocked, Stale

log = structlog.get_logger(__name__)
CLAIM = dt.timedelta(minutes=5)  # how long one worker has a paper to itself
FIRST_WAIT, LONGEST_WAIT = dt.timedelta(seconds=20), dt.timedelta(minutes=15)
TRIES = 8  # to write it anew, about an hour
CANNOT_BE_WRITTEN_ANEW = "It could not be written anew"


def scan_all():
    """Every paper that is due, one after another; how many are settled now."""
    due = Document.objects.filter(state=Document.State.QUARANTINED, scan_at__lte=clock.now())
    return sum(scan_one(pk) for pk in list(due.order_by("scan_at").values_list("pk", flat=True)))


def scan_one(pk):
    """Ask about one paper, unless another worker has it; whether it is settled."""
    claimed = Document.objects.filter(pk=pk, state=Document.State.QUARANTINED, scan_at__lte=clock.now())
    if not claimed.update(scan_at=clock.now() + CLAIM, scan_tries=F("scan_tries") + 1):
        return False
    document = Document.objects.select_related(*Document.locked_with).get(pk=pk)
    try:
        with default_storage.open(document.waiting_key) as file:
            data = file.read()
    except Exception as error:  # noqa: BLE001 a store that is away has many ways to say so
        return wait(document, f"The paper could not be fetched ({type(error).__name__})")
    verdict = scan(data)
    if verdict.word == CLEAN:
        return let_in(document, data, verdict.by)
    if verdict.word == UNSAFE:
        return settled(document, "find_unsafe", found=verdict.said, scanned_by=verdict.by)
    return wait(document, verdict.said)


def let_in(document, data, scanned_by):
    """Write the paper anew and let it be opened; what came is then let go."""
    try:
        clean = rewrite(data).clean
    except NotTaken as refused:
        if refused.code == "too_slow" and document.scan_tries < TRIES:
            return wait(document, "Writing it anew took too long")  # a busy machine says nothing of the paper
        return settled(document, "find_unsafe", found=CANNOT_BE_WRITTEN_ANEW, scanned_by=scanned_by)
    try:
        key = keep(f"documents/paper.{document.kind}", clean)
    except Exception as error:  # noqa: BLE001 as above
        return wait(document, f"The paper could not be kept ({type(error).__name__})")
    digest = hashlib.sha256(clean).hexdigest()
    if settled(document, "find_clean", key=key, digest=digest, scanned_by=scanned_by):
        return True
    default_storage.delete(key)
    return False


def settled(document, verb, **facts):
    """Make the move, unless somebody removed the paper, or another worker was first."""
    try:
        getattr(document, verb)(by=SYSTEM, version=document.version, **facts)
    except (Blocked, Stale):
        return False
    return True


def wait(document, fault):
    """Not known is not clean: it stays out of reach and is asked about again, each time twice as late."""
    pause = min(FIRST_WAIT * 2 ** min(document.scan_tries - 1, 10), LONGEST_WAIT)
    still = Document.objects.filter(pk=document.pk, state=Document.State.QUARANTINED)
    still.update(scan_at=clock.now() + pause, scan_fault=fault[:120])
    log.warning("paper not scanned", document=document.pk, tries=document.scan_tries, fault=fault)
    return False
