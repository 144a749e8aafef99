"""The rules that the rows in sight give as the reason why a check is not needed, each in a sentence."""

from functools import lru_cache

from checks.rules.rule import Answer, Lifts
from checks.rules.tables.blocks import BLOCKS
from checks.rules.tables.regulated_activity import ANSWERS
from checks.rules_in_words import PAGES, title_of, words_of


def rules_met(rows):
    """[(rule, sentence)] for every rule named by a cell of these rows."""
    met = {cell.rule for row in rows for cell in row.cells if cell.rule}
    return [(rule, in_words(rule)) for rule in sorted(met)]


@lru_cache(maxsize=256)
def in_words(rule):
    """What the rule says, and so why the check is not needed where it does not fit."""
    if rule in PAGES:
        return f"{PAGES[rule]}: the rules for them do not ask for it."
    line = next((each for each in _lines() if each.id == rule), None)
    if line is None:
        return "The rule is not in the table any more."
    said = words_of(line.when).rstrip(".")
    if isinstance(line, Answer) and said == "Always":
        return "Nothing else makes the post regulated activity."
    said = f"{said[0].lower()}{said[1:]}"
    if isinstance(line, Answer):
        return f"The post is {'' if line.is_regulated else 'not '}regulated activity: {said}."
    if isinstance(line, Lifts):
        return f"Not asked for when this is so: {said}."
    return f"{title_of(line.adds)}: asked for only when this is so: {said}."


def _lines():
    return (*ANSWERS, *(line for block in BLOCKS for line in block.lines))
