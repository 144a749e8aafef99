"""What must be true before a paper is taken, opened or let go: `(document, move) -> blockers`."""

from django.conf import settings

from checks.documents.kept_copies import copy_of
from checks.documents.limits import CHECK_BYTES, FILES, MEGABYTE
from checks.sealing_guards import the_reader_does_not_interview
from hiring.duty import who_administers
from hiring.scanning import STAND_IN
from workflows.blockers import Blocker


def a_copy_may_be_kept(document, move):
    """Of some checks no copy is kept: the DBS code, Equality Act 2010 section 60, KCSIE Part three."""
    copy = copy_of(document.check_row.code)
    if not copy.kept:
        yield _of(document, "not_kept", copy.why, rule=copy.source)


def there_is_room(document, move):
    """A check holds so many papers and no more, so that nobody can fill the store."""
    live = list(document.check_row.documents.live().exclude(pk=document.pk).values_list("size", flat=True))
    if len(live) >= FILES:
        yield _of(document, "too_many", f"This check holds {FILES} papers already. Remove one first.")
    if sum(live) + document.size > CHECK_BYTES:
        most = CHECK_BYTES // MEGABYTE
        yield _of(document, "no_room", f"The papers of one check may take {most} MB together. Remove one first.")


def nobody_brings_too_much(document, move):
    """Of one application a person sends so many papers and no more, whatever checks they are for."""
    if document.uploaded_by_id is None or not document.from_candidate:
        return
    sent = document.clearance.documents.live().filter(uploaded_by=document.uploaded_by_id).exclude(pk=document.pk)
    sizes = list(sent.values_list("size", flat=True))
    if len(sizes) >= FILES or sum(sizes) + document.size > CHECK_BYTES:
        most = CHECK_BYTES // MEGABYTE
        text = f"You may send {FILES} papers of {most} MB together. Ask HR to remove one that is not needed."
        yield _of(document, "sent_too_much", text)


def no_interviewer_reads_a_finding(document, move):
    """B5, G06: a page about what an online search found is a finding too, and stays off the panel."""
    yield from the_reader_does_not_interview(document.check_row, move)


def a_scanner_said_clean(document, move):
    """Nobody reads a byte before a scanner has; in production a stand-in’s word is none."""
    if settings.PRODUCTION and document.scanned_by == STAND_IN:
        owner = who_administers(document.school.trust)
        yield _of(document, "not_scanned", "No virus scanner has looked at this paper.", owner=owner)


def it_says_why(document, move):
    """What is sensitive is opened for a reason that stays on record."""
    if document.is_sensitive and not str(move.details.get("reason") or "").strip():
        yield _of(document, "no_reason", "Say why you need to open this.", owner=move.by.label)


def nothing_holds_it(document, move):
    """A legal hold keeps everything on a person until two people have let it go (claim, complaint, investigation)."""
    from checks.models import Hold

    yield from Hold.blockers_on(document.clearance.person_id, document.clearance.school)


def _of(document, code, text, **more):
    more = {"owner": "HR", "fix": document.check_row.get_absolute_url(), **more}
    return Blocker(code=f"document.{code}", text=text, **more)
