import datetime as dt

import pytest

from checks.rules import required_checks
from checks.rules.months import months_after
from tests.checks.rules.told import LEFT_A_SCHOOL, PERSON, PORTUGAL, ROLE, rules, strengths

HELPER = ROLE | {"engagement": "volunteer", "supervised": True, "paid": False}
TUTOR = ROLE | {"engagement": "self_employed"}


def test_a_supervised_volunteer_enters_regulated_activity_on_1_september_2026():
    before = required_checks(HELPER | {"start_date": "2026-08-31"}, PERSON)
    after = required_checks(HELPER | {"start_date": "2026-09-01"}, PERSON)

    assert (before.regulated_activity, before.regulated_activity_rule) == (False, "R5")
    assert rules(before)["barred_list"] == "R5"
    assert (after.regulated_activity, after.regulated_activity_rule) == (True, "R6")
    assert set(after.codes) - set(before.codes) == {"dbs_enhanced", "barred_list"}


def test_references_become_a_must_in_early_years_on_1_september_2025():
    nursery = ROLE | {"early_years": True}

    assert strengths(required_checks(nursery | {"start_date": "2025-08-31"}, PERSON))["references"] == "should"
    assert strengths(required_checks(nursery | {"start_date": "2025-09-01"}, PERSON))["references"] == "must"
    assert strengths(required_checks(ROLE, PERSON))["references"] == "should"


def test_right_to_work_widens_to_the_self_employed_on_1_october_2026():
    elsewhere = TUTOR | {"setting": "maintained"}

    assert strengths(required_checks(TUTOR | {"start_date": "2026-09-30"}, PERSON))["right_to_work"] == "policy"
    assert strengths(required_checks(TUTOR | {"start_date": "2026-10-01"}, PERSON))["right_to_work"] == "must"
    assert "right_to_work" not in required_checks(elsewhere | {"start_date": "2026-09-30"}, PERSON).codes
    assert "right_to_work" in required_checks(elsewhere | {"start_date": "2026-10-01"}, PERSON).codes


def test_a_source_names_the_edition_in_force_on_the_first_day():
    def source_of_online_search(day):
        decision = required_checks(ROLE | {"start_date": day}, PERSON)
        return next(each.source for each in decision.required if each.code == "online_search")

    assert source_of_online_search("2026-08-31").startswith("Keeping children safe in education 2025")
    assert source_of_online_search("2026-09-01").startswith("Keeping children safe in education 2026")


@pytest.mark.parametrize(
    ("left_on", "carries_over"),
    [("2026-08-30", True), ("2026-08-29", True), ("2026-08-28", True), ("2026-08-27", False)],
)
def test_the_three_month_rule_counts_calendar_months_to_the_first_day(left_on, carries_over):
    role = ROLE | {"start_date": "2026-11-28"}
    person = PERSON | {"previous_school_post": LEFT_A_SCHOOL | {"end_date": left_on}, "abroad": PORTUGAL}

    decision = required_checks(role, person)

    assert ("barred_list_standalone" in decision.codes) is carries_over
    assert ("dbs_enhanced" in decision.codes) is not carries_over
    assert ("overseas_criminal_record" in decision.codes) is not carries_over
    if carries_over:
        assert {rules(decision)[code] for code in ("dbs_enhanced", "overseas_criminal_record")} == {"E4"}


def test_months_end_on_the_last_day_there_is():
    assert months_after("2026-11-30", 3) == dt.date(2027, 2, 28)
    assert months_after(dt.date(2027, 11, 30), 3) == dt.date(2028, 2, 29)
    assert months_after("2026-10-31", 3) == dt.date(2027, 1, 31)


def test_the_edition_is_the_first_day_however_it_is_given():
    as_text = required_checks(ROLE, PERSON)

    assert as_text.edition == "2026-11-30"
    assert required_checks(ROLE | {"start_date": dt.date(2026, 11, 30)}, PERSON) == as_text
