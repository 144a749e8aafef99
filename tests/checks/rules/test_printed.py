"""docs/rules.md and the page say what the table says, and say it of every line."""

from pathlib import Path

import pytest

from checks.management.commands.show_rules import as_markdown
from checks.rules.doubts import DOUBTS
from checks.rules.policy import KNOBS
from checks.rules.sources import MARKS as READ
from checks.rules.tables.blocks import BLOCKS
from checks.rules.tables.letters import LETTERS
from checks.rules.tables.regulated_activity import ANSWERS
from checks.rules_in_words import MARKS, TO_CONFIRM, sections

ROOT = Path(__file__).resolve().parents[3]
EVERY_LINE = [*ANSWERS, *(line for block in BLOCKS for line in block.lines)]
EVERY_LINE += [line for letter in LETTERS.values() for line in letter]


def test_the_printed_rules_are_the_rules():
    assert (ROOT / "docs/rules.md").read_text() == as_markdown()


def test_every_line_is_printed_with_a_sentence_of_its_own():
    printed = [line for section in sections() for line in section.lines]
    assert sorted(line.id for line in printed) == sorted(line.id for line in EVERY_LINE)
    assert all(line.when.endswith(".") and line.source and line.check for line in printed)


def test_no_two_questions_say_the_same():
    asked = {line.when for line in EVERY_LINE}
    assert len({question.__doc__ for question in asked}) == len(asked)


def test_every_mark_has_words_and_what_is_not_read_is_marked_to_be_confirmed():
    assert set(MARKS) == set(READ)
    unsure = {line.id for section in sections() for line in section.lines if line.is_unsure}
    assert {line.id for line in EVERY_LINE if line.source.mark in TO_CONFIRM} <= unsure


@pytest.mark.parametrize("doubt", DOUBTS, ids=lambda doubt: doubt.question)
def test_every_doubt_names_lines_that_are_there_and_a_setting_that_is(doubt):
    assert set(doubt.rules) <= {line.id for line in EVERY_LINE} | {"single central record"}
    assert doubt.knob in {"", *KNOBS}
