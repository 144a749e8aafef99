"""What runs out, is voided or turns bad travels: a confirmed start is confirmed no longer, and nobody returns on it (I4)."""

import datetime as dt

import pytest
from django.db import DatabaseError, connection, transaction

from checks.models import Check, Clearance
from hiring import clock
from hiring.models import Token
from tests import story
from tests.checks import everybody
from tests.checks.everybody import fresh
from vacancies.models import Appointment
from vacancies.tasks import hold_starts
from workflows import outbox
from workflows.blockers import Blocked

FIRST_DAY = dt.date(2026, 7, 6)
CODES = ("identity", "right_to_work", "references", "medical_fitness", "dbs_enhanced", "childcare_disqualification")
A_MINUTE = dt.timedelta(minutes=1)


@pytest.fixture(autouse=True)
def story_day():
    with clock.at(clock.london(FIRST_DAY, 9)):
        yield


@pytest.fixture
def confirmed(cast):
    """Everything clear, and the start confirmed for today, in a transaction that is over for the database's own rules."""
    appointment = story.ready(cast)
    appointment.confirm_start(by=cast.head)
    connection.check_constraints()
    return appointment


def again(appointment):
    return Appointment.objects.select_related(*Appointment.locked_with).get(pk=appointment.pk)


def check_of(appointment, code):
    return fresh(appointment.clearance.checks.filter(code=code).first())


def runs_out(check, on):
    """A permission, a certificate or an agreement that ends."""
    Check.objects.filter(pk=check.pk).update(expires_on=on)


def refused(verb, check, **details):
    with pytest.raises(Blocked) as why:
        verb(**details)
    return [each.fix for each in why.value.blockers] == [check.get_absolute_url()]


@pytest.mark.parametrize("code", CODES)
def test_a_voided_check_stops_a_confirmed_start_at_once_and_takes_the_confirmation_back(cast, confirmed, code):
    check = check_of(confirmed, code)
    check.void(by=cast.head, reason="It was somebody else's.")
    assert refused(again(confirmed).start, check, by=cast.hr)
    outbox.carry_out_all()
    assert again(confirmed).state == "accepted"
    assert refused(again(confirmed).confirm_start, check, by=cast.head)


@pytest.mark.parametrize("code", CODES)
def test_a_start_is_refused_for_the_same_check_by_page_by_program_and_by_sql(cast, client, confirmed, code):
    check = check_of(confirmed, code)
    check.void(by=cast.head, reason="It was somebody else's.")
    client.force_login(cast.hr)
    pressed = client.post(f"/people/{confirmed.clearance_id}/start/", {"version": again(confirmed).version})
    assert pressed.status_code == 409
    assert check.get_absolute_url() in pressed.content.decode()
    _token, key = Token.objects.for_staff(cast.hr, "Start")
    address = f"/api/v1/appointments/{confirmed.pk}/transitions/start?dry_run=true"
    asked = client.post(address, content_type="application/json", headers={"authorization": f"Bearer {key}"})
    told = asked.json()
    assert (told.get("allowed"), told.get("permitted")) == (False, True), told
    assert [each["code"].split(".")[0] for each in told["blockers"]] == [code]
    sql = "UPDATE checks_clearance SET state = 'relied_on', relied_on_at = %s WHERE id = %s; SET CONSTRAINTS checks_clearance_gate IMMEDIATE"
    with pytest.raises(DatabaseError, match=f"without their checks .*: {code} 1"), transaction.atomic():
        connection.cursor().execute(sql, [clock.now(), confirmed.clearance_id])
    assert again(confirmed).state == "confirmed"


@pytest.mark.parametrize("code", CODES)
def test_adverse_news_stops_a_confirmed_start(cast, confirmed, code):
    check = check_of(confirmed, code)
    check.void(by=cast.head, reason="To be looked at again.")
    fresh(check).ask(by=cast.hr)
    fresh(check).raise_concern(by=cast.head, reason="Something was found.")
    assert refused(again(confirmed).start, check, by=cast.hr)
    outbox.carry_out_all()
    assert again(confirmed).state == "accepted"
    assert "Concern to decide" in [line.word for line in again(confirmed).clearance.gate().lines]


@pytest.mark.parametrize(("minutes", "is_open"), [(-1, True), (1, False)])
def test_the_last_day_ends_at_midnight_in_england(cast, confirmed, minutes, is_open):
    """Midnight on 6 July is 23:00 in Greenwich: the day that counts is England's."""
    runs_out(check_of(confirmed, "right_to_work"), FIRST_DAY)
    with clock.at(clock.london(FIRST_DAY + dt.timedelta(days=1)) + minutes * A_MINUTE):
        assert again(confirmed).clearance.gate().is_open is is_open
        hold_starts()
        assert again(confirmed).state == ("confirmed" if is_open else "accepted")


@pytest.mark.parametrize("code", CODES)
def test_what_runs_out_stops_a_start_though_no_row_has_changed(cast, confirmed, code):
    check = check_of(confirmed, code)
    runs_out(check, FIRST_DAY)
    events = again(confirmed).clearance.history_length
    with clock.at(clock.london(FIRST_DAY + dt.timedelta(days=1), 9)):
        assert refused(again(confirmed).start, check, by=cast.hr)
        assert Clearance.objects.get(pk=confirmed.clearance_id).history_length == events
        assert hold_starts() == 1
        assert again(confirmed).state == "accepted"
        assert hold_starts() == 0


def test_a_renewed_check_lets_the_start_be_confirmed_again(cast, confirmed):
    check = check_of(confirmed, "medical_fitness")
    runs_out(check, FIRST_DAY)
    with clock.at(clock.london(FIRST_DAY + dt.timedelta(days=1), 9)):
        hold_starts()
        fresh(check).record(by=cast.hr, evidence=everybody.evidence_for(fresh(check)))
        again(confirmed).confirm_start(by=cast.head)
        assert again(confirmed).start(by=cast.hr).state == "started"


@pytest.mark.parametrize("code", CODES)
def test_what_is_voided_under_somebody_at_work_is_a_concern_and_keeps_them_from_returning(cast, confirmed, code):
    again(confirmed).start(by=cast.hr)
    connection.check_constraints()
    check = check_of(confirmed, code)
    check.void(by=cast.head, reason="It was somebody else's.")
    assert again(confirmed).clearance.concerns.get().state == "raised"
    assert again(confirmed).clearance.gate().status == "blocked"
    again(confirmed).stand_down(by=cast.head, reason="A check is looked at again.")
    assert refused(again(confirmed).return_to_work, check, by=cast.head, reason="All is well.")
    everybody.clear(fresh(check), cast)
    assert again(confirmed).return_to_work(by=cast.head, reason="All is well.").state == "started"


@pytest.mark.parametrize("code", CODES)
def test_the_database_keeps_a_check_clear_under_somebody_at_work(cast, confirmed, code):
    again(confirmed).start(by=cast.hr)
    check = check_of(confirmed, code)
    for change in ("state = 'concern'", "state = 'waiting'", "expires_on = '2026-07-01'"):
        sql = f"UPDATE checks_check SET {change} WHERE id = %s; SET CONSTRAINTS checks_check_gate IMMEDIATE"
        with pytest.raises(DatabaseError, match=f"without their checks .*: {code} 1"), transaction.atomic():
            connection.cursor().execute(sql, [check.pk])


def test_what_runs_out_under_somebody_at_work_is_never_green_and_keeps_them_from_returning(cast, client, confirmed):
    again(confirmed).start(by=cast.hr)
    check = check_of(confirmed, "right_to_work")
    runs_out(check, FIRST_DAY + dt.timedelta(days=30))
    client.force_login(cast.hr)
    page = f"/people/{confirmed.clearance_id}/"
    assert "At work, every check is clear" in client.get(page).content.decode()
    with clock.at(clock.london(FIRST_DAY + dt.timedelta(days=31), 9)):
        shown = client.get(page).content.decode()
        assert "every check is clear" not in shown
        assert "Due again" in shown
        again(confirmed).stand_down(by=cast.head, reason="Permission has ended.")
        assert refused(again(confirmed).return_to_work, check, by=cast.head, reason="All is well.")


def test_what_runs_out_between_clear_and_the_first_day_stops_somebody_without_a_vacancy(cast):
    profile = next(each for each in everybody.profiles() if each.role["engagement"] == "volunteer")
    role = profile.role | {"start_date": FIRST_DAY.isoformat()}
    file = everybody.file_of(cast, everybody.Profile("helper", role, profile.person, profile.codes))
    for check in file.checks.all():
        everybody.clear(check, cast)
    check = file.checks.get(code="volunteer_risk_assessment")
    runs_out(check, FIRST_DAY)
    with clock.at(clock.london(FIRST_DAY + dt.timedelta(days=1), 9)):
        assert refused(everybody.fresh_file(file).rely_on, check, by=cast.head)
    assert everybody.fresh_file(file).rely_on(by=cast.head).state == "relied_on"
