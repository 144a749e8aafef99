"""People between shortlist and first day: the list by risk, and the start gate as the centre of a person's page."""

import datetime as dt
import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from checks.models import Check, Clearance
from hiring import clock
from hiring.models import Token
from tests import story
from vacancies.models import Appointment


def browser(user):
    client = Client()
    client.force_login(user)
    return client


def main(answer):
    return answer.content.decode().partition("<main")[2]


def file_on(cast, name, days, school=None):
    """An open file on somebody whose planned start is this many days ahead."""
    from tests.checks.test_gate import PERSON

    starts_on = clock.today() + dt.timedelta(days=days)
    clearance = Clearance.open(
        by=cast.hr,
        school=school or cast.school,
        person=story.person(name, f"{name.replace(' ', '.').lower()}@example.org"),
        post_title="Midday Supervisor",
        role_facts=story.PASTORAL | {"title": "Midday Supervisor", "start_date": starts_on.isoformat()},
        person_facts=PERSON,
        starts_on=starts_on,
    )
    clearance.derive(by=cast.hr)
    return clearance


def test_people_are_listed_by_risk_to_their_start(cast):
    ready = story.ready(cast)
    file_on(cast, "Later Lowe", 40)
    file_on(cast, "Sooner Shah", 9)
    page = main(browser(cast.hr).get("/people/"))
    names = ["Sooner Shah", "Later Lowe", ready.application.candidate.name]
    assert sorted(names, key=page.index) == names
    assert "Blocked by" in page
    assert "Ready" in page


def test_list_says_who_holds_what_has_been_shut_longest(cast):
    clearance = file_on(cast, "Sooner Shah", 9)
    check = clearance.checks.get(code="self_declaration")
    check.ask(by=cast.hr)
    Check.objects.filter(pk=check.pk).update(held_since=clock.now() - dt.timedelta(days=12))
    page = main(browser(cast.hr).get("/people/"))
    assert "The candidate" in page
    assert "Self-declaration, since" in page


def test_filters_live_in_the_address(cast):
    ready = story.ready(cast).application.candidate.name
    file_on(cast, "Sooner Shah", 9)
    client = browser(cast.hr)
    for query, shown, hidden in [
        ("standing=ready", ready, "Sooner Shah"),
        ("standing=blocked", "Sooner Shah", ready),
        ("stage=offered", ready, "Sooner Shah"),
        ("stage=shortlisted", "Sooner Shah", ready),
        ("q=sooner", "Sooner Shah", ready),
    ]:
        page = main(client.get(f"/people/?{query}"))
        assert shown in page, query
        assert hidden not in page, query
    assert "Nobody fits these filters" in main(client.get("/people/?q=nobody+here"))
    assert client.get("/people/?standing=drop&school=nowhere&page=x").status_code == 200


def test_list_takes_the_same_few_queries_at_one_person_and_three(cast, django_assert_num_queries):
    client = browser(cast.hr)
    file_on(cast, "One Person", 10)
    client.get("/people/")
    with CaptureQueriesContext(connection) as at_one:
        client.get("/people/")
    file_on(cast, "Two Person", 11)
    file_on(cast, "Three Person", 12)
    with django_assert_num_queries(len(at_one)):
        client.get("/people/")
    assert len(at_one) <= 12


SIGN_IN = {"django_session", "hiring_token"}  # the session, or the token with its user


def asked_of_the_database(client, path, **headers):
    """The tables first read by each query beyond those of signing in; the actor's roles count."""
    with CaptureQueriesContext(connection) as asked:
        assert client.get(path, headers=headers).status_code == 200
    tables = [
        re.search(r'SELECT (?:DISTINCT )?(?:COUNT\()?"(\w+)"', each["sql"]).group(1) for each in asked.captured_queries
    ]
    return tables[1:] if tables[0] in SIGN_IN else tables


THE_GATE = ["hiring_membership", "checks_clearance", "checks_check", "checks_earlystart"]
AND_HISTORY = [*THE_GATE, "workflows_event"]


@pytest.mark.parametrize("who", ["head", "hr"])
def test_what_is_stopping_somebody_takes_six_queries_at_one_person_and_three(cast, who):
    """Page and API; a person who waits for others costs one more, how long such checks took. Rare: +1 each for an
    incident and a proposed change, +2 for an early start."""
    appointment = story.accepted(cast)
    page, client = appointment.get_absolute_url(), browser(getattr(cast, who))
    _token, key = Token.objects.for_staff(getattr(cast, who), "Gate")
    address, headers = f"/api/v1/people/{appointment.clearance_id}/gate", {"authorization": f"Bearer {key}"}
    client.get(page), client.get(address, headers=headers)  # the first look of the minute is noted on the token
    at_one = asked_of_the_database(client, page), asked_of_the_database(Client(), address, **headers)
    assert at_one == ([*AND_HISTORY, "checks_check"], [*THE_GATE, "checks_check"])
    file_on(cast, "Two Person", 11)
    file_on(cast, "Three Person", 12)
    assert (asked_of_the_database(client, page), asked_of_the_database(Client(), address, **headers)) == at_one
    for check in appointment.clearance.checks.all():
        story.clear(check, cast)
    assert asked_of_the_database(client, page) == AND_HISTORY
    Appointment.objects.get().confirm_start(by=cast.head)
    assert asked_of_the_database(client, page) == AND_HISTORY


def test_somebody_with_no_vacancy_takes_as_few(cast):
    page, client = file_on(cast, "One Person", 10).get_absolute_url(), browser(cast.head)
    client.get(page)
    assert asked_of_the_database(client, page) == [*AND_HISTORY, "checks_check"]


@pytest.mark.parametrize("who", ["hr", "head", "safeguarding_lead"])
def test_no_button_of_the_gate_leads_to_a_closed_door(cast, who):
    """What is still to ask, what is late, what is to decide: whoever reads the gate may follow every button on it."""
    with clock.at(clock.now() - dt.timedelta(days=40)):
        appointment = story.accepted(cast)
        for check in appointment.clearance.checks.filter(code__in=["references", "dbs_enhanced"]):
            check.ask(by=cast.hr)
    client = browser(getattr(cast, who))
    page = client.get(appointment.get_absolute_url()).content.decode()
    doors = re.findall(r'button--small" href="([^"#]+)', page)
    assert len(doors) > 3
    assert {door: client.get(door).status_code for door in doors} == dict.fromkeys(doors, 200)


def test_empty_list_says_so(cast):
    assert "No one is between offer and start." in main(browser(cast.hr).get("/people/"))


@pytest.mark.parametrize("who", ["approver", "candidate"])
def test_people_do_not_exist_for_those_who_deal_with_no_checks(cast, who):
    pk = story.accepted(cast).clearance_id
    client = browser(getattr(cast, who))
    assert client.get("/people/").status_code == 404
    assert client.get(f"/people/{pk}/").status_code == 404


def test_panel_member_cannot_reach_people(cast):
    pk = story.accepted(cast).clearance_id
    for member in cast.panel:
        client = browser(member)
        for path in ("/people/", f"/people/{pk}/", f"/people/{pk}/confirm-start/", f"/people/{pk}/start/"):
            assert client.get(path).status_code == 404
            assert client.post(path).status_code in {404, 405}


@pytest.mark.parametrize("who", ["hr_elsewhere", "stranger"])
def test_other_schools_hr_finds_nobody(cast, who):
    pk = story.accepted(cast).clearance_id
    client = browser(getattr(cast, who))
    assert "Amara" not in main(client.get("/people/"))
    assert client.get(f"/people/{pk}/").status_code == 404
    for path in (f"/people/{pk}/confirm-start/", f"/people/{pk}/withdraw/"):
        assert client.get(path).status_code == 404
        assert client.post(path, {"reason": "x", "version": 1}).status_code == 404


def test_gate_is_the_centre_and_has_no_button_until_it_opens(cast):
    appointment = story.accepted(cast)
    page = main(browser(cast.head).get(appointment.get_absolute_url()))
    count = appointment.clearance.checks.count()
    assert f"Start blocked by {count} checks" in page
    assert f"You can confirm the start when the {count} checks above are clear." in page
    assert "confirm-start/" not in page
    assert "disabled" not in page
    assert "Not enough past checks to estimate." in page
    told = main(browser(cast.hr).get(appointment.get_absolute_url()))
    assert f"The headteacher can confirm the start when the {count} checks above are clear." in told


def test_start_refused_by_page_names_every_check(cast):
    appointment = story.accepted(cast)
    answer = browser(cast.head).get(f"{appointment.get_absolute_url()}confirm-start/")
    page = main(answer)
    for check in appointment.clearance.checks.all():
        assert check.get_absolute_url() in page
    assert Appointment.objects.get(pk=appointment.pk).state == "accepted"


def test_head_confirms_and_hr_records_the_start_on_the_day(cast):
    appointment = story.ready(cast)
    home = appointment.get_absolute_url()
    head, hr = browser(cast.head), browser(cast.hr)
    assert f"{home}confirm-start/" in main(head.get(home))
    assert f"{home}confirm-start/" not in main(hr.get(home))
    assert "Ready to start" in main(head.get(f"{home}confirm-start/"))
    day = clock.today()
    fields = {
        "version": appointment.version,
        "starts_on_day": day.day,
        "starts_on_month": day.month,
        "starts_on_year": day.year,
    }
    assert head.post(f"{home}confirm-start/", fields).status_code == 303
    assert "Record the start" in main(hr.get(home))
    version = Appointment.objects.get(pk=appointment.pk).version
    assert hr.post(f"{home}start/", {"version": version}).status_code == 303
    page = main(hr.get(home))
    assert "At work, every check is clear" in page
    assert "At work since" in page


def test_first_day_in_the_past_is_refused(cast):
    appointment = story.ready(cast)
    fields = {"version": appointment.version, "starts_on_day": 1, "starts_on_month": 1, "starts_on_year": 2020}
    answer = browser(cast.head).post(f"{appointment.get_absolute_url()}confirm-start/", fields)
    assert answer.status_code == 422
    assert "cannot be in the past" in main(answer)


def test_auditor_reads_the_gate_and_opens_no_check(cast):
    appointment = story.accepted(cast)
    page = main(browser(cast.auditor).get(appointment.get_absolute_url()))
    assert "Start blocked by" in page
    assert "/checks/" not in page
    assert "22,454.09" not in page


def test_shortlisted_person_with_an_open_file_says_what_comes_first(cast):
    vacancy = story.interviewing(cast)
    clearance = vacancy.applications.get().clearance
    page = main(browser(cast.hr).get(clearance.get_absolute_url()))
    assert "The start can be confirmed after an offer is made and accepted" in page


def test_person_page_takes_a_fixed_number_of_queries(cast, django_assert_max_num_queries):
    appointment = story.accepted(cast)
    client = browser(cast.hr)
    client.get(appointment.get_absolute_url())
    with django_assert_max_num_queries(15):
        client.get(appointment.get_absolute_url())
