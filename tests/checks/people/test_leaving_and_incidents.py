"""The last day at work, and work begun without clearance: off the current record, never off the past, never green."""

import datetime as dt

import pytest
from django.db import IntegrityError, connection, transaction

from checks.models import Clearance, Incident
from hiring import clock
from tests import story
from tests.checks.people.telling import at_work, sent, volunteer
from tests.checks.people.test_adding import browser
from tests.checks.people.test_facts import at_once
from workflows.blockers import Blocked, NotAllowed
from workflows.models import Event, Message
from workflows.outbox import carry_out_all


def fresh(file):
    return Clearance.objects.select_related(*Clearance.locked_with).get(pk=file.pk)


def happened(**changed):
    today = clock.today()
    return {
        "began_on": today - dt.timedelta(days=3),
        "found_on": today,
        "how_found": "The office manager compared the signing-in sheet with the list.",
        "what_was_done": "She was asked to stay at home until her checks are clear.",
        "who_was_told": "The head and the chair, today.",
    } | changed


def incident(cast, file=None, by=None, **changed):
    return Incident.record(by=by or cast.hr, clearance=fresh(file or volunteer(cast)), **happened(**changed))


def test_leaving_takes_somebody_off_the_current_record_and_not_off_the_past(cast):
    file = at_work(cast)
    client = browser(cast.hr)
    assert "Record that they left" in client.get(file.get_absolute_url()).content.decode()
    asked = client.get(f"/people/{file.pk}/leave/")
    assert asked.status_code == 200
    typed = sent(left_on=clock.today(), reason="Moved to another town.", version=fresh(file).version)
    assert client.post(f"/people/{file.pk}/leave/", typed).status_code == 303
    gone = fresh(file)
    assert (gone.state, gone.left_on) == ("left", clock.today())
    assert gone.began_on == clock.today()
    assert gone.on_record_to is not None
    assert "They have left. The file stays as it was." in client.get(file.get_absolute_url()).content.decode()
    assert "Nell Ashby" not in client.get("/people/").content.decode()


@pytest.mark.parametrize("days", [1, -400])
def test_the_last_day_is_a_day_they_worked(cast, days):
    file = at_work(cast)
    day = clock.today() + dt.timedelta(days=days)
    typed = sent(left_on=day, reason="Moved.", version=fresh(file).version)
    assert browser(cast.hr).post(f"/people/{file.pk}/leave/", typed).status_code == 422


def test_whoever_never_began_cannot_leave(cast):
    with pytest.raises(Blocked, match="never began work here"):
        volunteer(cast).leave(by=cast.hr, left_on=clock.today(), reason="Changed her mind.")


def test_an_appointment_ends_on_the_same_page_and_takes_its_file_along(cast):
    appointment = story.ready(cast)
    appointment.confirm_start(by=cast.head)
    appointment.start(by=cast.hr)
    file = fresh(appointment.clearance)
    with pytest.raises(Blocked, match="Record it on the appointment"):
        file.leave(by=cast.hr, left_on=clock.today(), reason="Resigned.")
    client = browser(cast.hr)
    appointment = type(appointment).objects.get(pk=appointment.pk)
    typed = sent(left_on=clock.today(), reason="Resigned.", version=appointment.version)
    assert client.post(f"/people/{file.pk}/leave/", typed).status_code == 303
    assert fresh(file).state == "left"
    assert type(appointment).objects.get(pk=appointment.pk).state == "left"


def test_an_incident_is_recorded_loudly_and_the_file_is_not_green_while_it_is_open(cast):
    file = volunteer(cast)
    client = browser(cast.safeguarding_lead)
    assert "They began work without clearance" in client.get(file.get_absolute_url()).content.decode()
    assert client.post(f"/people/{file.pk}/incident/", {}).status_code == 422
    answer = client.post(f"/people/{file.pk}/incident/", sent(**happened()))
    assert answer.status_code == 303
    made = Incident.objects.get()
    assert {code for code, _name, _word in made.missing} == {"volunteer_risk_assessment", "identity", "dbs_enhanced"}
    assert fresh(file).state == "open"
    for check in file.checks.all():
        story.clear(check, cast)
    page = client.get(file.get_absolute_url()).content.decode()
    assert "Began work without clearance" in page
    assert "Incident open" in page
    assert "gate--ready" not in page
    assert "chip--ready" not in page
    listed = client.get("/people/").content.decode()
    assert "Incident open" in listed


def test_those_who_may_close_it_are_told_and_find_it_on_home(cast):
    made = incident(cast)
    carry_out_all()
    told = set(Message.objects.filter(kind="incident.record").values_list("to_name", flat=True))
    assert told == {cast.head.name, cast.safeguarding_lead.name}
    sentence = "Look into it and close it: Nell Ashby began work without clearance"
    for person in (cast.head, cast.safeguarding_lead):
        assert sentence in browser(person).get("/home/").content.decode()
    assert sentence not in browser(cast.hr).get("/home/").content.decode()
    assert "signing-in" not in Message.objects.filter(kind="incident.record").first().body
    assert made.state == "open"


def test_only_the_head_or_the_safeguarding_lead_closes_it_with_what_was_learnt(cast):
    made = incident(cast)
    with pytest.raises(NotAllowed):
        Incident.objects.get(pk=made.pk).close(by=cast.hr, learnt="Nothing.")
    client = browser(cast.safeguarding_lead)
    url = f"{made.get_absolute_url()}close/"
    assert client.post(url, {"learnt": "", "version": 1}).status_code == 422
    typed = {"learnt": "The office checks the record before anybody signs in.", "version": 1}
    assert client.post(url, typed).status_code == 303
    page = client.get(made.get_absolute_url()).content.decode()
    assert "The office checks the record before anybody signs in." in page
    whole = client.get(made.clearance.get_absolute_url()).content.decode()
    assert "Incident, closed" in whole
    assert Event.objects.filter(verb__startswith="incident.").count() == 2


def test_who_may_record_and_who_may_know(cast):
    file = volunteer(cast)
    made = incident(cast, file)
    for outsider in (cast.stranger, cast.panel[0], cast.hr_elsewhere):
        assert browser(outsider).get(f"/people/{file.pk}/incident/").status_code == 404
        assert browser(outsider).get(made.get_absolute_url()).status_code == 404
    assert browser(cast.auditor).get(f"/people/{file.pk}/incident/").status_code == 403
    assert browser(cast.auditor).get(made.get_absolute_url()).status_code == 200
    with pytest.raises(NotAllowed):
        incident(cast, file, by=cast.auditor)


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"began_on": dt.date(2099, 1, 1)}, "This day is in the future."),
        ({"stopped_on": dt.date(2020, 1, 1)}, "The last day cannot come before the first."),
        ({"found_on": dt.date(2020, 1, 1)}, "It cannot be found before it happened."),
        ({"who_was_told": ""}, "Answer “Who was told, and when?”."),
    ],
)
def test_what_cannot_be_so_is_refused_and_what_was_typed_comes_back(cast, changed, sentence):
    answer = browser(cast.hr).post(f"/people/{volunteer(cast).pk}/incident/", sent(**happened(**changed)))
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert "signing-in sheet" in answer.content.decode()


@pytest.mark.parametrize(
    "sql",
    [
        "DELETE FROM checks_incident WHERE id = %s",
        "UPDATE checks_incident SET how_found = 'Nothing happened.' WHERE id = %s",
        "UPDATE checks_incident SET missing = '[]' WHERE id = %s",
        "UPDATE checks_incident SET state = 'closed' WHERE id = %s",
    ],
)
def test_nothing_of_it_can_be_changed_or_removed_in_the_database(cast, sql):
    made = incident(cast)
    with pytest.raises(IntegrityError), transaction.atomic():
        at_once(sql, [made.pk])
    assert Incident.objects.get(pk=made.pk).how_found == made.how_found


def test_a_closed_incident_stays_as_it_was_closed(cast):
    made = incident(cast)
    Incident.objects.get(pk=made.pk).close(by=cast.head, learnt="We look at the list at the gate.")
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE checks_incident SET learnt = 'Nothing' WHERE id = %s", [made.pk])
