"""The rule table as a person reads it, for the page “Rules in force” and for docs/rules.md. Nothing is said twice by hand."""

import datetime as dt
from dataclasses import dataclass

from checks.kinds import KINDS
from checks.kinds.letters import words_of_statement
from checks.rules.doubts import DOUBTS
from checks.rules.rule import Answer, Lifts, Statement
from checks.rules.tables.blocks import BLOCKS
from checks.rules.tables.letters import LETTERS
from checks.rules.tables.regulated_activity import ANSWERS

PAGES = {
    "E": "People who join: employees, casual workers, salaried trainees, the self-employed",
    "I": "People the same employer already has, with no break",
    "G": "Members, trustees, governors and clerks",
    "A": "Agency staff",
    "F": "Fee-funded trainees",
    "P": "Visiting professionals",
    "K": "Contractors",
    "W": "Work experience",
    "V": "Volunteers",
}
MARKS = {
    "V": "read in the source",
    "V2": "read in a second-hand account",
    "K": "known, to be confirmed",
    "D": "our own choice",
}
TO_CONFIRM = {"K", "D"}


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the table in words."""

    id: str
    check: str
    when: str
    strength: str
    dates: str
    source: str
    mark: str
    is_unsure: bool


@dataclass(frozen=True, slots=True)
class Section:
    """One page of the table."""

    code: str
    title: str
    lines: tuple[Line, ...]

    @property
    def has_strengths(self):
        return any(line.strength for line in self.lines)


def sections(day: dt.date | None = None) -> list[Section]:
    """Every page of the table; by the edition of one day, or every line there is."""
    regulated = Section("R", "Is the post regulated activity? The first line that fits answers", _lines(ANSWERS, day))
    by_code = {block.id: block for block in BLOCKS}
    asked = [Section(code, title, _lines(by_code[code].lines, day)) for code, title in PAGES.items()]
    stated = [line for letter in LETTERS.values() for line in letter]
    return [regulated, *asked, Section("L", "What the letter of whoever sends them must state", _lines(stated, day))]


def _lines(lines, day):
    return tuple(_line(each, day) for each in lines if day is None or each.is_in_force(day))


def _line(line, day):
    source = line.source.on(day) if day else line.source
    return Line(
        id=line.id,
        check=what(line),
        when=words_of(line.when),
        strength=_strength(line),
        dates=_dates(line),
        source=str(source),
        mark=source.mark,
        is_unsure=source.mark in TO_CONFIRM or line.id in {rule for doubt in DOUBTS for rule in doubt.rules},
    )


def what(line):
    """What a line says, asks for or takes out."""
    if isinstance(line, Answer):
        return "Regulated activity" if line.is_regulated else "Not regulated activity"
    if isinstance(line, Statement):
        words = words_of_statement(line.states)
        return f"{words[0].upper()}{words[1:]}"
    if isinstance(line, Lifts):
        return ", ".join(title_of(code) for code in line.codes)
    return title_of(line.adds)


def _strength(line):
    if isinstance(line, Answer | Statement):
        return ""
    return "not needed" if isinstance(line, Lifts) else line.strength.upper()


def title_of(code):
    """What a check is called everywhere else."""
    return KINDS[code].title


def words_of(question):
    """What a rule asks, in the sentence it says of itself."""
    return question.__doc__.split("\n")[0]


def _dates(line):
    begins, ends = line.valid_from, line.valid_to
    from_words = f"from {begins:%-d %B %Y}" if begins > dt.date.min else ""
    to_words = f"to {ends:%-d %B %Y}" if ends < dt.date.max else ""
    return " ".join(filter(None, [from_words, to_words])) or "throughout"
