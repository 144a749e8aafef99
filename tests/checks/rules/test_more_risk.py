"""Adding risk never takes a check away, nor weakens one, unless a line of the table lifts it by name."""

from hypothesis import given, settings
from hypothesis import strategies as st

from checks.rules import required_checks
from checks.rules.rule import Lifts
from checks.rules.strengths import is_weaker
from checks.rules.tables.blocks import BLOCKS
from checks.rules.vocabulary import ACTIVITIES
from tests.checks.rules.told import any_person, any_role, strengths

LIFTED = {
    (code, line.id) for block in BLOCKS for line in block.lines if isinstance(line, Lifts) for code in line.codes
}

MORE_OF = {
    "contact": ("none", "opportunity", "direct"),
    "frequency": ("one_off", "occasional", "frequent"),
    "teaching_work": ("no", "under_direction", "yes"),
}
TRUE_IS_RISKIER = (
    "overnight",
    "paid",
    "qts_required",
    "qualification_required",
    "management",
    "early_years",
    "later_years_childcare",
    "manages_childcare",
    "competitive_process",
    "starts_before_dbs",
    "person_with_significant_control",
)
FALSE_IS_RISKIER = ("supervised", "temporary_or_occasional_service")
LONG_ABROAD = {"months": 60, "years_since_end": 0, "aged_18_or_over": True, "taught": True}
RISKIER_PERSON = (
    {"names_changed": True},
    {"rtw": "time_limited"},
    {"abroad": LONG_ABROAD},
    {"agency_dbs_has_disclosure": True},
)
RISKIER_ROLE = (
    *({name: True} for name in TRUE_IS_RISKIER),
    *({name: False} for name in FALSE_IS_RISKIER),
    *({name: order[-1]} for name, order in MORE_OF.items()),
    *({"contact": "opportunity"}, {"frequency": "occasional"}, {"teaching_work": "under_direction"}),
    *({"activities": activity} for activity in ACTIVITIES),
)


def with_more_risk(role, change):
    """The role with one fact made riskier; a fact already riskier than that stays as it is."""
    ((name, value),) = change.items()
    if name == "activities":
        return role | {"activities": [*{*role["activities"], value}]}
    if name in MORE_OF:
        value = max(value, role[name], key=MORE_OF[name].index)
    return role | {name: value}


def assert_nothing_lost(before, after):
    left_out = {each.code: each.rule for each in after.excluded}
    for code in set(before.codes) - set(after.codes):
        assert (code, left_out[code]) in LIFTED
    for code in set(before.codes) & set(after.codes):
        assert not is_weaker(strengths(after)[code], strengths(before)[code])


@settings(max_examples=1500, deadline=None)
@given(any_role(), any_person, st.sampled_from(RISKIER_ROLE))
def test_more_risk_in_the_role_takes_no_check_away(role, person, change):
    before = required_checks(role, person)

    assert_nothing_lost(before, required_checks(with_more_risk(role, change), person))


@settings(max_examples=500, deadline=None)
@given(any_role(), any_person, st.sampled_from(RISKIER_PERSON))
def test_more_risk_in_the_person_takes_no_check_away(role, person, change):
    before = required_checks(role, person)

    assert_nothing_lost(before, required_checks(role, person | change))
