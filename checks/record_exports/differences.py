"""Where a file differs from the copy that was made: by sheet, row and column, from digests alone."""

from checks.record_exports.fingerprint import digests

MOST = 20  # places named; more than that is another file


def differences(content, kept):
    """Sentences saying what was changed. `kept` is the digests stored when the copy was made."""
    now = digests(content)
    found = [*_about(now["about"], kept["about"]), *_sheets(content, now["sheets"], kept["sheets"])]
    return found[:MOST] + ([f"And {len(found) - MOST} more."] if len(found) > MOST else [])


def _about(now, then):
    for label in dict.fromkeys([*then, *now]):
        if now.get(label) != then.get(label):
            yield f"What it says under “{label}” is not what we wrote."


def _sheets(content, now, then):
    if len(now) != len(then):
        yield f"It has {len(now)} schools; the copy we made has {len(then)}."
        return
    for sheet, ours, theirs in zip(content.sheets, now, then, strict=True):
        yield from (f"{sheet.school}: {sentence}" for sentence in _sheet(sheet, ours, theirs))


def _sheet(sheet, now, then):
    if now["head"] != then["head"]:
        yield "the heading above the table was changed."
    if len(now["rows"]) != len(then["rows"]):
        yield f"it has {len(now['rows'])} rows; the copy we made has {len(then['rows'])}."
        return
    rows = _unlike(now["rows"], then["rows"])
    columns = [sheet.columns[place] if place < len(sheet.columns) else "?" for place in _unlike_columns(now, then)]
    for row in rows:
        where = f", under {' or '.join(map(str, columns))}" if columns else ""
        yield f"row {row + 1} was changed{where}."


def _unlike_columns(now, then):
    if len(now["columns"]) != len(then["columns"]):
        return []
    return _unlike(now["columns"], then["columns"])


def _unlike(now, then):
    return [place for place, (ours, theirs) in enumerate(zip(now, then, strict=True)) if ours != theirs]
