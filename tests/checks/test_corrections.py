"""A receipt is corrected by voiding it, by somebody else where the check may never be waived; both stay to be read."""

import re

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client

from checks.kinds import KINDS
from checks.models import Check, Receipt
from tests import story
from workflows.blockers import Blocked


def browser(user):
    client = Client()
    client.force_login(user)
    return client


def fresh(check):
    return Check.objects.select_related("clearance__school__trust", "clearance__person", "referee").get(pk=check.pk)


@pytest.fixture
def identity(cast):
    story.accepted(cast)
    return story.clear(Check.objects.get(code="identity"), cast)


@pytest.fixture
def online(cast):
    story.accepted(cast)
    return story.clear(Check.objects.get(code="online_search"), cast)


def test_whoever_recorded_what_is_never_waived_does_not_void_it(cast, identity):
    with pytest.raises(Blocked, match=r"You recorded this yourself\. Ask somebody else to void it"):
        identity.void(by=cast.hr, reason="Wrong person.")
    page = browser(cast.hr).get(identity.get_absolute_url()).content.decode()
    assert "Ask somebody else to void it" in page
    for other in (cast.hr_manager, cast.head):
        assert identity.void.dry_run(by=other, reason="Wrong person.").allowed


def test_what_guidance_only_asks_for_may_be_corrected_alone(cast, online):
    assert online.void(by=cast.hr, reason="Searched the wrong name.").state == "not_started"


def test_the_correction_and_what_it_corrects_are_both_read(cast, identity):
    identity.void(by=cast.head, reason="The passport was her sister's.")
    story.clear(fresh(identity), cast)
    page = browser(cast.hr).get(identity.get_absolute_url()).content.decode()
    assert page.count('<article class="receipt') == 2
    struck = re.search(r"<s>(.*?)</s>", page)[1]
    assert struck.startswith("Saw the passport")
    assert "The passport was her sister" in page
    assert "Ruth Calloway" in page


@pytest.mark.parametrize(
    "change",
    [
        {"sentence": "Saw nothing."},
        {"outcome": "refused"},
        {"facts": {}},
        {"evidence_on": "2020-01-01"},
        {"seen_by": None},
        {"result": "concern"},
    ],
    ids=lambda change: next(iter(change)),
)
def test_the_database_refuses_to_change_a_receipt(identity, change):
    with pytest.raises(IntegrityError, match="voided once, never changed"), transaction.atomic():
        Receipt.objects.filter(check_row=identity).update(**change)


def test_the_database_refuses_to_remove_a_receipt(identity):
    with pytest.raises(IntegrityError, match="voided, never removed"), transaction.atomic():
        Receipt.objects.filter(check_row=identity).delete()


def test_the_database_refuses_the_same_hand_twice(cast, identity):
    sql = "UPDATE checks_receipt SET voided_at = now(), voided_by_id = seen_by_id, void_reason = 'x' WHERE check_row_id = %s"
    with (
        pytest.raises(IntegrityError, match="somebody else does"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(sql, [identity.pk])


def test_the_database_knows_the_same_kinds_as_we_do(db):
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_get_functiondef('gatepost_two_people_void'::regproc)")
        (body,) = cursor.fetchone()
    told = set(re.findall(r"'([a-z_0-9]+)'", body.partition("IN (")[2].partition(")")[0]))
    assert told == {code for code, kind in KINDS.items() if kind.two_people}


@pytest.mark.parametrize(
    ("code", "outcome", "facts"),
    [
        ("prohibition", "prohibited", {}),
        ("section_128", "listed", {}),
        ("right_to_work", "no_right", {}),
    ],
)
def test_no_decision_lifts_a_bar(cast, code, outcome, facts):
    from tests.checks.evidence import good_evidence

    role = story.PASTORAL | {"teaching_work": "yes", "management": True}
    story.accepted(cast, role_facts=role)
    check = fresh(Check.objects.get(code=code))
    check.record(by=cast.hr, evidence=good_evidence(check, outcome=outcome, **facts))
    assert check.state == "concern"
    for decider in (cast.head, cast.safeguarding_lead):
        with pytest.raises(Blocked, match="No decision here can lift that"):
            fresh(check).clear(by=decider, reason="We need them.")
    with pytest.raises(Blocked, match="It is decided, or voided by somebody else"):
        fresh(check).record(by=cast.hr, evidence=good_evidence(check))
    assert fresh(check).void(by=cast.head, reason="It was another person of that name.").state == "not_started"
