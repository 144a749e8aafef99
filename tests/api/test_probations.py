"""A probation by JSON: read, met, extended and decided as on the pages, and refused with the same reasons."""

import datetime as dt

import pytest

from hiring import clock
from tests import story
from tests.api.asking import Asking, problem_of
from vacancies.models import Probation, ProbationReview

pytestmark = pytest.mark.django_db


def at(year, month, day):
    return clock.at(clock.london(dt.date(year, month, day), 9))


@pytest.fixture
def probation(cast):
    with at(2026, 4, 1):
        return story.started(cast).probation


def move(who, probation, verb, body=None):
    where = f"probations/{probation.pk}"
    return who.post(f"{where}/transitions/{verb}", body, If_Match=who.tag(where))


def test_the_days_are_read_and_nothing_that_was_written(cast, probation):
    with at(2026, 5, 12):
        story.met(probation, cast, agreed="CANARY", met_by="CANARY")
        told = Asking(cast.hr).get(f"probations/{probation.pk}")
    assert "CANARY" not in told.content.decode()
    facts = told.json()
    assert (facts["state"], facts["decide_by"], facts["protected_on"]) == ("running", "2026-09-01", "2027-01-01")
    assert facts["reviews"] == [{"week": 6, "held_on": "2026-05-12"}]
    hr = Asking(cast.hr)
    assert hr.get(f"probations?person={facts['person']}&undecided=true").json()["items"] == [facts]
    assert hr.get("probations?person=999999").json()["items"] == []
    assert Asking(cast.hr_elsewhere).get("probations").json()["items"] == []
    assert Asking(cast.safeguarding_lead).get("probations").json()["items"] == []


def test_hr_records_a_review_and_does_not_decide(cast, probation):
    hr = Asking(cast.hr)
    with at(2026, 5, 12):
        said = {"week": 6, "held_on": "2026-05-12", "met_by": "Sunil Bhatt", "agreed": "All well."}
        assert move(hr, probation, "record_review", said).status_code == 200
        assert (ProbationReview.objects.get().week, ProbationReview.objects.get().agreed) == (6, "All well.")
        problem_of(move(hr, probation, "confirm"), "not-allowed", 403)
        problem_of(move(hr, probation, "record_review", said | {"week": 9}), "invalid", 400)


def test_the_head_is_told_by_when_the_law_protects_and_extends_up_to_the_day_before(cast, probation):
    head = Asking(cast.head)
    with at(2026, 8, 20):
        story.met(probation, cast, week=18)
        longer = {"until": "2027-01-01", "reason": "Attendance."}
        told = problem_of(move(head, probation, "extend", longer), "transition-blocked", 409)
        [blocker] = told["blockers"]
        assert blocker["code"] == "probation.protected"
        assert (blocker["owner"], blocker["since"], blocker["expected_by"]) == (
            "the headteacher", "2026-04-01", "2026-12-31",
        )  # fmt: skip
        assert blocker["rule"]["set"] == "law"
        assert move(head, probation, "extend", longer | {"until": "2026-12-31"}).json()["state"] == "extended"
        assert move(head, probation, "confirm").json()["state"] == "confirmed"


def test_one_is_opened_where_none_began_by_itself(cast, monkeypatch):
    monkeypatch.setattr("vacancies.models.probation.begins_by_itself", lambda clearance: False)
    hr = Asking(cast.hr)
    with at(2026, 9, 1):
        where = f"appointments/{story.started(cast).pk}/probation"
        problem_of(hr.post(where, {"employed_since": "2024-01-01"}), "transition-blocked", 409)
        made = hr.post(where, {"employed_since": "2026-09-01"})
        assert (made.status_code, made.json()["protected_on"]) == (201, "2027-03-01")
        assert made["Location"] == f"/api/v1/probations/{Probation.objects.get().pk}"
        problem_of(hr.post(where, {"employed_since": "2026-09-01"}), "transition-blocked", 409)


def test_the_audit_of_an_application_does_not_tell_of_it(cast, probation):
    told = Asking(cast.hr).get(f"applications/{probation.appointment.application_id}/audit")
    assert told.status_code == 200
    assert "appointment.start" in told.content.decode()
    assert "probation" not in told.content.decode()
