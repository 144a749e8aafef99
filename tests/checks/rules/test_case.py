import datetime as dt

import pytest

from checks.rules import InvalidCase, required_checks
from tests.checks.rules.told import ALREADY_HERE, LEFT_A_SCHOOL, PERSON, PORTUGAL, ROLE

WITHOUT_PAID = {name: value for name, value in ROLE.items() if name != "paid"}


@pytest.mark.parametrize(
    ("role", "person", "sentence"),
    [
        (ROLE | {"colour": "red"}, {}, "role.colour is not a known attribute"),
        (WITHOUT_PAID, {}, "role.paid is missing"),
        (
            ROLE | {"setting": "castle"},
            {},
            "role.setting 'castle' is not one of academy, maintained, independent",
        ),
        (ROLE | {"paid": 1}, {}, "role.paid must be true or false"),
        (ROLE | {"activities": "care_supervise"}, {}, "role.activities must be a list"),
        (ROLE | {"start_date": "2026-02-30"}, {}, "role.start_date must be a date like 2026-09-01"),
        (ROLE | {"start_date": dt.datetime(2026, 9, 1)}, {}, "role.start_date must be a date like 2026-09-01"),  # noqa: DTZ001
        (ROLE | {"start_date": 20260901}, {}, "role.start_date must be a date like 2026-09-01"),
        (ROLE | {"start_date": "2026-9-1"}, {}, "role.start_date must be a date like 2026-09-01"),
        (ROLE | {"start_date": "20260901"}, {}, "role.start_date must be a date like 2026-09-01"),
        (ROLE | {"start_date": "٢٠٢٦-٠٩-٠١"}, {}, "role.start_date must be a date like 2026-09-01"),
        (ROLE, {"abroad": PORTUGAL | {"months": float("nan")}}, "person.abroad.months must be a number, 0 or more"),
        (ROLE, {"update_service": {"status": "CLEAR"}}, "person.update_service.status 'CLEAR' is not one of BLANK_NO"),
        (
            ROLE,
            {"internal": ALREADY_HERE | {"was_teaching_work": True}},
            "person.internal.was_teaching_work True is not",
        ),
        (ROLE | {"title": None}, {}, "role.title must be text"),
        (ROLE, {"age_at_start": True}, "person.age_at_start must be a whole number, 0 or more"),
        (ROLE, {"age_at_start": "32"}, "person.age_at_start must be a whole number, 0 or more"),
        (ROLE, {"abroad": PORTUGAL | {"months": -1}}, "person.abroad.months must be a number, 0 or more"),
        (ROLE, {"abroad": {}}, "person.abroad.months is missing"),
        (ROLE, {"abroad": "Portugal"}, "person.abroad must be an object"),
        (ROLE, {"internal": ALREADY_HERE | {"since": 2019}}, "person.internal.since is not a known attribute"),
        (ROLE | {"governance_role": "trustee"}, {}, "role.governance_role must be given for governance, and only"),
        (ROLE | {"engagement": "governance"}, {}, "role.governance_role must be given for governance, and only"),
    ],
)
def test_a_case_told_wrongly_is_refused_by_name(role, person, sentence):
    with pytest.raises(InvalidCase) as refusal:
        required_checks(role, PERSON | person)

    assert sentence in str(refusal.value)


def test_an_unknown_activity_is_refused_by_name():
    with pytest.raises(InvalidCase, match=r"role\.activities 'juggling' is not one of teach_train_instruct"):
        required_checks(ROLE | {"activities": ["care_supervise", "juggling", {}]}, PERSON)


def test_every_fault_is_named_at_once():
    with pytest.raises(InvalidCase) as refusal:
        required_checks(ROLE | {"paid": None, "phase": "nursery"}, {})

    assert len(refusal.value.problems) == 2 + len(PERSON)


def test_faults_in_the_policy_are_named_with_the_others():
    with pytest.raises(InvalidCase) as refusal:
        required_checks(ROLE | {"paid": None}, PERSON, {"palm_reading": True, "references_min": 0})

    assert refusal.value.problems == (
        "role.paid must be true or false",
        "policy.palm_reading is not a known attribute",
    )


@pytest.mark.parametrize("name", [*ROLE, *PERSON])
def test_no_fact_is_taken_for_granted(name):
    told = [{each: value for each, value in facts.items() if each != name} for facts in (ROLE, PERSON)]
    if name == "title":
        assert required_checks(*told) == required_checks(ROLE, PERSON)
    else:
        with pytest.raises(InvalidCase, match=rf"^(role|person)\.{name} is missing$"):
            required_checks(*told)


def test_a_date_at_the_end_of_the_calendar_is_no_trouble():
    person = PERSON | {"previous_school_post": LEFT_A_SCHOOL | {"end_date": "9999-12-31"}}

    assert "barred_list_standalone" in required_checks(ROLE, person).codes


def test_something_that_is_not_a_case_is_refused():
    with pytest.raises(InvalidCase, match="role must be an object; person must be an object"):
        required_checks([], None)
