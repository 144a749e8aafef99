"""The record as a document to print: tagged for screen readers, with the data attached, made in a process of its own.

That process has no network, no secrets and no files of ours, and only so much memory and time.
"""

import json
import subprocess
import sys
from pathlib import Path

from django.conf import settings
from django.template.loader import render_to_string

from checks.record_exports.content import BEGAN, TITLE, Dated
from checks.record_exports.fingerprint import in_groups
from checks.record_exports.reading import DATA, attached

PRINTER = Path(__file__).with_name("printing.py")
SECONDS = 600


class NotPrinted(Exception):
    """The document could not be made; the message says why, without anything of its content."""


def written(content, fingerprint):
    """The bytes of the document."""
    sheets = [
        {"sheet": sheet, "rows": [list(map(_shown, row, sheet.columns)) for row in sheet.rows]}
        for sheet in content.sheets
    ]
    facts = dict(content.about)
    context = {
        "title": TITLE,
        "as_at": facts["As at"],
        "made_by": facts["Made by"],
        "line": content.sheets[0].line,
        "about": content.about,
        "fingerprint": in_groups(fingerprint),
        "sheets": sheets,
    }
    job = {
        "html": render_to_string("checks/record_exports/document.html", context),
        "css": render_to_string("checks/record_exports/document.css"),
        "data": attached(content, fingerprint),
        "name": DATA,
    }
    return _printed(json.dumps(job))


def _shown(cell, column):
    """A cell as it is read on paper, and whether it is one of those to look at."""
    if isinstance(cell, str):
        return {"text": cell, "missing": cell.startswith("Missing")}
    on, note = cell if isinstance(cell, Dated) else (cell, "")
    return {"text": f"{on.day} {on:%b %Y}{', ' if note else ''}{note}", "missing": column == BEGAN}


def _printed(job):
    command = [sys.executable, "-I", str(PRINTER)]
    environment = {"PATH": "/usr/bin:/bin", "LANG": "C.UTF-8", "XDG_CACHE_HOME": str(settings.VAR_DIR / "fonts")}
    try:
        done = subprocess.run(
            command, input=job.encode(), capture_output=True, env=environment, timeout=SECONDS, check=False
        )
    except subprocess.TimeoutExpired as error:
        raise NotPrinted(f"It took longer than {SECONDS // 60} minutes. Choose fewer schools.") from error
    if done.returncode:
        raise NotPrinted(why(done.stderr.decode(errors="replace")))
    return done.stdout


def why(said):
    """One sentence from what the printer said last."""
    if "cannot load library" in said or "No module named" in said:
        return (
            "This machine lacks the libraries that print documents (docs/runbook.md names them). Take a spreadsheet."
        )
    if "MemoryError" in said:
        return "It needs more memory than a document is given. Choose fewer schools."
    return "The document could not be laid out. Take a spreadsheet, or choose fewer schools."
