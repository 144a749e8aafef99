"""What the service said, read from its XML; anything that is not its documented answer is no answer."""

import datetime as dt
from dataclasses import dataclass
from xml.etree import ElementTree as ET

STATUSES = ("BLANK_NO_NEW_INFO", "NON_BLANK_NO_NEW_INFO", "NEW_INFO")
NOT_FOUND = "NO_MATCH_FOUND"
LONGEST = 16_384  # bytes; the documented answer has a few hundred


class NoAnswer(Exception):
    """The service could not be asked, or what came back is not an answer. `fault` is a word, never what was sent."""

    def __init__(self, fault):
        super().__init__(fault)
        self.fault = fault


@dataclass(frozen=True, repr=False)
class Answer:
    """A status, and whose certificate the service thinks it is."""

    status: str
    forename: str = ""
    surname: str = ""
    printed_on: dt.date | None = None

    def __repr__(self):
        return f"Answer({self.status})"


def read(http_status, body):
    """The answer in a reply. Not subscribed, removed and mistyped are all 404, which is an answer: no match."""
    if http_status == 404:
        return Answer(NOT_FOUND)
    if http_status != 200:
        raise NoAnswer(f"http_{http_status}")
    told = _parsed(body)
    if told.get("statusCheckResultType") != "SUCCESS":
        raise NoAnswer("failure")
    status = told.get("status", "")
    if status == NOT_FOUND:
        return Answer(NOT_FOUND)
    if status not in STATUSES or not told.get("surname"):
        raise NoAnswer("not_understood")
    return Answer(status, told.get("forename", ""), told["surname"], _day(told.get("printDate", "")))


def _parsed(body):
    if len(body) > LONGEST:
        raise NoAnswer("too_long")
    if b"<!" in body:  # a document type, and with it every entity, is refused before anything is parsed
        raise NoAnswer("document_type")
    try:
        root = ET.fromstring(body)  # noqa: S314 no document type, no entity, 16 KB at most
    except (ET.ParseError, ValueError):
        raise NoAnswer("not_xml") from None
    if root.tag.rpartition("}")[2] != "statusCheckResult":
        raise NoAnswer("not_understood")
    return {child.tag.rpartition("}")[2]: (child.text or "").strip() for child in root}


def _day(text):
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        raise NoAnswer("not_understood") from None
