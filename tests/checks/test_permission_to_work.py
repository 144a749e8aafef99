"""Permission to work that ends: the follow-up is written down at once, falls due in time, and renews the first check."""

import datetime as dt

import pytest

from checks.gate import Gate
from checks.models import Check
from hiring import clock
from tests import story
from tests.checks.evidence import good_evidence

ENDS = {"outcome": "limited_until", "method": "share_code", "document": "", "share_code": "W12345678"}


def the(code):
    return Check.objects.select_related("clearance__school__trust", "clearance__person").get(code=code)


def until(day):
    return ENDS | {"permission_ends_on": day.isoformat()}


def seen(cast, day):
    check = the("right_to_work")
    return check.record(by=cast.hr, evidence=good_evidence(check, **until(day)))


SATURDAY = dt.date(2027, 5, 15)


@pytest.mark.parametrize("foreseen", ["time_limited", "settled"])
def test_the_day_to_check_again_is_written_down_at_once(cast, monkeypatch, foreseen):
    story.accepted(cast)
    if foreseen == "time_limited":
        the("right_to_work").clearance.derive(by=cast.hr, person_facts={"rtw": "time_limited"})
    seen(cast, SATURDAY)
    first, again = the("right_to_work"), the("rtw_follow_up")
    assert (first.state, first.expires_on) == ("clear", SATURDAY)
    assert (again.state, again.expires_on) == ("clear", dt.date(2027, 5, 14)), "it ends on a Saturday"
    assert "To be checked again by 14 May 2027" in again.receipts.get().sentence


def test_it_falls_due_before_the_permission_ends(cast):
    story.accepted(cast)
    seen(cast, SATURDAY)
    file = the("right_to_work").clearance
    on_the_day = {line.check.code: line.condition for line in Gate(file, on=dt.date(2027, 5, 14))._lines}
    the_day_after = {line.check.code: line.condition for line in Gate(file, on=SATURDAY)._lines}
    then_all = {line.check.code: line.condition for line in Gate(file, on=dt.date(2027, 5, 16))._lines}
    assert (on_the_day["rtw_follow_up"], on_the_day["right_to_work"]) == ("clear", "clear")
    assert (the_day_after["rtw_follow_up"], the_day_after["right_to_work"]) == ("expired", "clear")
    assert (then_all["rtw_follow_up"], then_all["right_to_work"]) == ("expired", "expired")


def test_the_follow_up_renews_the_first_check(cast):
    story.accepted(cast)
    seen(cast, clock.today() + dt.timedelta(days=90))
    again = the("rtw_follow_up")
    further = clock.today() + dt.timedelta(days=800)
    again.record(by=cast.hr, evidence=good_evidence(the("right_to_work"), **until(further)))
    first = the("right_to_work")
    assert first.expires_on == further
    assert first.receipts.count() == 2
    assert the("rtw_follow_up").expires_on <= further


def test_permission_without_an_end_needs_no_follow_up(cast):
    story.accepted(cast)
    the("right_to_work").clearance.derive(by=cast.hr, person_facts={"rtw": "time_limited"})
    check = the("right_to_work")
    check.record(by=cast.hr, evidence=good_evidence(check))
    again = the("rtw_follow_up")
    assert (again.state, again.expires_on, again.receipts.get().outcome) == ("clear", None, "not_needed")


def test_a_start_is_not_held_for_a_follow_up_that_is_not_due(cast):
    appointment = story.accepted(cast)
    seen(cast, clock.today() + dt.timedelta(days=400))
    for check in appointment.clearance.checks.exclude(code__in=["right_to_work", "rtw_follow_up"]):
        story.clear(check, cast)
    assert the("right_to_work").clearance.gate().is_open
