"""What a form works out so that nobody ticks it, and how long evidence holds."""

import datetime as dt
from types import SimpleNamespace

import pytest

from checks.kinds import kind
from tests.checks.kinds.receipts import GOOD

NOTICE = {
    "outcome": "positive_verification_notice",
    "method": "employer_checking_service",
    "notice_reference": "PVN-2041",
}


def evidence(code, check=None, **changes):
    form = kind(code).Evidence(GOOD[code] | changes, check=check)
    assert form.errors == {}
    return form.cleaned_data


@pytest.mark.parametrize("regulated", [True, False])
def test_the_barred_list_is_asked_for_by_the_post_and_never_ticked(regulated):
    clearance = SimpleNamespace(regulated_activity=regulated)
    check = SimpleNamespace(asked_at=None, clearance=clearance, carries="barred_list" if regulated else "")

    given = evidence("dbs_enhanced", check, barred_list_asked="true")

    assert given["barred_list_asked"] is regulated
    assert "barred_list_asked" not in kind("dbs_enhanced").Evidence().fields


@pytest.mark.parametrize(("outcome", "has_content"), [("seen_no_content", False), ("seen_content", True)])
def test_only_whether_a_certificate_says_anything_is_kept(outcome, has_content):
    assert evidence("dbs_enhanced", outcome=outcome)["has_content"] is has_content


@pytest.mark.parametrize(
    ("code", "changes", "last_day"),
    [
        ("right_to_work", {}, None),
        ("right_to_work", {"outcome": "limited_until", "permission_ends_on": "2027-02-28"}, dt.date(2027, 2, 28)),
        ("right_to_work", NOTICE, dt.date(2027, 1, 3)),
        ("rtw_follow_up", {"permission_ends_on": "2028-01-29"}, dt.date(2028, 1, 28)),
        ("rtw_follow_up", {"permission_ends_on": "2027-03-29"}, dt.date(2027, 3, 25)),
        ("rtw_follow_up", {}, dt.date(2028, 1, 31)),
        ("dbs_interim_risk_assessment", {}, dt.date(2026, 7, 17)),
        ("dbs_interim_risk_assessment", {"outcome": "closed", "review_on": ""}, None),
        ("escort_or_supervise", {}, dt.date(2026, 7, 3)),
        ("escort_or_supervise", {"last_day_on": "2026-07-24"}, dt.date(2026, 7, 24)),
        ("volunteer_risk_assessment", {}, dt.date(2027, 7, 1)),
        ("employer_assurance", {"agreement_ends_on": "2027-08-31"}, dt.date(2027, 8, 31)),
        ("itt_provider_confirmation", {"placement_ends_on": "2027-03-26"}, dt.date(2027, 3, 26)),
        ("itt_provider_confirmation", {}, None),
        ("dbs_enhanced", {}, None),
    ],
)
def test_evidence_holds_until_its_last_day(code, changes, last_day):
    assert kind(code).expires_on(evidence(code, **changes)) == last_day


def test_we_wait_for_a_referee_by_name():
    asked = SimpleNamespace(referee=SimpleNamespace(name="Sam Okafor"))

    assert kind("references").holder_words(asked) == "Sam Okafor"
    assert kind("references").holder_words(SimpleNamespace()) == "the referee"


def test_an_overseas_certificate_is_never_clear_before_the_head_decides():
    assert "clear" not in {outcome.result for outcome in kind("overseas_criminal_record").outcomes.values()}


def test_what_bars_absolutely_is_a_concern_and_never_a_mere_decision():
    barring = {
        "barred_list": "barred",
        "barred_list_standalone": "barred",
        "prohibition": "prohibited",
        "section_128": "listed",
        "right_to_work": "no_right",
        "childcare_disqualification": "disqualified",
    }

    assert {kind(code).outcomes[outcome].result for code, outcome in barring.items()} == {"concern"}


@pytest.mark.parametrize(
    ("result", "field", "sentence"),
    [
        ("", "barred_list_result", "Select what the certificate says of the children's barred list"),
        ("barred", "outcome", "Select that the person is barred, and stop"),
    ],
)
def test_nobody_in_regulated_activity_is_cleared_without_the_list(check, result, field, sentence):
    form = kind("dbs_enhanced").Evidence(GOOD["dbs_enhanced"] | {"barred_list_result": result}, check=check)

    assert form.errors == {field: [sentence]}


def test_outside_regulated_activity_the_list_is_not_asked(check):
    check.clearance.regulated_activity, check.carries = False, ""

    assert "barred_list_result" not in kind("dbs_enhanced").Evidence(check=check).fields
