"""An agency, a provider or an employer is named where others send somebody: asked, kept, changed, and told on the record."""

import datetime as dt

import pytest

from checks.models import Clearance, FactsChange
from checks.record.rows import Record
from hiring import clock
from tests.api.asking import Asking, problem_of
from tests.checks.people.telling import WORK, at_work, sent, tell, volunteer, who
from tests.checks.people.test_adding import browser

ADDING = "/people/add/"
AGENCY = {"post_title": "Supply teacher", "engagement": "agency_supply"}


def as_at(cast, day=None):
    return [row.kind_words for row in Record(cast.hr, [cast.school], day)]


@pytest.mark.parametrize("comes_as", ["agency_supply", "contractor_staff", "trainee_fee_funded"])
def test_who_sends_them_is_asked_of_those_whom_others_send(cast, comes_as):
    client = browser(cast.hr)
    answer = tell(client, "/people/add/", who=who(cast.school, engagement=comes_as))
    assert answer.url == f"{ADDING}sender/"
    refused = client.post(answer.url, {"sent_by": " "})
    assert refused.status_code == 422
    assert "Enter who sends them. The single central record names it." in refused.content.decode()
    assert client.post(answer.url, {"sent_by": "Harbour Supply"}).url == f"{ADDING}work/"


@pytest.mark.parametrize("comes_as", ["employee", "volunteer", "self_employed", "trainee_salaried"])
def test_nobody_else_is_asked(cast, comes_as):
    answer = tell(browser(cast.hr), "/people/add/", who=who(cast.school, engagement=comes_as))
    assert answer.url == f"{ADDING}work/"


def test_an_agency_teacher_is_added_by_api_with_the_agency_or_not_at_all(cast):
    hr, today = Asking(cast.hr), clock.today().isoformat()
    post = {
        "setting": "academy",
        "here_already": "no",
        "starts_on": today,
        "offered_on": today,
        "school": cast.school.pk,
    }
    said = {
        "who": post | AGENCY | {"name": "Dilys Penhale", "email": "dilys.penhale@example.org"},
        "work": WORK | {"activities": ["teach_train_instruct"]},
        "about": {"age": "18", "told_of_content": "no"},
    }
    missing = problem_of(hr.post("people", said), "invalid", 400)
    assert missing["errors"] == [{"pointer": "/sender", "detail": "Answer “Who sends them?”."}]
    answer = hr.post("people", said | {"sender": {"sent_by": "Harbour Supply"}})
    assert answer.status_code == 201, answer.content
    assert answer.json()["sent_by"] == "Harbour Supply"


def test_the_record_and_the_persons_page_name_the_agency(cast):
    file = at_work(cast, role={"engagement": "contractor_staff", "paid": True}, sent_by="Fenland Heating")
    assert as_at(cast) == ["Contractor, from Fenland Heating"]
    page = browser(cast.hr)
    assert "Sent by Fenland Heating" in page.get(file.get_absolute_url()).content.decode()
    assert "from Fenland Heating" in page.get("/record/?q=fenland").content.decode()
    assert "Nell Ashby" not in page.get("/record/?q=harbour").content.decode()


def test_a_past_day_names_who_sent_them_then(cast):
    with clock.at(clock.now() - dt.timedelta(days=10)):
        file = at_work(cast, role={"engagement": "contractor_staff", "paid": True}, sent_by="Fenland Heating")
    facts = {"role_facts": file.role_facts, "person_facts": file.person_facts}
    with clock.at(clock.now() - dt.timedelta(days=3)):
        change = FactsChange.propose(
            by=cast.hr, clearance=file, reason="The firm was bought.", sent_by="Broads Boilers", **facts
        )
        change.make(by=cast.hr)
    assert as_at(cast) == ["Contractor, from Broads Boilers"]
    assert as_at(cast, clock.today() - dt.timedelta(days=6)) == ["Contractor, from Fenland Heating"]
    page = browser(cast.hr).get(change.get_absolute_url()).content.decode()
    assert "Sent by" in page
    assert "Fenland Heating" in page
    assert "Broads Boilers" in page


def test_another_change_of_facts_keeps_who_sends_them(cast):
    file = volunteer(cast, role={"engagement": "contractor_staff", "paid": True}, sent_by="Fenland Heating")
    client = browser(cast.hr)
    base = f"{file.get_absolute_url()}facts/"
    client.get(base)
    answer = client.post(f"{base}post/", sent(post_title="Electrician", engagement="contractor_staff", setting="academy",
                                              starts_on=clock.today()))  # fmt: skip
    assert answer.url == f"{base}check/", answer.content
    client.post(answer.url, {"reason": "Another trade."})
    changed = Clearance.objects.get(pk=file.pk)
    assert (changed.post_title, changed.sent_by) == ("Electrician", "Fenland Heating")
