"""Whole numbers as addresses and forms send them: typed by anybody, so perhaps no number at all."""

LONGEST = 9  # figures; no page, version or row of ours needs more, and the database's own numbers hold them


def whole(text, otherwise=None):
    """The number somebody sent in plain figures, or what to use instead."""
    text = str(text or "")
    return int(text) if text.isascii() and text.isdigit() and len(text) <= LONGEST else otherwise
