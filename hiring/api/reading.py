"""What we accept as JSON: one object, in UTF-8, not too deep, with nothing in it a database cannot keep."""

import json

from rest_framework.exceptions import ParseError
from rest_framework.parsers import JSONParser

DEPTH = 20


class StrictJSONParser(JSONParser):
    """Reads the whole body first, so that the size limit of every page holds here too."""

    def parse(self, stream, media_type=None, parser_context=None):
        raw = stream.body if hasattr(stream, "body") else stream.read()
        try:
            given = json.loads(raw.decode("utf-8"), parse_constant=_no_such_number)
        except (ValueError, RecursionError) as error:
            raise ParseError from error
        if not isinstance(given, dict) or not _is_plain(given, DEPTH):
            raise ParseError
        return given


def _no_such_number(name):
    raise ValueError(name)


def _is_plain(value, depth):
    """No deeper than `depth`, and every text in it real text: half a surrogate pair is not."""
    if depth < 0:
        return False
    if isinstance(value, dict):
        return all(_is_text(name) and _is_plain(inner, depth - 1) for name, inner in value.items())
    if isinstance(value, list):
        return all(_is_plain(inner, depth - 1) for inner in value)
    return not isinstance(value, str) or _is_text(value)


def _is_text(value):
    return "\0" not in value and not any("\ud800" <= letter <= "\udfff" for letter in value)
