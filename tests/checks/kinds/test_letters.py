"""What somebody else's letter must state, case by case, as the worked cases say it."""

import json
from pathlib import Path
from types import SimpleNamespace

import pytest

from checks.kinds import kind
from checks.rules import required_checks
from tests.checks.kinds.receipts import GOOD

CASES = json.loads((Path(__file__).parent.parent / "rules" / "check_cases.json").read_text())
LETTERS = ("agency_written_confirmation", "itt_provider_confirmation", "employer_assurance")
SAME = {"overseas_if_applicable": "overseas", "appropriate_dbs": "dbs_enhanced"}
ASKED_OTHERWISE = {"suitability_judgement": "judged_suitable"}
WITH_LETTERS = [
    case for case in (CASES if isinstance(CASES, list) else CASES["cases"]) if case.get("confirmation_covers")
]


@pytest.fixture(params=WITH_LETTERS, ids=lambda case: case["id"])
def case(request):
    return request.param


def form_for(case, **given):
    """The form of this case's letter, for a person of this very role."""
    decision = required_checks(case["role"], case["person"])
    (code,) = set(LETTERS) & set(decision.codes)
    clearance = SimpleNamespace(regulated_activity=decision.regulated_activity, role_facts=case["role"])
    check = SimpleNamespace(clearance=clearance, asked_at=None)
    return kind(code).Evidence(GOOD[code] | given, check=check)


def test_the_letter_is_asked_for_each_check_the_case_names(case):
    form = form_for(case)
    named = {SAME.get(code, code) for code in case["confirmation_covers"]}

    assert {field for field in named & set(ASKED_OTHERWISE) if ASKED_OTHERWISE[field] not in form.fields} == set()
    assert set(form.must_state()) == named - set(ASKED_OTHERWISE)


def test_each_of_them_is_ticked_off_by_its_own_date(case):
    for code in form_for(case).must_state():
        if code == "overseas":
            continue
        errors = form_for(case, **{f"made_{code}": ""}).errors

        assert "Enter the date the letter gives" in errors[f"made_{code}"][0]


def test_there_are_cases_of_every_letter():
    found = {code for case in WITH_LETTERS for code in set(LETTERS) & set(case["expected_checks"])}

    assert found == set(LETTERS)
