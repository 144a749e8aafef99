"""Is this a copy we made, and does it still say what it said? From a fingerprint, or from the file itself."""

import hashlib
from dataclasses import dataclass, field

from checks.models import Export
from checks.record_exports.differences import differences
from checks.record_exports.fingerprint import BITS, fingerprint
from checks.record_exports.reading import NotOurs, read

LETTERS = BITS // 5
UNKNOWN, KNOWN, WHOLE, SAVED_AGAIN, CHANGED = "unknown", "known", "whole", "saved_again", "changed"
WORDS = {
    UNKNOWN: "We did not make this",
    KNOWN: "We made a copy with this fingerprint",
    WHOLE: "We made this copy, and it says what it said",
    SAVED_AGAIN: "We made the data in this document, but the document was saved again or changed since",
    CHANGED: "This is not as we made it",
}
MEANS = {
    UNKNOWN: "No copy of the record with this fingerprint was made by Gatepost for a school you can ask about. Check "
    "that every letter is right. If it is, do not rely on this copy.",
    KNOWN: "That says who made it and when. To find out whether a file still says what it said, check the file itself.",
    WHOLE: "Every cell is as it was. Colours, comments, hidden rows and pictures laid over them are not part of the fingerprint.",
    SAVED_AGAIN: "The rows attached inside it are as we made them, but what its pages show cannot be vouched for. Ask "
    "for a fresh copy, and compare.",
    CHANGED: "Do not rely on this copy. Ask for a fresh one.",
}


@dataclass(frozen=True)
class Verdict:
    """What can be said of a copy: one of five words, the export it belongs to, and where it differs."""

    word: str
    export: object = None
    differences: list = field(default_factory=list)
    why: str = ""

    @property
    def title(self):
        return WORDS[self.word]

    @property
    def means(self):
        return self.why or MEANS[self.word]

    @property
    def is_good(self):
        return self.word in {KNOWN, WHOLE}


def by_fingerprint(mark, exports):
    """What a fingerprint alone tells. `exports`: those that may be told of to whoever asks."""
    export = _of(mark, exports)
    return Verdict(KNOWN, export) if export else Verdict(UNKNOWN)


def by_file(held, exports):
    """What a file's own content tells. A cell that was changed is found and named by its place."""
    digest = hashlib.sha256(held).hexdigest()
    same = exports.filter(file_digest=digest).select_related("made_by", "school__trust").first()
    if same is not None:
        return Verdict(WHOLE, same)
    try:
        content, stated, kind = read(held)
    except NotOurs as fault:
        return Verdict(UNKNOWN, why=str(fault))
    export = _of(stated, exports) or _of(fingerprint(content), exports)
    if export is None:
        return Verdict(UNKNOWN)
    if kind != export.format:
        return Verdict(CHANGED, export, [f"We made this copy as {export.get_format_display()}, not as this."])
    if fingerprint(content) != export.fingerprint or stated != export.fingerprint:
        found = differences(content, export.digests)
        return Verdict(CHANGED, export, found or ["The fingerprint it gives is not the one we wrote."])
    return Verdict(WHOLE if kind == "xlsx" else SAVED_AGAIN, export)


def _of(mark, exports):
    return (
        exports.filter(fingerprint=mark).select_related("made_by", "school__trust").first()
        if len(mark) == LETTERS
        else None
    )


def told_to(actor):
    """Copies a member of staff may ask about: of any school at which they read checks."""
    return Export.objects.about_any_of(school.pk for school in readable_schools(actor))


def readable_schools(actor):
    """The schools whose record this actor reads."""
    from hiring.models import School
    from hiring.permissions import READS_CHECKS

    schools = School.objects.visible_to(actor).select_related("trust")
    return [school for school in schools if actor.roles_at(school) & READS_CHECKS]
