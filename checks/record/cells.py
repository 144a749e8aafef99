"""One cell of the record: a date, not needed, an exception, or missing. Never what a certificate says."""

import datetime as dt
from collections import defaultdict
from functools import lru_cache
from typing import NamedTuple

from checks.kinds.words import as_date
from checks.record.columns import BY_CODE, CARRIES_THE_LIST, COLUMN_OF, COLUMNS
from checks.record.letters import columns_answered, letter_among, names, of_the_certificate

INSTEAD = {"unobtainable_alternatives": "other evidence", "not_needed_reason": "decided not needed"}
DATE, NOT_NEEDED, EXCEPTION, MISSING = "date", "not_needed", "exception", "missing"


class Cell(NamedTuple):
    """What one column says of one person. `on` is the day the check was done or the original seen, never its issue."""

    code: str
    state: str
    on: dt.date | None = None
    words: str = ""
    rule: str = ""
    holder: str = ""
    since: dt.date | None = None
    check: int | None = None

    @property
    def shown(self):
        """The words with each date kept on one line."""
        return self.words.replace(day(self.on), day(self.on).replace(" ", "\u00a0")) if self.on else self.words

    @property
    def title(self):
        return BY_CODE[self.code].title


class Standing(NamedTuple):
    """How one check stands on the day asked about, with the newest evidence that had not been voided."""

    check: int
    code: str
    state: str
    holder: str
    since: dt.datetime
    expires_on: dt.date | None = None
    seen_on: dt.date | None = None
    historic: bool = False
    told: str | None = None  # of a letter its facts, as JSON; of an overseas check the outcome that the head accepted

    def is_in_force(self, on):
        return self.state == "clear" and (self.expires_on is None or self.expires_on >= on)

    def may_be_read(self, on):
        """Of a letter: what it names counts while it waits for the rest, and not once it is in question or has run out."""
        return self.state in {"not_started", "waiting"} or self.is_in_force(on)

    @property
    def seen(self):
        """The day as a cell says it; what was copied from the old record says so in every cell."""
        return _seen(self.seen_on, self.historic)


@lru_cache(maxsize=8192)
def _seen(on, historic):
    return f"{day(on)}{', old record' if historic else ''}"


@lru_cache(maxsize=8192)
def day(on):
    """12 Mar 26, as narrow as a cell."""
    return f"{on.day} {on:%b %y}" if on else ""


@lru_cache(maxsize=1024)
def left_out(excluded):
    """{column's code: the cell that says no check is needed}, with the line of the rule table that left its check out."""
    rules = dict(excluded)
    against = {each.code: next((rules[code] for code in each.checks if code in rules), "") for each in COLUMNS}
    return {code: Cell(code, NOT_NEEDED, words="Not needed", rule=rule) for code, rule in against.items()}


def instead_of_a_certificate(found):
    """What the head accepted of a country that sent nothing: the law has the decision on the record with the day."""
    return [INSTEAD[each.told] for each in found if each.told in INSTEAD]


def cells_of(standings, facts, on, excused=()):
    """Every cell of one row, in the order of the columns. `excused`: checks that a written exception covers on this day."""
    return list(_Reader(standings, facts, on, excused).cells().values())


class _Reader:
    """Reads one person's checks into cells."""

    def __init__(self, standings, facts, on, excused):
        self.facts, self.on, self.excused = facts, on, excused
        self.found = defaultdict(list)
        for each in standings:
            self.found[COLUMN_OF[each.code]].append(each)

    def cells(self):
        """What each column says: not needed, unless a letter answers for it, another's paper carries it, or it was asked for."""
        cells = left_out(self.facts.excluded).copy()
        letter = letter_among(self.found["confirmation"]) if "confirmation" in self.found else None
        if letter:
            answered = columns_answered(self.facts.role_facts, self.facts.regulated_activity, self.on)
            cells |= {column: self.read_letter(letter, column, cells[column]) for column in answered}
        if self.facts.regulated_activity:
            carried = [each for each in self.found.get("dbs_enhanced", ()) if each.code in CARRIES_THE_LIST]
            cells |= {"barred_list": self.read("barred_list", carried)} if carried else {}
        return cells | {column: self.read(column, found) for column, found in self.found.items()}

    def read(self, column, found):
        """Missing while any of the checks behind it is; otherwise the latest of their dates."""
        for each in found:
            if not each.is_in_force(self.on):
                return self.missing(column, each)
        if column == "confirmation":
            return self.read_confirmation(found)
        latest = found[0] if len(found) == 1 else max(found, key=lambda each: each.seen_on or dt.date.min)
        words = latest.seen or "Date not kept"
        if column == "overseas":
            words = ", ".join(dict.fromkeys([words, *instead_of_a_certificate(found)]))
        return Cell(column, DATE, latest.seen_on, words, check=latest.check)

    def read_confirmation(self, found):
        """The day the letter came, the certificate it tells of, and that a copy was read here where there was one to read."""
        letter = letter_among(found)
        copy = ["copy read"] if any(each.code == "agency_certificate_copy" for each in found) else []
        told = [letter.seen or "Date not kept", *of_the_certificate(letter, day), *copy]
        return Cell("confirmation", DATE, letter.seen_on, ", ".join(told), check=letter.check)

    def read_letter(self, letter, column, not_needed):
        says = names(letter, column) if letter.may_be_read(self.on) else None
        if says is None:
            return self.missing(column, letter)
        if says == "not_needed":
            return not_needed._replace(words="Not needed, by letter")
        return Cell(column, DATE, on=letter.seen_on, words=f"{day(letter.seen_on)}, by letter", check=letter.check)

    def missing(self, column, standing):
        ran_out = standing.state == "clear" and standing.expires_on is not None
        since = standing.expires_on if ran_out else as_date(standing.since)
        who = {"holder": standing.holder or "HR", "since": since, "check": standing.check}
        if standing.check in self.excused:
            return Cell(column, EXCEPTION, words="Exception, awaited", **who)
        words = f"Missing, ran out {day(standing.expires_on)}" if ran_out else "Missing"
        return Cell(column, MISSING, words=words, **who)
