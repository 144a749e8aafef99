"""The fingerprint of a copy: a keyed digest of every cell in its place, and smaller ones to find which cell was changed.

The key is the one the history is signed with, which the database does not hold. Each digest is made for one place
(sheet, row or column), so the same cell elsewhere has another, and nobody can guess a name from one.
"""

import base64
import hmac
import json

from django.conf import settings

from checks.record_exports.content import plain

BITS = 160
_as_json = json.JSONEncoder(ensure_ascii=False).encode
SHORT = 8  # bytes of the digest of one row or column: enough to find a change, too little to say anything else


def fingerprint(content):
    """32 letters and figures that stand for this content and no other."""
    return base64.b32encode(_mac("record", canonical(content))[: BITS // 8]).decode()


def name_for(export):
    """A name for the file of this export, from its number and our key."""
    return _mac("file", str(export))[: BITS // 8].hex()


def in_groups(fingerprint):
    """As it is printed and read out: eight groups of four."""
    return "-".join(fingerprint[start : start + 4] for start in range(0, len(fingerprint), 4))


def as_typed(text):
    """A fingerprint as somebody typed or pasted it, without spaces, dashes and small letters."""
    return "".join(letter for letter in text.upper() if letter.isascii() and letter.isalnum())


def canonical(content):
    """The same bytes for the same content, whatever file it was read from."""
    sheets = [
        {
            "school": plain(s.school),
            "line": plain(s.line),
            "columns": list(map(plain, s.columns)),
            "rows": s.plain_rows,
        }
        for s in content.sheets
    ]
    about = [[label, plain(text)] for label, text in content.about]
    return json.dumps({"about": about, "sheets": sheets}, separators=(",", ":"), ensure_ascii=False)


def digests(content):
    """A short digest for the facts, and for each sheet's head, rows and columns."""
    return {
        "about": {label: _short("about", [label, plain(text)]) for label, text in content.about},
        "sheets": [_of_sheet(number, sheet) for number, sheet in enumerate(content.sheets)],
    }


def _of_sheet(number, sheet):
    rows = sheet.plain_rows
    across = zip(*rows, strict=False) if rows else [[] for _ in sheet.columns]
    return {
        "head": _short(f"head {number}", [sheet.school, sheet.line, *map(plain, sheet.columns)]),
        "rows": [_short(f"row {number} {place}", row) for place, row in enumerate(rows)],
        "columns": [_short(f"column {number} {place}", column) for place, column in enumerate(across)],
    }


def _short(place, parts):
    return _mac(place, _as_json(parts))[:SHORT].hex()


def _mac(place, text):
    return hmac.digest(settings.AUDIT_KEY.encode(), f"gatepost.copy\n{place}\n{text}".encode(), "sha256")
