"""One cell of the record: a date, not needed, an exception, or missing. Never what a certificate says."""

import datetime as dt
from collections import defaultdict
from functools import lru_cache
from typing import NamedTuple

from checks.kinds.words import as_date
from checks.record.columns import BY_CODE, CARRIES_THE_LIST, COLUMN_OF, COLUMNS
from checks.record.letters import columns_answered, letter_among, names

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
    letter: dict | None = None

    def is_in_force(self, on):
        return self.state == "clear" and (self.expires_on is None or self.expires_on >= on)

    @property
    def seen(self):
        """The day as a cell says it; what was copied from the old record says so in every cell."""
        return f"{day(self.seen_on)}{', old record' if self.historic else ''}"


@lru_cache(maxsize=8192)
def day(on):
    """12 Mar 26, as narrow as a cell."""
    return f"{on.day} {on:%b %y}" if on else ""


@lru_cache(maxsize=1024)
def not_needed(column, rule, words="Not needed"):
    """The same cell for everybody whom this rule leaves out."""
    return Cell(column, NOT_NEEDED, words=words, rule=rule)


def cells_of(standings, file, on, excused=()):
    """Every cell of one row, in the order of the columns. `excused`: checks that a written exception covers on this day."""
    reader = _Reader(standings, file, on, excused)
    return [reader.cell(column) for column in COLUMNS]


class _Reader:
    """Reads one person's checks into cells."""

    def __init__(self, standings, file, on, excused):
        self.on, self.excused = on, excused
        self.found = defaultdict(list)
        for each in standings:
            self.found[COLUMN_OF[each.code]].append(each)
        self.rules = dict(file.excluded)
        self.in_regulated_activity = file.regulated_activity
        self.letter = letter_among(self.found.get("confirmation", ()))
        self.answered = columns_answered(file.role_facts, file.regulated_activity, on) if self.letter else ()

    def cell(self, column):
        found = self.found.get(column.code)
        if not found and column.code == "barred_list" and self.in_regulated_activity:
            found = [each for each in self.found.get("dbs_enhanced", ()) if each.code in CARRIES_THE_LIST]
        if found:
            return self.read(column, found)
        if column.code in self.answered:
            return self.read_letter(column)
        return not_needed(column.code, self.rule_against(column))

    def rule_against(self, column):
        """The line of the rule table that left the check out."""
        return next((self.rules[code] for code in column.checks if code in self.rules), "")

    def read(self, column, found):
        """Missing while any of the checks behind it is; otherwise the latest of their dates."""
        missing = next((each for each in found if not each.is_in_force(self.on)), None)
        if missing:
            return self.missing(column, missing)
        latest = max(found, key=lambda each: each.seen_on or dt.date.min)
        return Cell(column.code, DATE, on=latest.seen_on, words=latest.seen or "Date not kept", check=latest.check)

    def read_letter(self, column):
        letter, says = self.letter, names(self.letter, column.code)
        if says == "not_needed":
            return not_needed(column.code, self.rule_against(column), "Not needed, by letter")
        if says is None or (letter.state == "clear" and not letter.is_in_force(self.on)):
            return self.missing(column, letter)
        return Cell(
            column.code, DATE, on=letter.seen_on, words=f"{day(letter.seen_on)}, by letter", check=letter.check
        )

    def missing(self, column, standing):
        ran_out = standing.state == "clear" and standing.expires_on is not None
        since = standing.expires_on if ran_out else as_date(standing.since)
        who = {"holder": standing.holder or "HR", "since": since, "check": standing.check}
        if standing.check in self.excused:
            return Cell(column.code, EXCEPTION, words="Exception, awaited", **who)
        words = f"Missing, ran out {day(standing.expires_on)}" if ran_out else "Missing"
        return Cell(column.code, MISSING, words=words, **who)
