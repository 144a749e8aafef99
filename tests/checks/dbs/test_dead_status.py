"""A status that is not current gives way to the certificate applied for instead; the early start then waits for that alone."""

import pytest
from django.db import connection

from checks.models import Clearance
from tests import story
from tests.checks.dbs import early as tell
from tests.checks.dbs.test_subscription import say, status, the, use
from tests.checks.evidence import good_evidence
from vacancies.models import Appointment
from workflows.blockers import Blocked

DEAD = ["NEW_INFO", "NO_MATCH_FOUND"]
SHUT = "DBS Update Service status"


@pytest.fixture
def file(cast):
    """Accepted, on the Update Service, and everything else clear."""
    file = story.accepted(cast).clearance
    use(say(file), cast.hr)
    for check in file.checks.exclude(code__in=("dbs_enhanced", "dbs_update_status")):
        story.clear(check, cast)
    return file


def looked_up(file, cast):
    """Safeguards are proposed, and nobody is found on the list."""
    early = tell.proposed(cast, Appointment.objects.get(clearance=file))
    tell.searched(early.clearance, cast)
    return tell.afresh(early)


def approve(early, cast):
    return tell.afresh(early).approve(by=cast.head, reason="I have read it and walked through the day.")


def superseded_by_the_database(check):
    with connection.cursor() as cursor:
        cursor.execute("SELECT gatepost_is_superseded(%s)", [check.pk])
        return cursor.fetchone()[0]


@pytest.mark.parametrize("outcome", DEAD)
@pytest.mark.parametrize("status_first", [True, False])
def test_approve_waits_for_the_new_certificate_alone(cast, file, ask_the_database, outcome, status_first):
    moves = [lambda: status(cast, outcome), lambda: tell.apply_for(the("dbs_enhanced"), cast)]
    for move in moves if status_first else reversed(moves):
        move()
    assert the("dbs_update_status").state == "let_go"
    assert the("dbs_update_status").events().order_by("id").last().actor_kind == "system"
    ask_the_database()
    early = approve(looked_up(file, cast), cast)
    appointment = Appointment.objects.get(clearance=file)
    appointment.confirm_start(by=cast.head)
    Appointment.objects.get(pk=appointment.pk).start(by=cast.hr)
    ask_the_database()
    gate = Clearance.objects.get(pk=file.pk).gate()
    assert (gate.title, [line.check.code for line in gate.lines]) == ("At work under 1 exception", ["dbs_enhanced"])
    tell.certificate_comes(early, cast)
    ask_the_database()
    assert tell.afresh(early).state == "ended"


@pytest.mark.parametrize("outcome", DEAD)
def test_approve_is_refused_until_the_new_certificate_is_applied_for(cast, file, outcome):
    status(cast, outcome)
    early = looked_up(file, cast)
    assert the("dbs_update_status").state == "to_decide"
    with pytest.raises(Blocked, match="No application for the certificate is on record as sent"):
        approve(early, cast)


def test_what_stands_on_the_old_certificate_is_decided_first(cast, file):
    status(cast, "NON_BLANK_NO_NEW_INFO")
    status(cast, "NEW_INFO")
    tell.apply_for(the("dbs_enhanced"), cast)
    early = looked_up(file, cast)
    assert the("dbs_update_status").state == "to_decide"
    assert not superseded_by_the_database(the("dbs_update_status"))
    with pytest.raises(Blocked, match=SHUT):
        approve(early, cast)


def test_a_status_nobody_has_looked_up_does_not_give_way(cast, file):
    tell.apply_for(the("dbs_enhanced"), cast)
    assert the("dbs_update_status").state == "not_started"
    assert not superseded_by_the_database(the("dbs_update_status"))


def test_nobody_is_asked_about_their_subscription_again(cast, file):
    status(cast, "NEW_INFO")
    tell.apply_for(the("dbs_enhanced"), cast)
    with pytest.raises(Blocked, match="has been looked at already"):
        say(file)


def test_of_somebody_at_work_the_doubt_stays_until_the_certificate_is_seen(cast, file, ask_the_database):
    status(cast, "BLANK_NO_NEW_INFO")
    appointment = Appointment.objects.get(clearance=file)
    appointment.confirm_start(by=cast.head)
    Appointment.objects.get(pk=appointment.pk).start(by=cast.hr)
    ask_the_database()
    check = the("dbs_update_status")
    check.see_again(by=cast.hr, evidence=good_evidence(check, outcome="NEW_INFO"))
    assert the("dbs_enhanced").is_asked_for
    tell.apply_for(the("dbs_enhanced"), cast)
    assert the("dbs_update_status").state == "to_decide"
    assert the("dbs_update_status").concerns.open().count() == 1
    assert not superseded_by_the_database(the("dbs_update_status"))
    ask_the_database()
