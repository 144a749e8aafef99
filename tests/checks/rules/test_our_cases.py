"""The whole answer to each case of our own, and what is left of them when a line of the table is taken out."""

import datetime as dt
from dataclasses import replace

import pytest

from checks.rules import deciding, required_checks
from checks.rules.rule import Rule
from checks.rules.strengths import STRENGTHS
from checks.rules.tables.blocks import BLOCKS
from checks.rules.tables.regulated_activity import ANSWERS
from tests.checks.rules.our_cases import OURS, asked
from tests.checks.rules.told import WORKED, rules, strengths

EVERY_LINE = [(block, line) for block in BLOCKS for line in block.lines]
CACHED = (deciding.lines_in_force, deciding.nearest_lines)


REGULATED = {"R3", "R4", "R6", "R7"}
SAME_EITHER_WAY = {
    "K.3 always": "K.2 lifts it from whoever meets pupils",
    "V.7 always": "V.6 lifts it from whoever is known to the school",
    "W.2 always": "W.1 has asked already of whoever is under 18",
    "E1.4 always": "E1.2 has asked already of the staff, and nobody else comes to this page",
}


def told(decision):
    """What was answered, to be laid beside `expected`."""
    answer = decision.regulated_activity_rule, decision.regulated_activity
    return strengths(decision), answer, decision.scr, decision.self_declaration_scope


def expected(case):
    return case.needs, (case.answer, case.answer in REGULATED), case.scr, case.scope


@pytest.mark.parametrize("case", OURS, ids=[case.name for case in OURS])
def test_the_whole_answer_to_a_case_of_our_own(case):
    decision = required_checks(*asked(case))

    assert told(decision) == expected(case)
    named = rules(decision)
    assert {code: named[code] for code in case.left_out or {}} == (case.left_out or {})


def test_each_case_is_told_once():
    assert len({case.name for case in OURS}) == len(OURS) >= 120


def everything_holds():
    """Whether every case, ours and the worked ones, is still answered as it should be."""
    for case in OURS:
        decision = required_checks(*asked(case))
        named = rules(decision)
        if told(decision) != expected(case):
            return False
        if any(named[code] != rule for code, rule in (case.left_out or {}).items()):
            return False
    return all(
        strengths(required_checks(case["role"], case["person"])).items() >= case["strength"].items() for case in WORKED
    )


@pytest.fixture
def table(monkeypatch):
    """Put another table in the rules' place for a moment."""

    def put(blocks=BLOCKS, answers=ANSWERS):
        monkeypatch.setattr(deciding, "BLOCKS", tuple(blocks))
        monkeypatch.setattr(deciding, "ANSWERS", tuple(answers))
        for cached in CACHED:
            cached.cache_clear()

    yield put
    monkeypatch.undo()
    for cached in CACHED:
        cached.cache_clear()


def instead(old, new):
    """The blocks with one line changed, or taken out when there is nothing in its place."""
    return [
        replace(block, lines=tuple(each for line in block.lines for each in ([line] if line is not old else new)))
        for block in BLOCKS
    ]


def outcome():
    """Whether the cases notice: an answer that is wrong, or none at all."""
    try:
        return everything_holds()
    except (StopIteration, KeyError):  # no line says whether it is regulated activity, or none asks for a check at all
        return False


def test_taking_out_any_line_is_noticed(table, tally):
    assert everything_holds()
    unnoticed = []
    for _, line in EVERY_LINE:
        table(blocks=instead(line, []))
        if outcome():
            unnoticed.append(line.id)
    for answer in ANSWERS:
        table(answers=[each for each in ANSWERS if each is not answer])
        if outcome():
            unnoticed.append(answer.id)
    tally("lines of the rule table knocked out", len(EVERY_LINE) + len(ANSWERS), len(unnoticed))
    assert not unnoticed, ", ".join(unnoticed)


def test_weakening_turning_or_redating_any_line_is_noticed(table, tally):
    changed = {f"{line.id} {how}": instead(line, [new]) for _, line in EVERY_LINE for how, new in versions(line)}
    unnoticed = []
    for name, blocks in changed.items():
        table(blocks=blocks)
        if outcome():
            unnoticed.append(name)
    for answer in ANSWERS:
        for how, new in [("turned", replace(answer, is_regulated=not answer.is_regulated)), *redated(answer)]:
            table(answers=[new if each is answer else each for each in ANSWERS])
            if outcome():
                unnoticed.append(f"{answer.id} {how}")
            changed[f"{answer.id} {how}"] = None
    tally(
        "lines of the rule table weakened, turned or redated",
        len(changed),
        len(set(unnoticed) - set(SAME_EITHER_WAY)),
        f"{len(SAME_EITHER_WAY)} change nothing",
    )
    assert set(unnoticed) == set(SAME_EITHER_WAY), ", ".join(unnoticed)


def versions(line):
    """Each line with another strength, true of nobody, true of everybody, and without its dates."""
    yield "never", replace(line, when=lambda case: False)
    if line.when.__name__ != "always":
        yield "always", replace(line, when=lambda case: True)
    if isinstance(line, Rule):
        yield "strength", replace(line, strength=STRENGTHS[STRENGTHS.index(line.strength) - 1])
    yield from redated(line)


def redated(line):
    a_day = dt.timedelta(days=1)
    if line.valid_from > dt.date.min:
        yield "begins a day later", replace(line, valid_from=line.valid_from + a_day)
        yield "begins a day sooner", replace(line, valid_from=line.valid_from - a_day)
    if line.valid_to < dt.date.max:
        yield "ends a day later", replace(line, valid_to=line.valid_to + a_day)
        yield "ends a day sooner", replace(line, valid_to=line.valid_to - a_day)
