"""When evidence can be: for every kind, not before it could exist."""

import pytest

from checks.kinds import KINDS
from checks.record.columns import COLUMNS
from tests.checks.kinds.receipts import GOOD

EVERY_KIND = pytest.mark.parametrize("each", KINDS.values(), ids=lambda each: each.code)
AFTER_OFFER = [each for each in KINDS.values() if each.earliest_stage == "offered"]
ANSWERS = [each for each in KINDS.values() if each.is_a_declaration or each.is_a_letter]


def told(each, check, seen_on, **more):
    return each.Evidence(GOOD[each.code] | {"evidence_on": seen_on}, check=check, **more).errors.get("evidence_on", [])


@EVERY_KIND
def test_nothing_was_seen_before_the_file_was_opened(each, check):
    check.clearance.offer_made_at = check.asked_at = None

    assert told(each, check, "2026-05-31") == [
        "These checks were opened on 1 June 2026, so it cannot have been seen for them before. Check the date"
    ]


@pytest.mark.parametrize("each", AFTER_OFFER, ids=lambda each: each.code)
def test_what_may_be_asked_only_after_an_offer_was_not_seen_before_it(each, check):
    check.asked_at = None

    assert told(each, check, "2026-06-11") == [
        "The offer was made on 12 June 2026, and the law lets us ask only after it. Check the date"
    ]


@pytest.mark.parametrize("each", ANSWERS, ids=lambda each: each.code)
def test_an_answer_does_not_come_before_the_question(each, check):
    assert told(each, check, "2026-06-23") == [
        "We asked on 24 June 2026, so the answer cannot have come before. Check the date"
    ]


@EVERY_KIND
def test_a_record_from_before_is_taken_when_it_is_marked_as_one(each, check):
    too_early = ("cannot have been seen for them before", "only after it", "cannot have come before")

    assert not any(
        words in sentence for sentence in told(each, check, "2026-05-31", historic=True) for words in too_early
    )


def test_health_and_the_dbs_are_among_what_waits_for_an_offer():
    codes = {each.code for each in AFTER_OFFER}

    assert {"medical_fitness", "dbs_enhanced", "childcare_disqualification", "prohibition"} <= codes
    assert {"self_declaration", "online_search", "identity", "right_to_work"}.isdisjoint(codes)


def test_each_kind_and_the_single_central_record_agree_on_its_column():
    columns = {code: column.code for column in COLUMNS for code in column.checks}
    known = {code: each.record_column for code, each in KINDS.items() if each.record_column}

    assert known == columns


@EVERY_KIND
def test_a_kind_says_who_how_often_whether_it_may_wait_and_how_long_it_is_kept(each):
    assert each.verified_by
    assert not each.verified_by.endswith(".")
    assert each.repeats.endswith(".")
    assert each.kept_for.endswith(".")
    assert each.may_wait == "" or each.may_wait.endswith(".")
    assert set(each.bars) <= set(each.outcomes)
    assert all(each.outcomes[outcome].result == "concern" for outcome in each.bars)
    assert set(each.goes_on_with) <= set(each.outcomes)


def test_what_is_never_waived_is_corrected_by_two_people():
    alone = {code for code, each in KINDS.items() if each.bars and not each.two_people}

    assert alone == {"governance_eligibility_declaration"}


def test_nothing_the_law_forbids_to_put_off_says_that_it_may_wait():
    never = {
        "identity",
        "right_to_work",
        "rtw_follow_up",
        "prohibition",
        "section_128",
        "barred_list",
        "barred_list_standalone",
    }

    assert [code for code in never if KINDS[code].may_wait] == []
