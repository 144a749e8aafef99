"""Each guard of what a trust asks beyond the rules: what it lets through, and what it says when it does not."""

import pytest

from checks import claims, reference_policy, rules_policy
from checks.models import ReferencePolicy, RulesPolicy
from hiring import clock
from workflows.transitions import Move


def told(guard, policy):
    return [blocker.text for blocker in guard(policy, Move(by=None, at=clock.now()))]


def choosing(**choices):
    return RulesPolicy(choices=choices)


def settled(by, trust, **choices):
    return RulesPolicy.settle(by=by, trust=trust, choices=choices, instead_of=0, reason="Agreed by the trustees.")


def test_it_is_told_in_words_the_rules_know():
    guard = rules_policy.it_is_told_in_words_the_rules_know
    assert told(guard, choosing()) == []
    assert told(guard, choosing(references_min=3, online_search="off", strength={"online_search": "must"})) == []
    assert told(guard, choosing(palm_reading=True, references_min="two", online_search="sometimes")) == [
        "policy.palm_reading is not a known attribute.",
        "policy.references_min must be a whole number, 0 or more.",
        "policy.online_search 'sometimes' is not one of all_shortlisted, off.",
    ]


@pytest.mark.parametrize(
    ("knob", "loosest", "too_loose", "refusal"),
    [
        (
            "references_min",
            1,
            0,
            (
                "References for each appointment must be at least 1. "
                "Reference may be required by law, and no trust can loosen that."
            ),
        ),
        (
            "overseas_months",
            6,
            7,
            (
                "Months abroad from which a further check is made must be at most 6. "
                "Overseas check may be required by law, and no trust can loosen that."
            ),
        ),
        (
            "overseas_years",
            5,
            4,
            (
                "Years back for which time abroad counts must be at least 5. "
                "Overseas check may be required by law, and no trust can loosen that."
            ),
        ),
        (
            "strength",
            {"identity": "must"},
            {"identity": "should"},
            (
                "Policy.strength.identity 'should' is weaker than the rules' 'must'. "
                "No trust can loosen what the table asks."
            ),
        ),
    ],
)
def test_it_loosens_no_must(knob, loosest, too_loose, refusal):
    guard = rules_policy.it_loosens_no_must
    assert told(guard, choosing()) == told(guard, choosing(**{knob: loosest})) == []
    assert told(guard, choosing(**{knob: too_loose})) == [refusal]


@pytest.mark.parametrize(("longer_limit", "least"), [(False, 6), (True, 9)])
def test_it_keeps_the_unsuccessful_for_as_long_as_a_claim(settings, longer_limit, least):
    settings.SIX_MONTH_TRIBUNAL_LIMIT_FROM = clock.today() if longer_limit else None
    guard = rules_policy.it_keeps_the_unsuccessful_for_as_long_as_a_claim
    for months in (least, 12):
        assert told(guard, choosing()) == told(guard, choosing(retention_unsuccessful_months=months)) == []
    for months in (least - 1, 13):
        assert told(guard, choosing(retention_unsuccessful_months=months)) == [
            f"Months an unsuccessful application is kept must be {least} to 12. {claims.note()}"
        ]


def test_it_decides_on_probation_before_protection():
    guard = rules_policy.it_decides_on_probation_before_protection
    for months in (1, 5):
        assert told(guard, choosing()) == told(guard, choosing(probation_months=months)) == []
    for months in (0, 6):
        [sentence] = told(guard, choosing(probation_months=months))
        assert sentence.startswith(
            "Months within which a probation is decided must be 1 to 5. Whoever began on 1 July 2026"
        )


def test_it_keeps_within_bounds():
    guard = reference_policy.it_keeps_within_bounds
    assert told(guard, ReferencePolicy()) == told(guard, ReferencePolicy(link_days=84, least_tries=10)) == []
    assert told(guard, ReferencePolicy(remind_after=[])) == []
    assert told(guard, ReferencePolicy(answer_in=1, link_days=6, remind_after=[3, 3])) == [
        "Working days a referee has to answer: from 2 to 20.",
        "Days for which a link works: from 7 to 84. No link works for more than twelve weeks.",
        "Give the days of reminders in their order, each once.",
    ]
    assert told(guard, ReferencePolicy(least_tries=2)) == [
        (
            "Tries before a reference may be given up: from 3 to 10. "
            "The headteacher does without a reference only after three tries on record."
        )
    ]


def test_nobody_settled_it_meanwhile(cast):
    guard = rules_policy.nobody_settled_it_meanwhile
    mine = RulesPolicy(school=cast.school)
    mine.instead_of = 0
    settled(cast.stranger, cast.far_school.trust, overseas_months=1)
    assert told(guard, mine) == []
    theirs = settled(cast.hr_manager, cast.trust, overseas_months=2)
    assert told(guard, theirs) == []
    assert told(guard, mine) == [
        "Somebody changed the trust's choices while you were looking at them. Look again.",
    ]
    mine.instead_of = theirs.pk
    assert told(guard, mine) == []


def test_something_changes():
    guard = rules_policy.something_changes
    policy = choosing(overseas_months=2)
    policy.before = {}
    assert told(guard, policy) == []
    policy.before = {"overseas_months": 2}
    assert told(guard, policy) == ["Nothing is changed. Change an answer first."]
