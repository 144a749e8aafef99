"""The DBS Update Service with the person's own consent: asked after the offer, signed, the paper seen, and its status relied on."""

import json

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client

from checks.models import Check, Clearance, Subscription
from hiring import clock
from hiring.models import Token
from tests import story
from tests.checks.evidence import good_evidence
from workflows.blockers import Blocked, NotAllowed
from workflows.models import Message
from workflows.outbox import carry_out_all

PAPER = {"workforce": "child", "level": "enhanced", "children_barred_list": True}
SAYS = {"subscribed": "yes", "free_as_volunteer": "no", "consents": "yes", "signed_name": "Amara Okonjo"}


def browser(user):
    client = Client()
    client.force_login(user)
    return client


def the(code):
    return Check.objects.select_related(*Check.locked_with).get(code=code)


@pytest.fixture
def file(cast):
    return story.accepted(cast).clearance


def say(file, **changed):
    said = {"subscribed": True, "consents": True, "free_as_volunteer": False, "signed_name": "Amara Okonjo"}
    Clearance.objects.get(pk=file.pk).tell_subscription(by=file.person, **(said | changed))
    return the("dbs_enhanced")


def use(check, by, **changed):
    seen = {"original_seen_on": clock.today(), "seen_by_name": "Jo Marlowe"}
    check.use_update_service(by=by, **(seen | PAPER | changed))


def status(cast, outcome):
    check = the("dbs_update_status")
    check.record(by=cast.hr, evidence=good_evidence(check, outcome=outcome))
    return the("dbs_update_status")


def test_the_person_says_so_on_their_own_page_signed_and_dated(cast, file):
    url = f"/my/update-service/{file.pk}/"
    person = browser(cast.candidate)
    assert f'href="{url}"' in person.get(f"/my/{file.reference}/").content.decode()
    for wrong, sentence in (
        ({"subscribed": ""}, "Select whether you are on the Update Service"),
        ({"consents": ""}, "Select whether we may look"),
        ({"signed_name": ""}, "Enter your full name to sign it"),
    ):
        answer = person.post(url, SAYS | wrong)
        assert (answer.status_code, sentence in answer.content.decode()) == (422, True)
    assert person.post(url, SAYS).status_code == 302
    said = Subscription.objects.get()
    assert (said.may_be_looked_up, said.signed_name, said.at) == (True, "Amara Okonjo", clock.now())
    assert url not in person.get(f"/my/{file.reference}/").content.decode()
    carry_out_all()
    letter = Message.objects.get(subject__startswith="On the DBS Update Service", to_email=cast.hr.email)
    assert "Amara Okonjo" in letter.body
    shown = browser(cast.hr).get(the("dbs_enhanced").get_absolute_url()).content.decode()
    assert "on the Update Service, and agrees to a look at the status" in shown
    assert "Use their Update Service subscription" in shown


def test_nobody_is_asked_before_an_offer_and_nobody_answers_for_another(cast):
    application = story.interviewed(cast, cast.candidate).applications.get()
    url = f"/my/update-service/{application.clearance_id}/"
    assert browser(cast.candidate).get(url).status_code == 404
    assert browser(cast.other_candidate).get(url).status_code == 404
    file = application.clearance
    with pytest.raises(Blocked, match="only after a conditional offer"):
        file.tell_subscription(by=cast.candidate, subscribed=False, signed_name="Amara Okonjo")
    with pytest.raises(NotAllowed):
        file.tell_subscription(by=cast.hr, subscribed=True, consents=True, signed_name="Jo Marlowe")


def test_the_api_asks_the_same(cast, file, client):
    _token, key = Token.objects.for_candidate(cast.candidate)
    mine = f"/api/v1/me/applications/{file.application.pk}"
    headers = {"Authorization": f"Bearer {key}"}
    answer = client.get(f"{mine}/actions", headers=headers)
    assert f"{mine}/file/transitions/tell_subscription" in answer.content.decode()
    sent = {"If-Match": answer["ETag"], "Idempotency-Key": "subscription-1"} | headers
    url = f"{mine}/file/transitions/tell_subscription"
    answer = client.post(url, json.dumps(SAYS), content_type="application/json", headers=sent)
    assert answer.status_code == 200, answer.content
    assert Subscription.objects.get().may_be_looked_up


def test_a_paper_that_fits_asks_for_its_status_instead_of_a_new_certificate(cast, file):
    check = say(file)
    page = browser(cast.hr).get(f"{check.get_absolute_url()}use-update-service/").content.decode()
    assert "Who saw it" in page
    assert "Jo Marlowe" in page
    use(check, cast.hr)
    assert the("dbs_update_status").state == "not_started"
    held = Clearance.objects.get(pk=file.pk).person_facts["update_service"]
    assert held == PAPER | {"subscribed": True, "consent": True, "original_seen": True, "status": None}
    look = browser(cast.hr).get(f"{the('dbs_update_status').get_absolute_url()}update-service/").content.decode()
    assert f'value="{clock.today().day}"' in look, "what was seen is not typed twice"
    assert status(cast, "BLANK_NO_NEW_INFO").state == "clear"
    assert the("dbs_enhanced").state == "let_go"


@pytest.mark.parametrize("outcome", ["NEW_INFO", "NO_MATCH_FOUND"])
def test_new_information_or_no_match_asks_for_a_new_certificate(cast, file, outcome):
    use(say(file), cast.hr)
    assert status(cast, outcome).state == "to_decide"
    assert Clearance.objects.get(pk=file.pk).person_facts["update_service"]["status"] == outcome
    assert the("dbs_enhanced").is_asked_for
    assert "dbs_enhanced" in [need.code for need in Clearance.objects.get(pk=file.pk).decision_now.required]


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE checks_subscription SET consents = false", "UPDATE checks_subscription SET subscribed = false",
        "UPDATE checks_subscription SET signed_name = ''::bytea", "UPDATE checks_subscription SET at = now()",
        "UPDATE checks_subscription SET seen_on = NULL", "UPDATE checks_subscription SET free_as_volunteer = true",
        "DELETE FROM checks_subscription", "TRUNCATE checks_subscription",
    ],
)  # fmt: skip
def test_what_was_signed_stands_whoever_writes_to_the_database(cast, file, sql):
    use(say(file), cast.hr)
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    with pytest.raises(IntegrityError, match="is never"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)


def test_what_was_signed_is_emptied_only_with_its_file(cast, file):
    say(file)
    with pytest.raises(IntegrityError), transaction.atomic():
        Subscription.objects.update(signed_name="Erased")
