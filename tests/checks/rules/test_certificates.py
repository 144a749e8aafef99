"""Which DBS route a person takes."""

import pytest

from checks.rules import required_checks
from tests.checks.rules.told import LEFT_A_SCHOOL, ON_THE_UPDATE_SERVICE, PERSON, ROLE, rules

DBS = {"dbs_enhanced", "barred_list", "barred_list_standalone", "dbs_update_status", "dbs_interim_risk_assessment"}


def dbs_checks(role=None, **person):
    return DBS & set(required_checks(ROLE | (role or {}), PERSON | person).codes)


@pytest.mark.parametrize(
    "fault",
    [
        {"subscribed": False},
        {"consent": False},
        {"original_seen": False},
        {"workforce": "adult"},
        {"level": "standard"},
        {"children_barred_list": False},
    ],
)
def test_a_subscription_that_does_not_fit_the_post_is_not_relied_on(fault):
    assert dbs_checks(update_service=ON_THE_UPDATE_SERVICE | fault) == {"dbs_enhanced", "barred_list"}


def test_a_volunteers_free_subscription_serves_volunteers_only():
    """Q17: it is commonly refused for paid work, so a new certificate is asked for."""
    free = ON_THE_UPDATE_SERVICE | {"free_as_volunteer": True}

    assert dbs_checks(update_service=free) == {"dbs_enhanced", "barred_list"}
    assert dbs_checks({"paid": False}, update_service=free) == {"dbs_update_status"}
    assert dbs_checks(update_service=free | {"free_as_volunteer": False}) == {"dbs_update_status"}


@pytest.mark.parametrize("status", ["NEW_INFO", "NO_MATCH_FOUND", "service_failure", None])
def test_a_status_that_is_not_no_new_information_asks_for_a_new_certificate(status):
    expected = {"dbs_update_status", "dbs_enhanced", "barred_list"}

    assert dbs_checks(update_service=ON_THE_UPDATE_SERVICE | {"status": status}) == expected


def test_starting_early_asks_for_the_list_and_a_written_assessment():
    expected = {"dbs_enhanced", "barred_list", "barred_list_standalone", "dbs_interim_risk_assessment"}

    assert dbs_checks({"starts_before_dbs": True}) == expected


def test_starting_early_asks_for_nothing_more_when_no_certificate_is_awaited():
    early = {"starts_before_dbs": True, "start_date": "2026-10-05"}

    assert dbs_checks(early, update_service=ON_THE_UPDATE_SERVICE) == {"dbs_update_status"}
    assert dbs_checks(early, previous_school_post=LEFT_A_SCHOOL) == {"barred_list_standalone"}


def test_nobody_under_16_is_asked_for_a_certificate():
    decision = required_checks(ROLE, PERSON | {"age_at_start": 15})

    assert DBS.isdisjoint(decision.codes)
    assert rules(decision)["dbs_enhanced"] == "R2"
    assert rules(decision)["barred_list"] == "R2"


def test_a_young_apprentice_is_checked_like_anybody_else():
    decision = required_checks(ROLE, PERSON | {"age_at_start": 17})

    assert {"dbs_enhanced", "barred_list", "young_person_risk_assessment"} <= set(decision.codes)


def test_head_office_staff_who_meet_no_pupils_are_not_asked_for_a_certificate():
    desk = ROLE | {"phase": "trust_central", "activities": [], "contact": "none"}

    decision = required_checks(desk, PERSON | {"update_service": ON_THE_UPDATE_SERVICE})

    assert DBS.isdisjoint(decision.codes)
    assert (decision.self_declaration_scope, decision.scr) == ("unspent_only", "may")
