"""The exception as a hostile stranger tries it: on another day, under somebody who is not there, after its time, against the news."""

import datetime as dt

import pytest

from checks.dbs_tasks import stop_early_starts
from checks.models import Clearance
from hiring import clock
from hiring.actors import SYSTEM
from hiring.models import Membership, Role
from tests.checks.dbs import early as tell
from tests.checks.evidence import good_evidence
from tests.checks.people import telling
from vacancies.models import Appointment
from vacancies.tasks import stop_work
from workflows.blockers import Blocked

pytestmark = pytest.mark.django_db
A_DAY = dt.timedelta(days=1)


def gate_of(early):
    return Clearance.objects.get(pk=early.clearance_id).gate()


def test_nobody_begins_before_the_day_the_safeguards_are_for(cast):
    first = clock.today() + 5 * A_DAY
    early = tell.approved(cast, starts_on=first, review_on=first + 5 * A_DAY)
    appointment = Appointment.objects.get(clearance=early.clearance)
    assert gate_of(early).status == "exception"
    with pytest.raises(Blocked, match="nobody begins under them before it"):
        appointment.confirm_start(by=cast.head, starts_on=clock.today())
    assert stop_early_starts() == 0
    with clock.at(clock.london(first, 9)):
        appointment.confirm_start(by=cast.head)
        assert Appointment.objects.get(pk=appointment.pk).start(by=cast.hr).state == "started"
        tell.as_at_a_commit()


def test_nobody_supervises_who_waits_for_a_certificate_themselves(cast):
    first = tell.at_work(cast)
    with pytest.raises(Blocked, match="or waits for a certificate themselves"):
        tell.proposed(cast, tell.another(cast), supervisor=first.clearance.person)


def test_nobody_supervises_while_they_are_stood_down_or_when_they_have_left(cast):
    file = telling.at_work(cast)
    Membership.objects.create(user=file.person, trust=cast.trust, school=cast.school, role=Role.HR_OFFICER)
    early = tell.approved(cast, supervisor=file.person)
    assert gate_of(early).is_open
    tell.afresh(file).stop_relying(by=cast.head, reason="A call from the police.")
    assert not gate_of(early).is_open
    tell.afresh(file).rely_on(by=cast.head)
    assert gate_of(early).is_open
    tell.afresh(file).leave(by=cast.head, left_on=clock.today(), reason="Another school.")
    assert not gate_of(early).is_open
    assert stop_early_starts() == 1


@pytest.mark.parametrize("how", ["raise_concern", "void", "barred"])
def test_news_about_the_list_is_let_in_while_they_are_at_work(cast, how):
    early = tell.at_work(cast)
    check = tell.afresh(early.clearance.checks.get(code="barred_list_standalone"))
    if how == "barred":
        check.see_again(by=cast.hr, evidence=good_evidence(check, outcome="barred"))
    else:
        getattr(check, how)(by=cast.head, reason="A call from the DBS.")
    tell.as_at_a_commit()
    assert early.clearance.concerns.get().state == ("stood_down" if how == "barred" else "raised")
    assert not gate_of(early).is_open
    stop_early_starts()
    stop_work()
    tell.as_at_a_commit()
    assert Appointment.objects.get().state == "stood_down"
    assert early.clearance.incidents.count() == 1


STATUS = {"subscribed": True, "consent": True, "original_seen": True, "status": None}
STATUS |= {"workforce": "child", "level": "enhanced", "children_barred_list": True}


def test_a_status_in_place_of_the_certificate_ends_the_exception_and_nobody_is_stood_down(cast):
    early = tell.at_work(cast)
    file = tell.afresh(early.clearance)
    file.derive(by=SYSTEM, person_facts={"update_service": STATUS})
    status = tell.afresh(file.checks.get(code="dbs_update_status"))
    status.record(by=cast.hr, evidence=good_evidence(status))
    tell.as_at_a_commit()
    assert file.checks.get(code="dbs_enhanced").state == "let_go"
    assert tell.afresh(early).state == "ended"
    assert stop_early_starts() == 0
    assert gate_of(early).title == "At work, every check is clear"
