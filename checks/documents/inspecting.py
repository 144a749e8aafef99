"""What somebody chose to upload: is it what it says, small enough, and free of anything that acts by itself?"""

import json
import signal
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path, PurePath

import filetype
import structlog

from checks.documents.limits import FILE_BYTES, MEGABYTE

log = structlog.get_logger(__name__)
APART = Path(__file__).parent / "apart"
STOPPED = {-signal.SIGXCPU, -signal.SIGKILL}  # at the limit of time, or by a machine short of memory
PATIENCE = 20  # seconds for the reading process, start included

PDF, JPEG, PNG = "pdf", "jpeg", "png"
MEDIA_TYPES = {PDF: "application/pdf", JPEG: "image/jpeg", PNG: "image/png"}
SUFFIXES = {PDF: {".pdf"}, JPEG: {".jpg", ".jpeg"}, PNG: {".png"}}
WORDS = {PDF: "a PDF", JPEG: "a JPEG picture", PNG: "a PNG picture"}
SAYS_NOTHING = {"", "application/octet-stream"}  # what browsers send when they do not know

SENTENCES = {
    "empty": "This file is empty. Choose another.",
    "wrong_type": "Choose a PDF, a JPEG or a PNG. Save a Word file as a PDF first.",
    "locked": "This file needs a password or is locked against changes. Save a copy without that and upload the copy.",
    "active": "This PDF can run something or carries another file inside. Print it to a new PDF and upload that.",
    "broken": "We cannot open this file. Open it on your own device, save it again, and upload the new copy.",
    "bomb": "This file unpacks to far more than it should. Print it to a new PDF, or take a new photo.",
    "too_many_pages": "This PDF has more than 100 pages. Upload only the pages that matter.",
    "too_many_pixels": "This picture has more than 40 million points. Save it smaller and upload that.",
    "too_slow": "This file took too long to read. Print it to a new PDF, or take a new photo.",
}


class NotTaken(Exception):
    """A file we do not keep, with the sentence that says why and what to do."""

    def __init__(self, code, sentence=""):
        self.code, self.sentence = code, sentence or SENTENCES[code]
        super().__init__(self.sentence)


@dataclass(frozen=True)
class Looked:
    """What a file turned out to be."""

    kind: str
    pages: int
    clean: bytes = b""


def inspect(data, name, declared=""):
    """The file as it is, or NotTaken. Its name, what the browser calls it and what it holds must agree."""
    if not data:
        raise NotTaken("empty")
    if len(data) > FILE_BYTES:
        raise NotTaken("too_large", too_large(len(data)))
    kind = kind_of(data)
    suffix = PurePath(name).suffix.lower()
    if kind is None:
        raise NotTaken("wrong_type")
    if suffix not in SUFFIXES[kind] or declared.lower() not in {MEDIA_TYPES[kind], *SAYS_NOTHING}:
        raise NotTaken("not_as_named", not_as_named(kind, suffix))
    return apart("look", kind, data)


def rewrite(data):
    """The same paper written anew, with nothing in it but what is seen."""
    kind = kind_of(data)
    if kind is None:
        raise NotTaken("wrong_type")
    return apart("rewrite", kind, data)


def kind_of(data):
    """By its first bytes; a file that is two things at once is refused later, when it is opened."""
    media_type = filetype.guess_mime(data[:8192])
    return next((kind for kind, each in MEDIA_TYPES.items() if each == media_type), None)


def too_large(size=None):
    yours = f" Yours is {size / MEGABYTE:.1f} MB." if size else ""
    return f"The file must be no larger than {FILE_BYTES // MEGABYTE} MB.{yours}"


def not_as_named(kind, suffix):
    named = f"ends in {suffix}" if suffix else "has no ending"
    return f"The file’s name {named}, but what is in it is {WORDS[kind]}. Save it again under the right name."


def apart(task, kind, data):
    """Read in a process that has no settings, no secrets and narrow limits; it is stopped if it does not end."""
    command = [sys.executable, "-I", str(APART), task, kind]
    try:
        done = subprocess.run(command, input=data, capture_output=True, timeout=PATIENCE, env={}, cwd="/", check=False)
    except (subprocess.TimeoutExpired, OSError):  # or there is no room for another process now
        raise NotTaken("too_slow") from None
    head, _, body = done.stdout.partition(b"\n")
    if done.returncode or not head:
        log.warning("a file could not be read apart", returncode=done.returncode, kind=kind, size=len(data))
        raise NotTaken("too_slow" if done.returncode in STOPPED else "bomb")
    told = json.loads(head)
    if "refused" in told:
        raise NotTaken(told["refused"])
    return Looked(kind, told["pages"], body)
