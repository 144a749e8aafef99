import pytest

from checks.rules import InvalidCase, LoosensAMust, required_checks
from checks.rules.policy import strongest, within_bounds
from checks.rules.strengths import STRENGTHS
from checks.rules.vocabulary import CODES
from tests.checks.rules.told import PERSON, PORTUGAL, ROLE, rules, strengths

ASSISTANT = ROLE | {"teaching_work": "under_direction"}
SHORT_STAY = PERSON | {"abroad": PORTUGAL | {"months": 2}}


def test_a_trust_may_check_all_who_teach_under_direction():
    by_default = required_checks(ASSISTANT, PERSON)
    by_policy = required_checks(ASSISTANT, PERSON, {"prohibition_check_for_under_direction": True})

    assert rules(by_default)["prohibition"] == "E8.2"
    assert strengths(by_policy)["prohibition"] == "policy"


def test_a_trust_may_ask_about_shorter_stays_abroad_and_about_childhood():
    as_a_child = PERSON | {"abroad": PORTUGAL | {"aged_18_or_over": False}}

    assert "overseas_criminal_record" not in required_checks(ROLE, SHORT_STAY).codes
    assert "overseas_criminal_record" in required_checks(ROLE, SHORT_STAY, {"overseas_months": 1}).codes
    assert "overseas_criminal_record" not in required_checks(ROLE, as_a_child).codes
    assert "overseas_criminal_record" in required_checks(ROLE, as_a_child, {"overseas_adult_only": False}).codes


def test_a_trust_may_leave_online_searches_off_for_guidance_asks_only_to_consider_them():
    decision = required_checks(ROLE, PERSON, {"online_search": "off"})

    assert rules(decision)["online_search"] == "E2.3"
    assert "online_search" not in decision.codes


def test_a_trust_may_bind_itself_harder():
    decision = required_checks(ROLE, PERSON, {"strength": {"online_search": "must"}})

    assert strengths(decision)["online_search"] == "must"


@pytest.mark.parametrize(
    ("policy", "named"),
    [
        ({"references_min": 0}, "policy.references_min must be at least 1: references"),
        ({"overseas_months": 7}, "policy.overseas_months must be at most 6: overseas_criminal_record"),
        ({"overseas_years": 4}, "policy.overseas_years must be at least 5: overseas_criminal_record"),
        ({"strength": {"identity": "should"}}, "policy.strength.identity 'should' is weaker than the rules' 'must'"),
        ({"strength": {"references": "policy"}}, "policy.strength.references 'policy' is weaker"),
        (
            {"strength": {"section_128": "should"}},
            "policy.strength.section_128 'should' is weaker than the rules' 'must'",
        ),
    ],
)
def test_a_policy_that_loosens_is_refused_by_name(policy, named):
    with pytest.raises(LoosensAMust) as refusal:
        required_checks(ROLE, PERSON, policy)

    assert named in str(refusal.value)


@pytest.mark.parametrize(
    ("policy", "asked"),
    [({"overseas_months": 6}, False), ({"overseas_months": 5}, True), ({"overseas_years": 5}, False), ({}, True)],
)
def test_from_which_stay_on_is_the_trusts_own_judgement(policy, asked):
    """No act sets a threshold: 3 months in 10 years, 3 in 5 and 6 in 10 are all in use (decision 0020)."""
    stay = {"months": 5, "years_since_end": 6, "aged_18_or_over": True, "taught": False}
    assert ("overseas_criminal_record" in required_checks(ROLE, PERSON | {"abroad": stay}, policy).codes) is asked


def test_every_loosening_is_named_at_once_whoever_the_case_is_about():
    visitor = ROLE | {"engagement": "professional_visitor"}

    with pytest.raises(LoosensAMust) as refusal:
        required_checks(visitor, PERSON, {"overseas_months": 24, "strength": {"identity": "should"}})

    assert len(refusal.value.problems) == 2


@pytest.mark.parametrize("code", CODES)
def test_no_check_can_be_made_weaker_than_the_table_and_every_check_can_be_a_must(code):
    assert (
        "must" in strengths(required_checks(ROLE, PERSON, {"strength": {"identity": "must", code: "must"}})).values()
    )
    for strength in STRENGTHS[: STRENGTHS.index(strongest()[code])]:
        with pytest.raises(LoosensAMust, match=rf"policy\.strength\.{code} '{strength}' is weaker"):
            required_checks(ROLE, PERSON, {"strength": {code: strength}})


@pytest.mark.parametrize(
    ("policy", "named"),
    [
        (["strict"], "policy must be an object"),
        ("", "policy must be an object"),
        ({"strength": {"identity": "maybe"}}, "policy.strength.identity 'maybe' is not one of"),
        ({"overseas_adult_only": "no"}, "policy.overseas_adult_only must be true or false"),
        ({"skip_dbs": True}, "policy.skip_dbs is not a known attribute"),
        ({"online_search": "sometimes"}, "policy.online_search 'sometimes' is not one of all_shortlisted, off"),
        ({"references_min": "two"}, "policy.references_min must be a whole number"),
        ({"strength": {"palm_reading": "must"}}, "policy.strength.palm_reading is not a known attribute"),
    ],
)
def test_a_policy_in_unknown_words_is_refused_by_name(policy, named):
    with pytest.raises(InvalidCase) as refusal:
        required_checks(ROLE, PERSON, policy)

    assert named in str(refusal.value)


def test_what_was_settled_while_the_bounds_were_wider_is_read_within_them():
    assert within_bounds({"overseas_months": 12, "overseas_years": 4, "online_search": "off"}) == {
        "overseas_months": 6,
        "overseas_years": 5,
        "online_search": "off",
    }
    assert within_bounds({"overseas_months": 1}) == {"overseas_months": 1}
