"""I2: an early start that fails under somebody at work is an incident, in the same transaction."""

import datetime as dt

import pytest
from django.db import IntegrityError, connection, transaction

from checks.dbs_tasks import stop_early_starts
from checks.models import Concern, Incident
from checks.record.exceptions import began_without_clearance
from hiring import clock
from tests.checks.at_work.telling import browser
from tests.checks.dbs import early as tell
from workflows import outbox
from workflows.models import Message


@pytest.fixture(autouse=True)
def story_day():
    with clock.at(clock.london(dt.date(2026, 7, 6), 9)):
        yield


def a_day_passes(early, cast):
    with clock.at(clock.london(early.review_on + dt.timedelta(days=1), 9)):
        assert stop_early_starts() == 1


def something_is_on_it(early, cast):
    tell.certificate_comes(early, cast, outcome="seen_content")


@pytest.mark.parametrize(
    ("fails", "fault"), [(a_day_passes, "review"), (something_is_on_it, "certificate")], ids=["review", "certificate"]
)
def test_revoke_because_a_condition_failed_is_an_incident_at_once(cast, fails, fault):
    early = tell.at_work(cast)
    fails(early, cast)
    assert (tell.afresh(early).state, tell.afresh(early).fault) == ("revoked", fault)
    made = Incident.objects.get(early_start=early)
    assert (made.state, made.what, made.began_on) == ("open", "failed", dt.date(2026, 7, 6))
    assert not Concern.objects.exists()
    assert began_without_clearance([early.clearance_id]) == {}
    with clock.at(clock.now() + dt.timedelta(days=20)):
        outbox.carry_out_all()
    assert Message.objects.filter(kind="incident.failed").count() == 2
    page = browser(cast.safeguarding_lead).get(early.clearance.get_absolute_url()).content.decode()
    assert "An early start failed at work" in page
    assert "Incident open" in page
    home = browser(cast.safeguarding_lead).get("/home/").content.decode()
    assert "Amara Okonjo was at work under an early start that failed" in home


def test_whoever_thinks_better_of_it_has_no_incident(cast):
    early = tell.at_work(cast)
    early.revoke(by=cast.safeguarding_lead, reason="I would rather wait.")
    assert not Incident.objects.exists()


def test_before_the_first_day_there_is_nothing_to_look_into(cast):
    early = tell.approved(cast)
    a_day_passes(early, cast)
    assert not Incident.objects.exists()


def test_the_database_wants_the_incident_too(cast):
    early = tell.at_work(cast)
    sql = "UPDATE checks_earlystart SET state = 'revoked', fault = 'review', stopped_at = now() WHERE id = %s"
    with pytest.raises(IntegrityError, match="is an incident"), transaction.atomic():
        connection.cursor().execute(f"{sql}; SET CONSTRAINTS checks_earlystart_incident IMMEDIATE", [early.pk])
