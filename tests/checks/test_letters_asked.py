"""An agency's letter asked for from the page, and its copy of a certificate: read, weighed in writing, destroyed."""

import pytest
from django.db import connection
from django.test import Client

from checks.models import Check
from checks.models.content_decision import FACTORS
from checks.record.rows import Record
from hiring import clock
from tests.checks import everybody
from tests.checks.record.scene import check_of, in_post
from tests.checks.test_traps import SUPPLY, somebody
from workflows.blockers import Blocked
from workflows.models import Message
from workflows.outbox import carry_out_all


@pytest.fixture
def file(cast):
    """Somebody an agency sends, who it says has something on their certificate."""
    return somebody(cast, person={"agency_dbs_has_disclosure": True}, **SUPPLY)


def the(code):
    return Check.objects.select_related(*Check.locked_with).get(code=code)


def test_the_agency_is_asked_for_each_check_its_letter_must_state(cast, file):
    check = the("agency_written_confirmation")
    client = Client()
    client.force_login(cast.hr)
    assert "Ask for it by letter" in client.get(check.get_absolute_url()).content.decode()
    url = f"{check.get_absolute_url()}ask-by-letter/"
    sent = {"to_name": "Harbour Supply", "to_email": "desk@harbour.example", "version": check.version}
    assert client.post(url, sent | {"to_email": "desk"}).status_code == 422
    assert client.post(url, sent).status_code == 303
    carry_out_all()
    letter = Message.objects.get(to_email="desk@harbour.example")
    for line in ("- Identity", "- Right to work", "- Enhanced DBS certificate", file.person.name):
        assert line in letter.body
    asked = the("agency_written_confirmation")
    assert (asked.state, asked.holder) == ("waiting", "the agency")


def decide(check, cast, decision):
    factors = [code for code, _ in FACTORS]
    check.decide_content(by=cast.head, decision=decision, factors=factors, heard_on=clock.today(), reasons="CANARY")
    return the(check.code)


@pytest.mark.parametrize(("decision", "state"), [("suitable", "clear"), ("unsuitable", "concern")])
def test_a_copy_is_read_weighed_in_writing_and_destroyed(cast, file, decision, state):
    check = the("agency_certificate_copy")
    came = {"source": "Harbour Supply, by post", "terms": "", "outcome": "received", "evidence_on": clock.today()}
    check = check.record(by=cast.hr, evidence=came)
    with pytest.raises(Blocked, match="has not decided in writing yet"):
        check.destroy_copy(by=cast.hr, destroyed_on=clock.today())
    with pytest.raises(Blocked, match="The headteacher decides on it in writing"):
        the(check.code).clear(by=cast.head, reason="It is nothing.")
    check = decide(the(check.code), cast, decision)
    assert check.state == ("to_decide" if decision == "suitable" else "concern")
    assert the(check.code).destroy_copy(by=cast.hr, destroyed_on=clock.today()).state == state
    receipt = check.receipts.last()
    assert receipt.facts["destroyed_on"] == clock.today().isoformat()
    assert "CANARY" not in receipt.sentence


@pytest.mark.parametrize("who", ["hr", "head"])
def test_a_later_letter_that_tells_of_content_asks_for_the_copy_of_somebody_at_work(cast, who):
    """Another agency, another letter: what is on the certificate is read here although they have begun (KCSIE, agency staff)."""
    file = in_post(cast, post="Supply Teacher")
    connection.check_constraints()
    letter = check_of(file, "agency_written_confirmation").void(by=cast.head, reason="Another agency sends her now.")
    letter = everybody.fresh(letter)
    letter.record(by=getattr(cast, who), evidence=everybody.evidence_for(letter, certificate_has_content="yes"))
    connection.check_constraints()
    copy = the("agency_certificate_copy")
    assert (copy.state, copy.after_start) == ("not_started", True)
    [row] = Record(cast.hr)
    assert [cell.code for cell in row.gaps] == ["confirmation"]
