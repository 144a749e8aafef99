import pytest

from checks.rules import required_checks
from checks.rules.vocabulary import CODES
from tests.checks.rules.told import WORKED, strengths


@pytest.mark.parametrize("case", WORKED, ids=[case["id"] for case in WORKED])
def test_required_checks_agree_with_the_worked_case(case):
    decision = required_checks(case["role"], case["person"], case.get("policy"))

    raised, expected = set(decision.codes), set(case["expected_checks"])
    assert expected <= raised <= expected | set(case.get("optional_checks", ()))
    assert raised.isdisjoint(case.get("must_not", ()))
    assert {code: strengths(decision)[code] for code in case["strength"]} == case["strength"]
    assert decision.regulated_activity is case["regulated_activity"]
    assert decision.self_declaration_scope == case.get("self_declaration_scope")
    assert decision.scr == case["scr"]
    assert list(decision.confirmation_covers) == case.get("confirmation_covers", [])


@pytest.mark.parametrize("case", WORKED, ids=[case["id"] for case in WORKED])
def test_every_check_is_either_asked_for_or_left_out_by_a_named_rule(case):
    decision = required_checks(case["role"], case["person"])

    assert sorted([*decision.codes, *(left_out.code for left_out in decision.excluded)]) == sorted(CODES)
    assert all(left_out.rule for left_out in decision.excluded)
