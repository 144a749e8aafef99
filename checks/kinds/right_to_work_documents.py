"""What the Home Office accepts, as dated data (Immigration, Asylum and Nationality Act 2006, ss. 15 to 25; SI 2007/3290 as amended).

From the employer's guide to right to work checks, from general knowledge and not read again: confirm each line
against the edition in force before going live. A document that is no longer accepted keeps its line and its last day.
"""

import datetime as dt
from typing import NamedTuple


class Document(NamedTuple):
    """One document or pair of documents: what it shows, and from when until when it is accepted."""

    code: str
    shows: str  # "a": may work with no end; "b1": until the permission ends; "b2": for six months, with a notice
    words: str
    with_number: bool = False  # only together with an official paper that gives the National Insurance number
    current: bool = False  # only while it is in date
    since: dt.date = dt.date(2021, 7, 1)
    until: dt.date | None = None


LISTS = {"a": "List A", "b1": "List B, group 1", "b2": "List B, group 2"}
CARDS_ENDED = dt.date(2022, 4, 5)
DOCUMENTS = (
    Document("british_passport", "a", "Passport of a British citizen, current or not"),
    Document("irish_passport", "a", "Passport or passport card of an Irish citizen, current or not"),
    Document("crown_dependency_settled", "a", "Crown Dependency document with no time limit, verified by the Home Office"),
    Document("passport_settled", "a", "Current passport endorsed with no time limit on their stay, or right of abode", current=True),
    Document("status_document_settled", "a", "Current Immigration Status Document with no time limit", with_number=True, current=True),
    Document("uk_birth_certificate", "a", "United Kingdom birth or adoption certificate", with_number=True),
    Document("islands_birth_certificate", "a", "Channel Islands, Isle of Man or Irish birth or adoption certificate", with_number=True),
    Document("naturalisation", "a", "Certificate of registration or naturalisation as a British citizen", with_number=True),
    Document("residence_card_settled", "a", "Biometric residence permit with no time limit, shown by hand", until=CARDS_ENDED),
    Document("passport_limited", "b1", "Current passport endorsed with permission until a date", current=True),
    Document("crown_dependency_limited", "b1", "Crown Dependency document with permission until a date, verified by the Home Office"),
    Document("status_document_limited", "b1", "Current Immigration Status Document with permission until a date", with_number=True, current=True),
    Document("residence_card_limited", "b1", "Biometric residence permit until a date, shown by hand", until=CARDS_ENDED),
    Document("settlement_application", "b2", "Proof of an application to the EU Settlement Scheme, with a notice"),
    Document("application_card", "b2", "Application Registration Card that permits work, with a notice"),
    Document("notice_alone", "b2", "Positive Verification Notice from the Employer Checking Service"),
)  # fmt: skip
END_DATES = {"passport_settled", "passport_limited"}  # current passports: the day is printed on them
BY_CODE = {each.code: each for each in DOCUMENTS}
CHOICES = [(each.code, f"{each.words} ({LISTS[each.shows]})") for each in DOCUMENTS]
SHOWS = {"manual_list_a": {"a"}, "manual_list_b": {"b1"}, "employer_checking_service": {"b2"}}
DIGITAL = {
    "british_passport",
    "irish_passport",
}  # an identity provider may read these two, and only while they are current


def accepted(document: Document, on: dt.date) -> bool:
    """Whether it was accepted on the day it was seen."""
    return document.since <= on and (document.until is None or on <= document.until)
