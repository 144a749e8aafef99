"""Whether one text quotes another."""

import re

RUN = 5  # words in a row


def repeats(text: str, sealed: str | None) -> bool:
    """Whether five words in a row of one stand in the other."""
    said, kept = _words(text), " ".join(_words(sealed or ""))
    runs = (" ".join(said[start : start + RUN]) for start in range(len(said) - RUN + 1))
    return any(run in kept for run in runs)


def _words(text):
    return re.findall(r"[\w']+", text.lower())
