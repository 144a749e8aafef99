"""The table and a second reading of its text agree on any case at all."""

from hypothesis import given, settings

from checks.rules import required_checks
from checks.rules.doubts import DOUBTS
from tests.checks.rules import plain_reading
from tests.checks.rules.our_cases import OURS, asked
from tests.checks.rules.told import LEFT_A_SCHOOL, ON_THE_UPDATE_SERVICE, PERSON, ROLE, any_person, any_role


@settings(max_examples=3000, deadline=None)
@given(any_role(), any_person)
def test_the_table_agrees_with_a_plain_reading_of_its_text(role, person):
    decision = required_checks(role, person)

    assert decision.regulated_activity == plain_reading.regulated(role, person)
    assert set(decision.codes) == plain_reading.needed(role, person) - plain_reading.departed_from(role, person)


def test_the_one_departure_from_the_text_is_told_among_the_doubts():
    early, carried = ROLE | {"starts_before_dbs": True}, PERSON | {"previous_school_post": LEFT_A_SCHOOL}
    current = PERSON | {"update_service": ON_THE_UPDATE_SERVICE}
    assert plain_reading.departed_from(early, carried) == {"dbs_interim_risk_assessment"}
    assert plain_reading.departed_from(early, current) == {"barred_list_standalone", "dbs_interim_risk_assessment"}
    assert plain_reading.departed_from(early, PERSON) == set()
    assert ("E7.1", "E7.2") in {doubt.rules for doubt in DOUBTS}


def test_the_plain_reading_agrees_with_our_cases():
    told = [asked(case) for case in OURS if case.policy is None]

    assert all(
        set(required_checks(*case).codes) == plain_reading.needed(*case[:2]) - plain_reading.departed_from(*case[:2])
        for case in told
    )
