"""How papers are put on a page: each with how it stands in words, and never its bytes."""

from django.conf import settings

from checks.documents.inspecting import WORDS
from checks.documents.kept_copies import copy_of
from checks.documents.limits import MEGABYTE
from checks.models import Document
from hiring.scanning import STAND_IN
from workflows.models import Event

State = Document.State
MARKS = {
    State.QUARANTINED: "wait",
    State.CLEAN: "ok",
    State.UNSAFE: "problem",
    State.REMOVED: "na",
    State.DESTROYED: "na",
}
SHOWN = 50


def papers_of(check, actor):
    """What the check's page needs to show papers and take new ones (one query)."""
    copy = copy_of(check.code)
    rows = check.documents.select_related("uploaded_by", "clearance").order_by("-pk")[:SHOWN]
    verdict = _may_add(check, actor)
    return {
        "kept": copy.kept,
        "why": copy.why,
        "source": copy.source,
        "rows": [row(check, each) for each in rows],
        "may_add": verdict and copy.kept,
        "add_url": f"{check.get_absolute_url()}documents/add/",
        "stand_in": not settings.CLAMD_ADDRESS,
    }


def _may_add(check, actor):
    from checks.documents.permissions import attaches_documents

    open_file = check.clearance.state != "closed"
    return open_file and attaches_documents(Document(clearance=check.clearance, check_row=check), actor)


def row(check, document):
    """One paper in a list."""
    return {
        "title": document.title,
        "url": f"{check.get_absolute_url()}documents/{document.pk}/",
        "mark": MARKS[State(document.state)],
        "word": document.state_words,
        "detail": detail(document),
        "about": f"{WORDS[document.kind].removeprefix('a ')}, {size(document.size)}",
        "at": document.uploaded_at,
        "by": document.uploaded_by.name if document.uploaded_by else "",
        "from_candidate": document.from_candidate,
    }


def size(number):
    return f"{number / MEGABYTE:.1f} MB" if number >= MEGABYTE else f"{max(1, round(number / 1024))} KB"


def detail(document):
    """What a reader should know beside the state."""
    if document.state == State.QUARANTINED and document.scan_fault:
        return f"{document.scan_fault}. Nobody can open it until the scanner has answered. We keep asking."
    if document.state == State.QUARANTINED:
        return "Nobody can open it until the scanner has answered."
    if document.state == State.UNSAFE:
        return f"{document.found}. Nobody can open it. Ask for another copy."
    if document.state == State.CLEAN and document.scanned_by == STAND_IN:
        return "Let through by the demo’s stand-in, which is no virus scanner."
    return ""


def openings(document):
    """Everybody who opened it, newest first, and why where they had to say (one query)."""
    opened = Event.objects.filter(subject_type="document", subject_id=document.pk, verb="document.open")
    rows = opened.select_related("actor", "note").order_by("-subject_version")[:SHOWN]
    return [{"at": each.at, "who": each.who, "why": note_of(each)} for each in rows]


def note_of(event):
    note = getattr(event, "note", None)
    return note.text if note else ""
