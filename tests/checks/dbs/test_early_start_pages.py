"""The pages of a start before the certificate: who reaches them, what they say, and that typed words come back."""

import datetime as dt

import pytest
from django.test import Client

from checks.models import EarlyStart
from hiring import clock
from tests import story
from tests.checks.dbs import early as tell

pytestmark = pytest.mark.django_db


def browser(user):
    client = Client()
    client.force_login(user)
    return client


def typed(cast, **changed):
    today = clock.today()
    sent = {}
    for name, day in {"starts_on": today, "review_on": today + dt.timedelta(days=10)}.items():
        sent |= {f"{name}_day": day.day, f"{name}_month": day.month, f"{name}_year": day.year}
    return sent | tell.WRITTEN | {"never_alone": "yes", "supervisor": cast.panel[0].pk} | changed


@pytest.fixture
def address(cast):
    return f"{tell.all_but_the_certificate(cast).clearance.get_absolute_url()}exception/"


def test_gate_leads_to_the_page_and_the_page_to_the_proposal(cast, address):
    hr = browser(cast.hr)
    person = address.removesuffix("exception/")
    assert "Starting before the DBS certificate arrives: see if this can apply" in hr.get(person).content.decode()
    answer = hr.post(address, typed(cast), follow=True)
    early = EarlyStart.objects.get()
    assert answer.redirect_chain[-1][0] == early.get_absolute_url()
    assert tell.WRITTEN["safeguards"] in answer.content.decode()
    assert early.get_absolute_url() in hr.get(address).content.decode()


def test_what_was_typed_comes_back_with_every_error(cast, address):
    answer = browser(cast.hr).post(address, typed(cast, never_alone="no", duties="", risks="CANARY-kept"))
    page = answer.content.decode()
    assert answer.status_code == 422
    for sentence in ("Wait for it.", "Say what they will do and what not.", "CANARY-kept"):
        assert sentence in page
    assert not EarlyStart.objects.exists()


def test_a_review_too_late_is_refused_with_the_way_out(cast, address):
    late = clock.today() + dt.timedelta(days=20)
    boxes = {"review_on_day": late.day, "review_on_month": late.month, "review_on_year": late.year}
    answer = browser(cast.hr).post(address, typed(cast, **boxes))
    assert answer.status_code == 409
    assert "Look again within 14 days" in answer.content.decode()


def test_somebody_of_another_school_cannot_be_chosen_to_supervise(cast, address):
    answer = browser(cast.hr).post(address, typed(cast, supervisor=cast.hr_elsewhere.pk))
    assert answer.status_code == 422
    assert "Choose somebody at this school." in answer.content.decode()


@pytest.mark.parametrize(
    ("who", "sees", "proposes"),
    [("hr", 200, 303), ("head", 200, 303), ("safeguarding_lead", 200, 403), ("auditor", 404, 404), ("approver", 404, 404),
     ("hr_elsewhere", 404, 404), ("stranger", 404, 404), ("candidate", 404, 404)],
)  # fmt: skip
def test_who_sees_it_and_who_proposes(cast, address, who, sees, proposes):
    client = browser(getattr(cast, who))
    assert client.get(address).status_code == sees
    assert client.post(address, typed(cast)).status_code == proposes


@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("head", 200),
        ("hr", 403),
        ("safeguarding_lead", 403),
        ("stranger", 404),
        ("hr_elsewhere", 404),
        ("auditor", 404),
    ],
)
def test_who_reaches_the_approval(cast, who, status):
    early = tell.proposed(cast, tell.all_but_the_certificate(cast))
    tell.searched(early.clearance, cast)
    assert browser(getattr(cast, who)).get(f"{early.get_absolute_url()}approve/").status_code == status


def test_nobody_finds_their_own(cast):
    from hiring.models import Membership, Role

    early = tell.proposed(cast, tell.all_but_the_certificate(cast))
    Membership.objects.create(user=cast.candidate, trust=cast.trust, school=cast.school, role=Role.HEAD)
    for path in (early.get_absolute_url(), f"{early.get_absolute_url()}approve/", early.clearance.get_absolute_url()):
        assert browser(cast.candidate).get(path).status_code == 404


def test_it_says_why_it_cannot_apply(cast):
    appointment = story.ready(cast)
    page = browser(cast.hr).get(f"{appointment.clearance.get_absolute_url()}exception/").content.decode()
    assert "Only one that has not come can be waited for" in page
    assert "Send to the headteacher" not in page


def test_it_cannot_apply_to_somebody_of_whom_no_certificate_is_asked(cast):
    from checks.models import Clearance
    from tests.checks.test_gate import PERSON

    post = {
        "previous_school_post": {
            "in_england": True,
            "regular_contact": True,
            "end_date": "2026-08-20",
            "same_employer": False,
        }
    }
    clearance = Clearance.open(
        by=cast.hr, school=cast.school, person=cast.other_candidate, post_title="Cover", person_facts=PERSON | post,
        role_facts=story.PASTORAL | {"title": "Cover", "start_date": "2026-09-01"}, offer_made_at=clock.now(),
    )  # fmt: skip
    clearance.derive(by=cast.hr)
    assert not clearance.checks.filter(code="dbs_enhanced").exists()
    answer = browser(cast.hr).get(f"{clearance.get_absolute_url()}exception/")
    assert answer.status_code == 200
    assert "only for somebody who joins the staff and whose certificate is awaited" in answer.content.decode()


def test_approve_renew_and_revoke_by_their_pages(cast):
    early = tell.proposed(cast, tell.all_but_the_certificate(cast))
    tell.searched(early.clearance, cast)
    head, page = browser(cast.head), early.get_absolute_url()
    fields = {"reason": "I have read it.", "version": tell.afresh(early).version}
    assert head.post(f"{page}approve/", fields).status_code == 303
    assert "1 exception" in browser(cast.hr).get("/people/").content.decode()
    again = clock.today() + dt.timedelta(days=12)
    fields = {"reason": "All is well.", "version": tell.afresh(early).version}
    fields |= {"review_on_day": again.day, "review_on_month": again.month, "review_on_year": again.year}
    assert head.post(f"{page}renew/", fields).status_code == 303
    assert tell.afresh(early).review_on == again
    lead = browser(cast.safeguarding_lead)
    assert (
        lead.post(f"{page}revoke/", {"reason": "Too risky.", "version": tell.afresh(early).version}).status_code == 303
    )
    assert "Revoked" in lead.get(page).content.decode()


def test_amber_on_every_page_that_shows_the_gate(cast):
    early = tell.at_work(cast)
    hr = browser(cast.hr)
    person = hr.get(early.clearance.get_absolute_url()).content.decode()
    assert "gate--exception" in person
    assert "chip--exception" in person
    assert "gate--ready" not in person
    people = hr.get("/people/").content.decode()
    assert "chip--exception" in people
    head = browser(cast.head).get("/home/").content.decode()
    assert "Look again at the safeguards for Amara Okonjo" in head
    assert "Clear or move Amara" not in head


def test_the_list_takes_the_same_few_queries_at_one_exception_and_two(cast, django_assert_max_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    tell.approved(cast)
    client = browser(cast.hr)
    client.get("/people/")
    with CaptureQueriesContext(connection) as one:
        client.get("/people/")
    more = tell.approved(cast, tell.another(cast))
    assert more.state == "approved"
    with CaptureQueriesContext(connection) as two:
        assert client.get("/people/").content.decode().count("chip--exception") == 2
    assert len(one) == len(two)
