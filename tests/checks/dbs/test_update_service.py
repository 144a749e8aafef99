"""The Update Service over real HTTP: what is asked, what counts as an answer, and that nobody is named in a log."""

import datetime as dt
import io
import logging

import pytest
from django.test import Client

from checks.models import Check, StatusLook, Verifier
from checks.update_service import NoAnswer, Question, ask, client, looking
from hiring import clock
from hiring.logs import formatter
from tests import story
from tests.checks.dbs import early as tell
from tests.checks.dbs.service import Reply, running, said
from workflows.blockers import Blocked

ABOUT = Question("001234567890", "Okonjo-Smith", dt.date(1991, 5, 4), "Alder Coast Learning Trust", "Jo Marlowe")
HELD = {"subscribed": True, "consent": True, "original_seen": True, "workforce": "child", "level": "enhanced",
        "children_barred_list": True, "status": None}  # fmt: skip
NAMES = ("001234567890", "Okonjo", "OKONJO", "1991", "04%2F05", "04/05")


def test_it_is_asked_as_documented():
    with running(Reply(body=said())) as (address, asked):
        answer = ask(ABOUT, address)
    assert asked == [
        {
            "path": "/crsc/api/status/001234567890",
            "dateOfBirth": "04/05/1991",
            "surname": "OKONJO-SMITH",
            "hasAgreedTermsAndConditions": "true",
            "organisationName": "Alder Coast Learning Trust",
            "employeeSurname": "Marlowe",
            "employeeForename": "Jo",
        }
    ]
    assert (answer.status, answer.surname, answer.printed_on) == ("BLANK_NO_NEW_INFO", "OKONJO", dt.date(2026, 1, 12))


@pytest.mark.parametrize("status", ["BLANK_NO_NEW_INFO", "NON_BLANK_NO_NEW_INFO", "NEW_INFO"])
def test_each_documented_status_is_an_answer(status):
    with running(Reply(body=said(status))) as (address, _):
        assert ask(ABOUT, address).status == status


@pytest.mark.parametrize("reply", [Reply(404, b"Not Found"), Reply(body=said("NO_MATCH_FOUND", surname=""))])
def test_not_found_is_an_answer_whichever_way_it_is_said(reply):
    with running(reply) as (address, _):
        assert ask(ABOUT, address).status == "NO_MATCH_FOUND"


BAD = {
    "out of order": (Reply(503, b"<html>busy</html>"), "http_503"),
    "fault of its own": (Reply(500, said()), "http_500"),
    "sent elsewhere": (Reply(302, b"", headers={"Location": "http://127.0.0.1:1/"}), "http_302"),
    "asked to sign in": (Reply(200, b"<html><body>Sign in</body></html>"), "not_understood"),
    "not XML": (Reply(200, b"BLANK_NO_NEW_INFO"), "not_xml"),
    "empty": (Reply(200, b""), "not_xml"),
    "half": (Reply(200, said()[:120]), "not_xml"),
    "cut off": (Reply(200, said()[:150], promised=900), "IncompleteRead|cut_off"),
    "a failure": (Reply(200, said(kind="FAILURE")), "failure"),
    "a status nobody documented": (Reply(200, said("ALL_FINE")), "not_understood"),
    "no name": (Reply(200, said(surname="")), "not_understood"),
    "no such day": (Reply(200, said(printed="soon")), "not_understood"),
    "an entity": (Reply(200, b'<!DOCTYPE x [<!ENTITY a "b">]>' + said()), "document_type"),
    "endless": (Reply(200, said() + b" " * 40_000), "too_long"),
}


@pytest.mark.parametrize("name", BAD)
def test_what_is_not_an_answer_is_no_answer(name):
    reply, fault = BAD[name]
    with running(reply) as (address, _), pytest.raises(NoAnswer, match=fault):
        ask(ABOUT, address)


def test_nobody_there_is_no_answer():
    with pytest.raises(NoAnswer, match="ConnectionRefusedError"):
        ask(ABOUT, "http://127.0.0.1:9")


@pytest.mark.parametrize("reply", [Reply(body=said(), pause=3), Reply(body=said(), drip=0.05)])
def test_waiting_ends_however_slowly_it_comes(reply, monkeypatch):
    monkeypatch.setattr(client, "CONNECT_OR_READ", 0.5)
    monkeypatch.setattr(client, "ALTOGETHER", 0.8)
    with running(reply) as (address, _), pytest.raises(NoAnswer, match="too_slow"):
        ask(ABOUT, address)


@pytest.mark.parametrize("name", [*BAD, "good"])
def test_no_log_and_no_error_names_anybody(name, caplog):
    """Whatever is logged at the lowest level, by us, by Python, by anything."""
    kept = io.StringIO()
    handler = logging.StreamHandler(kept)
    handler.setFormatter(formatter())
    logging.getLogger().addHandler(handler)
    caplog.set_level(logging.DEBUG)
    try:
        with running(BAD[name][0] if name in BAD else Reply(body=said())) as (address, _):
            try:
                ask(ABOUT, address)
            except NoAnswer:
                logging.getLogger("checks").exception("no answer")
    finally:
        logging.getLogger().removeHandler(handler)
    told = kept.getvalue() + caplog.text + repr(ABOUT)
    assert not [each for each in NAMES if each in told]


@pytest.fixture
def check(cast):
    """Accepted, with a certificate on the Update Service that fits the post."""
    clearance = story.accepted(cast).clearance
    clearance.derive(by=cast.hr, person_facts={"update_service": HELD})
    return tell.afresh(clearance.checks.get(code="dbs_update_status"))


def typed(**changed):
    today = clock.today()
    days = {"issued_on": today - dt.timedelta(days=200), "original_seen_on": today, "born_on": dt.date(1991, 5, 4)}
    boxes = {}
    for name, day in days.items():
        boxes |= {f"{name}_day": day.day, f"{name}_month": day.month, f"{name}_year": day.year}
    plain = {"certificate_number": "001234567890", "level": "enhanced", "workforce": "child", "is_theirs": "yes"}
    return boxes | plain | {"barred_list_included": "yes", "consent": "yes", "surname": "Okonjo"} | changed


def browser(user):
    client = Client()
    client.force_login(user)
    return client


def pressed(check, cast, **changed):
    return browser(cast.hr).post(f"{check.get_absolute_url()}update-service/", typed(**changed))


@pytest.mark.parametrize(
    ("status", "state"),
    [("BLANK_NO_NEW_INFO", "clear"), ("NON_BLANK_NO_NEW_INFO", "to_decide"), ("NEW_INFO", "to_decide"), ("NO_MATCH_FOUND", "to_decide")],
)  # fmt: skip
def test_an_answer_becomes_a_receipt_in_the_name_of_whoever_asked(cast, check, settings, status, state):
    with running(Reply(body=said(status))) as (settings.UPDATE_SERVICE_URL, _):
        assert pressed(check, cast).status_code == 303
        assert looking.carry_out_due() == 1
    receipt = Check.objects.get(pk=check.pk).receipts.get()
    assert (receipt.outcome, tell.afresh(check).state, receipt.seen_by) == (status, state, cast.hr)
    assert "Checked the DBS Update Service for certificate 001234567890" in receipt.sentence
    look = StatusLook.objects.get()
    assert (look.status, look.question) == ("done", "")
    assert "Okonjo" not in receipt.sentence + str(receipt.facts)
    assert "1991" not in receipt.sentence + str(receipt.facts)


def test_so_many_questions_are_put_in_a_minute_and_the_next_waits_its_turn(cast, check, settings):
    put = {"check_row": check, "asked_by": cast.hr, "status": "done", "tried_at": clock.now()}
    StatusLook.objects.bulk_create(StatusLook(**put) for _ in range(looking.A_MINUTE))
    with running(Reply(body=said())) as (settings.UPDATE_SERVICE_URL, asked):
        pressed(check, cast)
        assert (looking.carry_out_due(), asked) == (0, [])
        with clock.at(clock.now() + dt.timedelta(seconds=61)):
            assert looking.carry_out_due() == 1
    assert tell.afresh(check).state == "clear"


def test_a_good_status_stands_in_for_a_new_certificate(cast, check, settings):
    assert check.clearance.checks.get(code="dbs_enhanced").state == "not_started"
    with running(Reply(body=said())) as (settings.UPDATE_SERVICE_URL, _):
        pressed(check, cast)
        looking.carry_out_due()
    assert check.clearance.checks.get(code="dbs_enhanced").state == "let_go"
    assert "dbs_enhanced" in dict(tell.afresh(check).clearance.excluded)


def test_new_information_asks_for_a_new_certificate_and_nobody_waves_it_through(cast, check, settings):
    with running(Reply(body=said("NEW_INFO"))) as (settings.UPDATE_SERVICE_URL, _):
        pressed(check, cast)
        looking.carry_out_due()
    with pytest.raises(Blocked, match="does not stand in for a certificate"):
        tell.afresh(check).clear(by=cast.head, reason="It will be fine.")
    certificate = tell.afresh(check.clearance.checks.get(code="dbs_enhanced"))
    assert certificate.state == "not_started"
    story.clear(certificate, cast)
    assert tell.afresh(check).state == "let_go"


def test_another_surname_is_no_status(cast, check, settings):
    with running(Reply(body=said(surname="OKORO"))) as (settings.UPDATE_SERVICE_URL, _):
        pressed(check, cast)
        looking.carry_out_due()
    assert Check.objects.get(pk=check.pk).receipts.get().outcome == "NAME_DIFFERS"
    with pytest.raises(Blocked):
        tell.afresh(check).clear(by=cast.head, reason="It will be fine.")


def test_no_answer_is_no_result_it_is_tried_again_and_then_told(cast, check, settings):
    from workflows.models import Message

    with running(Reply(503, b"")) as (settings.UPDATE_SERVICE_URL, asked):
        pressed(check, cast)
        for minutes in (0, 1, 5, 15, 60):
            with clock.at(clock.now() + dt.timedelta(minutes=100 * minutes)):
                looking.carry_out_due()
                page = browser(cast.hr).get(check.get_absolute_url()).content.decode()
                assert "that is no result" in page
    assert len(asked) == 5
    assert not tell.afresh(check).receipts.exists()
    assert tell.afresh(check).state == "not_started"
    look = StatusLook.objects.get()
    assert (look.status, look.question, look.fault) == ("given_up", "", "http_503")
    assert set(Message.objects.filter(kind="update_service.no_answer").values_list("to_email", flat=True)) == {
        cast.hr.email
    }


def test_a_second_press_asks_once(cast, check, settings):
    with running(Reply(body=said())) as (settings.UPDATE_SERVICE_URL, asked):
        pressed(check, cast)
        pressed(check, cast)
        assert looking.carry_out_due() == 1
    assert len(asked) == 1


UNUSABLE = [
    ({"consent": "no"}, "Ask the person to agree"),
    ({"consent": ""}, "Select yes or no"),
    ({"workforce": "adult"}, "needs a certificate for the child workforce"),
    ({"level": "standard"}, "needs an enhanced certificate"),
    ({"barred_list_included": "no"}, "does not include the children&#x27;s barred list"),
    ({"original_seen_on_day": ""}, "Enter the day, the month and the year"),
    ({"is_theirs": "no"}, "Stop, and tell the safeguarding lead"),
    ({"certificate_number": "12"}, "Enter the certificate number, 12 figures"),
    ({"surname": ""}, "Enter the surname on the certificate"),
]


@pytest.mark.parametrize(("changed", "sentence"), UNUSABLE)
def test_nothing_is_asked_about_a_certificate_that_cannot_be_relied_on(cast, check, changed, sentence):
    answer = pressed(check, cast, **changed)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert not StatusLook.objects.exists()


def test_only_those_who_deal_with_the_check_ask(cast, check):
    address = f"{check.get_absolute_url()}update-service/"
    for who, status in [("hr", 200), ("head", 200), ("safeguarding_lead", 403), ("stranger", 404), ("candidate", 404)]:
        assert browser(getattr(cast, who)).get(address).status_code == status, who
    other = check.clearance.checks.get(code="identity")
    assert browser(cast.hr).get(f"{other.get_absolute_url()}update-service/").status_code == 404


def test_nobody_asks_the_service_who_is_not_named_for_it(cast, check):
    mine = Verifier.objects.get(person=cast.hr, authority="update_service")
    mine.end(by=cast.hr_manager, ended_on=clock.today() - dt.timedelta(days=1), reason="Moved to finance.")
    answer = pressed(check, cast)
    assert "“Named checker of the DBS Update Service”, which Jo Marlowe held until" in answer.content.decode()
    assert not StatusLook.objects.exists()


def test_the_stand_in_says_that_it_made_it_up(cast, check):
    page = browser(cast.hr).get(f"{check.get_absolute_url()}update-service/").content.decode()
    assert "A stand-in answers and makes its answers up" in page
    pressed(check, cast, certificate_number="001234567891")
    looking.carry_out_due()
    receipt = Check.objects.get(pk=check.pk).receipts.get()
    assert receipt.source == "a stand-in for the DBS Update Service, which made this up"
    assert "made this up" in receipt.sentence
