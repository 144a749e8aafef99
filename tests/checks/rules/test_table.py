"""The table as a table: every line can be reached, none is doubled, none contradicts another."""

import datetime as dt
from collections import Counter

import pytest
from hypothesis import given, settings

from checks.rules import required_checks
from checks.rules.rule import Lifts, Rule
from checks.rules.sources import MARKS
from checks.rules.strengths import STRENGTHS
from checks.rules.tables.blocks import BLOCKS
from checks.rules.tables.regulated_activity import ANSWERS
from checks.rules.vocabulary import CODES
from tests.checks.rules.told import (
    ALREADY_HERE,
    LEFT_A_SCHOOL,
    ON_THE_UPDATE_SERVICE,
    PERSON,
    PORTUGAL,
    ROLE,
    VISITOR,
    any_person,
    any_role,
)

LINES = [line for block in BLOCKS for line in block.lines]
RULES = [line for line in LINES if isinstance(line, Rule)]
NEW_HERE = ALREADY_HERE | {"was_regulated_activity": False}
RUN_OUT = ON_THE_UPDATE_SERVICE | {"status": "NEW_INFO"}


def role(engagement="employee", **facts):
    return ROLE | {"engagement": engagement} | facts


def governor(office, **facts):
    return ROLE | VISITOR | {"engagement": "governance", "governance_role": office} | facts


FIRES = {
    "G.1": (governor("maintained_associate_member"), {}),
    "G.2": (governor("member"), {}),
    "G.3": (governor("maintained_governor", setting="maintained"), {}),
    "G.4": (governor("trustee"), {}),
    "G.5": (governor("local_governor_delegated"), {}),
    "G.6": (governor("local_governor_advisory"), {}),
    "G.7": (governor("chair_of_trustees"), {}),
    "G.8": (governor("chair_of_trustees"), {}),
    "G.9": (governor("member", person_with_significant_control=True), {}),
    "G.10": (governor("trustee", activities=["care_supervise"], frequency="frequent", contact="direct"), {}),
    "G.11": (governor("trustee", activities=["care_supervise"], frequency="frequent", contact="direct"), {}),
    "A.1": (role("agency_supply"), {}),
    "A.2": (role("agency_supply"), {}),
    "A.3": (role("agency_supply"), {"agency_dbs_has_disclosure": True}),
    "F.1": (role("trainee_fee_funded"), {}),
    "F.2": (role("trainee_fee_funded"), {}),
    "P.1": (role("professional_visitor"), {}),
    "P.2": (role("professional_visitor"), {}),
    "K.1": (role("contractor_staff"), {}),
    "K.2": (role("contractor_staff"), {}),
    "K.3": (role("contractor_staff", contact="none", activities=["other_school_work"]), {}),
    "W.1": (role("work_experience"), {"age_at_start": 15}),
    "W.2": (role("work_experience"), {"age_at_start": 19}),
    "W.3": (role("work_experience"), {"age_at_start": 15}),
    "V.1": (role("volunteer"), {}),
    "V.2": (role("volunteer"), {}),
    "V.3": (role("volunteer"), {}),
    "V.4": (role("volunteer"), {}),
    "V.5": (role("volunteer", contact="none", activities=["other_school_work"]), {}),
    "V.7": (role("volunteer", frequency="one_off"), {}),
    "V.8": (role("volunteer", early_years=True), {}),
    "I.1": (ROLE, {"internal": ALREADY_HERE}),
    "I.2": (ROLE, {"internal": ALREADY_HERE}),
    "I.3": (ROLE, {"internal": ALREADY_HERE}),
    "I.4": (ROLE, {"internal": NEW_HERE}),
    "I.5": (ROLE, {"internal": NEW_HERE}),
    "I.6": (role(teaching_work="yes"), {"internal": ALREADY_HERE}),
    "I.7": (role(teaching_work="yes", qualification_required=True), {"internal": ALREADY_HERE}),
    "I.8": (role(management=True), {"internal": ALREADY_HERE}),
    "I.9": (role(early_years=True), {"internal": ALREADY_HERE}),
    "I.10": (ROLE, {"names_changed": True, "internal": ALREADY_HERE | {"new_name": True}}),
    "I.11": (ROLE, {"names_changed": True, "internal": ALREADY_HERE | {"new_name": True}}),
    "I.12": (ROLE, {"rtw": "time_limited", "internal": ALREADY_HERE | {"newly_time_limited": True}}),
    "I.13": (ROLE, {"abroad": PORTUGAL, "internal": ALREADY_HERE | {"new_time_abroad": True}}),
    "I.14": (
        role(teaching_work="yes"),
        {"abroad": PORTUGAL | {"taught": True}, "internal": ALREADY_HERE | {"new_time_abroad": True}},
    ),
    "E1.1": (ROLE, {}),
    "E1.2": (ROLE, {}),
    "E1.3": (role("self_employed", start_date="2026-09-30"), {}),
    "E1.4": (role("self_employed", setting="maintained", start_date="2026-10-01"), {}),
    "E1.5": (ROLE, {}),
    "E1.6": (role(early_years=True, start_date="2025-08-31"), {}),
    "E1.7": (role(early_years=True, start_date="2025-09-01"), {}),
    "E1.8": (ROLE, {}),
    "E2.1": (role("casual_worker"), {}),
    "E2.2": (role("trainee_salaried"), {}),
    "E2.3": (ROLE, {}),
    "E3.1": (ROLE, {"names_changed": True}),
    "E3.2": (ROLE, {"rtw": "time_limited"}),
    "E4.1": (ROLE, {"previous_school_post": LEFT_A_SCHOOL}),
    "E5.1": (ROLE, {"update_service": ON_THE_UPDATE_SERVICE}),
    "E5.2": (ROLE, {"update_service": RUN_OUT}),
    "E5.3": (ROLE, {"update_service": RUN_OUT}),
    "E6.1": (ROLE, {}),
    "E6.2": (ROLE, {}),
    "E7.1": (role(starts_before_dbs=True), {}),
    "E7.2": (role(starts_before_dbs=True), {}),
    "E8.1": (role(teaching_work="yes"), {}),
    "E8.2": (role(teaching_work="under_direction"), {}),
    "E9.1": (role(qualification_required=True), {}),
    "E9.2": (role(qts_required=True), {}),
    "E10": (role(management=True), {}),
    "E11": (role(later_years_childcare=True), {}),
    "E12": (ROLE, {"abroad": PORTUGAL}),
    "E13": (role(teaching_work="yes"), {"abroad": PORTUGAL | {"taught": True}}),
    "E14": (ROLE, {"age_at_start": 17}),
}
LIFTS = {
    ("K.2", "escort_or_supervise"): (role("contractor_staff"), {}),
    ("V.6", "escort_or_supervise"): (role("volunteer"), {}),
    ("E4", "dbs_enhanced"): (ROLE, {"previous_school_post": LEFT_A_SCHOOL}),
    ("R2", "dbs_enhanced"): (ROLE, {"age_at_start": 15}),
    ("E5", "barred_list"): (ROLE, {"update_service": ON_THE_UPDATE_SERVICE}),
    ("E6", "dbs_update_status"): (ROLE, {"update_service": ON_THE_UPDATE_SERVICE | {"consent": False}}),
}
CHECKS_UNDER_DIRECTION = {"prohibition_check_for_under_direction": True}


@pytest.mark.parametrize("line", RULES, ids=lambda line: line.id)
def test_every_line_fires_in_some_case(line):
    told_role, told_person = FIRES[line.id]

    decision = required_checks(told_role, PERSON | told_person, CHECKS_UNDER_DIRECTION)

    asked = next(requirement for requirement in decision.required if requirement.rule == line.id)
    assert (asked.code, asked.strength, asked.evidence) == (line.adds, line.strength, line.source.mark)


@pytest.mark.parametrize("lifting", LIFTS, ids=lambda lifting: lifting[0])
def test_every_lifting_line_leaves_a_check_out_in_some_case(lifting):
    told_role, told_person = LIFTS[lifting]

    decision = required_checks(told_role, PERSON | told_person)

    assert lifting[::-1] in decision.excluded


def test_every_line_is_named_in_these_tests():
    assert set(FIRES) == {line.id for line in RULES}
    assert {rule for rule, _ in LIFTS} == {line.id for line in LINES if isinstance(line, Lifts)}


REGULATED = {
    "R1": role("professional_visitor"),
    "R2": role(),
    "R3": role(activities=["personal_care"], frequency="one_off", supervised=True, paid=False),
    "R4": role("agency_supply", frequency="one_off"),
    "R5": role("volunteer", supervised=True, paid=False, start_date="2026-08-31"),
    "R6": role("volunteer", supervised=True, paid=False, start_date="2026-09-01"),
    "R7": role(activities=["other_school_work"], contact="opportunity"),
    "R8": role("contractor_staff", temporary_or_occasional_service=True, activities=["other_school_work"]),
}


@pytest.mark.parametrize("answer", ANSWERS, ids=lambda answer: answer.id)
def test_every_answer_on_regulated_activity_is_given_in_some_case(answer):
    decision = required_checks(REGULATED[answer.id], PERSON | {"age_at_start": 15 if answer.id == "R2" else 40})

    assert (decision.regulated_activity_rule, decision.regulated_activity) == (answer.id, answer.is_regulated)


def test_every_line_has_a_name_of_its_own_and_words_the_table_knows():
    assert [name for name, times in Counter(line.id for line in RULES).items() if times > 1] == []
    assert {line.adds for line in RULES} == set(CODES)
    assert {code for line in LINES if isinstance(line, Lifts) for code in line.codes} <= set(CODES)
    assert {line.strength for line in RULES} == set(STRENGTHS)
    assert {line.source.mark for line in LINES} <= set(MARKS)
    assert all(line.valid_from <= line.valid_to for line in LINES)


@pytest.mark.parametrize("line", [*LINES, *ANSWERS], ids=lambda line: line.id)
def test_every_line_cites_where_it_is_written_and_the_days_it_is_in_force(line):
    day = max(line.valid_from, dt.date(2026, 9, 1))
    source = line.source.on(day)
    assert source.title
    assert source.mark in MARKS
    assert (line.source.read_in is None) or source.title.endswith(str(day.year))


DATED = {  # each line that begins or ends, from the top of domain.md: the exemption, references in early years, right to work
    "R5": (dt.date.min, dt.date(2026, 8, 31)),
    "E1.3": (dt.date.min, dt.date(2026, 9, 30)),
    "E1.4": (dt.date(2026, 10, 1), dt.date.max),
    "E1.6": (dt.date.min, dt.date(2025, 8, 31)),
    "E1.7": (dt.date(2025, 9, 1), dt.date.max),
}


def test_the_dated_lines_are_these_and_hold_to_the_day():
    always = (dt.date.min, dt.date.max)
    dated = {line.id: line for line in [*LINES, *ANSWERS] if (line.valid_from, line.valid_to) != always}
    assert {name: (line.valid_from, line.valid_to) for name, line in dated.items()} == DATED
    ends, begins = dated["E1.3"], dated["E1.4"]
    last, first = dt.date(2026, 9, 30), dt.date(2026, 10, 1)
    assert [ends.is_in_force(last), ends.is_in_force(first)] == [True, False]
    assert [begins.is_in_force(last), begins.is_in_force(first)] == [False, True]


@settings(max_examples=400, deadline=None)
@given(any_role(), any_person)
def test_no_two_lines_contradict_each_other(told_role, told_person):
    from checks.rules import case as cases

    decision = required_checks(told_role, told_person)
    case = cases.read(told_role, told_person)
    case.regulated_activity = decision.regulated_activity
    block = next(block for block in BLOCKS if block.when(case))
    fitting = [line for line in block.in_force(case.start_date) if line.when(case)]

    asked = Counter(line.adds for line in fitting if isinstance(line, Rule))
    assert [code for code, times in asked.items() if times > 1] == []
    assert len(decision.required) + len(decision.excluded) == len(CODES)
    if not decision.regulated_activity:
        assert {"barred_list", "barred_list_standalone"}.isdisjoint(decision.codes)
