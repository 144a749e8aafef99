"""Somebody who must be escorted is in school for one visit, and the gate asks for an escort again at the next."""

import datetime as dt

import pytest

from checks.models import Check, Clearance
from checks.work_tasks import look_at_who_is_at_work
from hiring import clock
from tests.checks.evidence import good_evidence
from tests.checks.people.telling import volunteer
from workflows.blockers import Blocked

pytestmark = pytest.mark.django_db


def afresh(record):
    model = type(record)
    return model.objects.select_related(*model.locked_with).get(pk=record.pk)


def escorted(file, cast, **more):
    check = Check.objects.select_related(*Check.locked_with).get(clearance=file, code="escort_or_supervise")
    told = {"source": "The sign-in record", "outcome": "escorted", "escort": "Sunil Bhatt"} | more
    check.record(by=cast.head, evidence=good_evidence(check, **told))


def days(number):
    return clock.at(clock.now() + dt.timedelta(days=number))


@pytest.fixture(autouse=True)
def story_day():
    with clock.at(clock.london(dt.date(2026, 7, 6), 9)):
        yield


@pytest.fixture
def helper(cast):
    """An occasional helper, weighed and escorted today."""
    file = volunteer(cast, role={"frequency": "occasional", "start_date": clock.today().isoformat()})
    check = Check.objects.select_related(*Check.locked_with).get(clearance=file, code="volunteer_risk_assessment")
    check.record(by=cast.head, evidence=good_evidence(check))
    escorted(file, cast)
    return file


def test_rely_on_an_escort_only_while_the_visit_lasts(cast, helper):
    assert afresh(helper).gate().title == "Ready to start"
    with days(1):
        assert afresh(helper).gate().title == "Start blocked by 1 check"
        with pytest.raises(Blocked, match="Escort or supervision: it was good until"):
            afresh(helper).rely_on(by=cast.head)


def test_a_visit_that_is_over_ends_by_itself_and_nobody_is_in_question(cast, helper):
    afresh(helper).rely_on(by=cast.head)
    assert look_at_who_is_at_work() == 0
    with days(1):
        assert (look_at_who_is_at_work(), look_at_who_is_at_work()) == (1, 0)
        file = afresh(helper)
        assert (file.state, file.concerns.count(), file.gate().is_open) == ("open", 0, False)
        assert file.events().order_by("id").last().actor_kind == "system"
    with days(30):
        escorted(helper, cast)
        assert afresh(helper).rely_on(by=cast.head).state == "relied_on"


def test_a_visit_of_several_days_lasts_until_its_last(cast, helper):
    escorted(helper, cast, last_day_on=(clock.today() + dt.timedelta(days=9)).isoformat())
    afresh(helper).rely_on(by=cast.head)
    with days(9):
        assert (look_at_who_is_at_work(), afresh(helper).gate().is_open) == (0, True)
    with days(10):
        assert (look_at_who_is_at_work(), Clearance.objects.get(pk=helper.pk).state) == (1, "open")
