"""Making the file that was asked for, in the background: read the rows, fingerprint them, write them, keep the file for a day."""

import hashlib

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction

from checks.models import Export, Inspection
from checks.record_exports import document, spreadsheet
from checks.record_exports.content import content_of
from checks.record_exports.fingerprint import digests, fingerprint
from checks.record_exports.who_may import reads_every_school
from hiring import clock
from hiring.actors import SYSTEM
from workflows.blockers import Refused

WRITERS = {"xlsx": spreadsheet.written, "pdf": document.written}
NO_LONGER = "Whoever asked for it no longer reads checks at every one of these schools."


def make(export):
    """Make one copy. Somebody who lost their role since they asked gets nothing."""
    if not (export.made_by.is_active and reads_every_school(export, export.made_by)):
        return export.fail(by=SYSTEM, reason=NO_LONGER)
    try:
        return _make(export)
    except document.NotPrinted as fault:
        return export.fail(by=SYSTEM, reason=str(fault))


def _make(export):
    content = content_of(export)
    mark = fingerprint(content)
    held = WRITERS[export.format](content, mark)
    default_storage.delete(export.key)  # what a worker left that died before it could say so
    name = default_storage.save(export.key, ContentFile(held))
    try:
        return export.finish(
            by=SYSTEM,
            fingerprint=mark,
            rows=content.length,
            digests=digests(content),
            file_digest=hashlib.sha256(held).hexdigest(),
            file=name,
        )
    except Refused:  # somebody else made it meanwhile, or took it away
        default_storage.delete(name)
        raise


def make_waiting():
    """Every copy that is still to be made, oldest first, each by one worker only; how many."""
    made = 0
    for pk in Export.objects.filter(state=Export.State.ASKED).order_by("pk").values_list("pk", flat=True):
        made += make_one(pk)
    return made


def make_one(pk):
    """Make this copy unless another worker has it in hand; whether it was made or given up."""
    with transaction.atomic():
        waiting = Export.objects.select_for_update(no_key=True, skip_locked=True, of=("self",))
        export = waiting.select_related(*Export.locked_with).filter(pk=pk, state=Export.State.ASKED).first()
        if export is not None:
            make(export)
    return export is not None


def take_away_old():
    """A day has passed: the files go, the records of them stay; how many."""
    old = Export.objects.filter(expires_at__lte=clock.now()).exclude(state=Export.State.GONE)
    exports = list(old.select_related(*Export.locked_with))
    for export in exports:
        export.take_away(by=SYSTEM)
    return len(exports)


def left_behind():
    """Files whose copy was taken away and whose bytes are still there, because nobody lived to remove them; how many."""
    exports = list(Export.objects.filter(state=Export.State.GONE).exclude(file=""))
    for export in exports:
        export.let_go()
    return len(exports)


def end_old_inspections():
    """The days are over: the links end; how many."""
    over = Inspection.objects.filter(ends_at__lte=clock.now(), state=Inspection.State.OPEN)
    inspections = list(over.select_related(*Inspection.locked_with))
    for inspection in inspections:
        inspection.end(by=SYSTEM)
    return len(inspections)
