"""Interviews: invited, recorded with safeguarding asked, and offered by the head."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from hiring import clock
from hiring.calendars import add_working_days
from hiring.models import Closure
from tests import story
from vacancies.models import Application, Appointment


@pytest.fixture
def interviewing(cast):
    return story.interviewing(cast, cast.candidate, cast.other_candidate)


def sheet(vacancy, user, client):
    client.force_login(user)
    return client.get(f"{vacancy.get_absolute_url()}interviews/")


def test_interviews_lists_the_shortlist_with_each_next_step(client, cast, interviewing):
    page = sheet(interviewing, cast.hr, client).content.decode()
    for application in interviewing.applications.all():
        assert application.candidate.name in page
        assert f"{application.get_absolute_url()}invite/" in page


def test_interviews_lead_only_the_head_to_an_offer(client, cast):
    vacancy = story.interviewed(cast, cast.candidate)
    offer = f"{vacancy.applications.get().get_absolute_url()}offer/"
    assert offer in sheet(vacancy, cast.head, client).content.decode()
    told = sheet(vacancy, cast.hr, client).content.decode()
    assert offer not in told
    assert "The headteacher offers the post" in told


def test_interviews_names_nobody_to_the_panel_before_the_shortlist(client, cast):
    vacancy = story.moderating(cast)
    for user in (cast.head, *cast.panel):
        assert cast.candidate.name not in sheet(vacancy, user, client).content.decode()


def test_interviews_ask_the_same_questions_for_one_and_for_three(client, cast):
    third = story.person("Bethan Frost", "bethan.frost@example.org")
    one = story.interviewing(cast, cast.candidate, reference="REY-0301")
    three = story.interviewing(cast, cast.candidate, cast.other_candidate, third, reference="REY-0303")
    sheet(one, cast.hr, client)
    counts = []
    for vacancy in (one, three):
        with CaptureQueriesContext(connection) as asked:
            client.get(f"{vacancy.get_absolute_url()}interviews/")
        counts.append(len(asked))
    assert counts[0] == counts[1] <= 8


def post(client, application, verb, typed):
    return client.post(f"{application.get_absolute_url()}{verb}/", typed | {"version": application.version})


def test_invite_refuses_a_time_that_has_passed_and_keeps_the_place(client, cast, interviewing):
    client.force_login(cast.hr)
    application = interviewing.applications.first()
    yesterday = clock.today() - dt.timedelta(days=1)
    page = post(client, application, "invite", {"day": yesterday.isoformat(), "hour": "9:30", "place": "The library"})
    assert page.status_code == 422
    assert "The interview must be in the future." in page.content.decode()
    assert 'value="The library"' in page.content.decode()


def test_nobody_is_invited_to_a_school_that_is_closed_without_a_reason(client, cast, interviewing):
    """E-063: a closure of its own; page and program ask with the same form."""
    client.force_login(cast.hr)
    application, day = interviewing.applications.first(), add_working_days(clock.today(), 3)
    Closure.objects.create(school=cast.school, day_on=day)
    typed = {"day": day.isoformat(), "hour": "9:30", "place": "The library"}
    page = post(client, application, "invite", typed)
    assert page.status_code == 422
    assert "Reydon Primary is closed on this date. Choose a school day or give a reason." in page.content.decode()
    assert 'value="The library"' in page.content.decode()
    assert post(client, application, "invite", typed | {"reason": "The hall is free."}).status_code == 303
    assert "The hall is free." in client.get(application.get_absolute_url()).content.decode()


def test_interview_is_invited_recorded_and_offered_page_by_page(client, cast, interviewing):
    client.force_login(cast.hr)
    application = interviewing.applications.first()
    tomorrow = clock.today() + dt.timedelta(days=1)
    assert (
        post(
            client,
            application,
            "invite",
            {"day": tomorrow.isoformat(), "hour": "2pm", "place": "The library", "reason": "An open day."},
        ).status_code
        == 303
    )
    application = Application.objects.get(pk=application.pk)
    assert application.interview.starts_at == clock.london(tomorrow, 14)
    record = {
        "held_on": clock.today().isoformat(),
        "safeguarding": "Asked and answered well.",
        "recommendation": "appoint",
    }
    refused = post(client, application, "record-interview", record)
    assert refused.status_code == 409
    for number in (1, 2):
        assert f"Reference {number} is not in. Wait for it, or say why" in refused.content.decode()
    why = {"without_references": "Both referees were on a school trip."}
    assert post(client, application, "record-interview", record | why).status_code == 303
    application = Application.objects.get(pk=application.pk)
    client.force_login(cast.head)
    terms = {"starts_on": tomorrow.isoformat(), "salary": "22454.09", "reply_by": tomorrow.isoformat()}
    assert post(client, application, "offer", terms).status_code == 303
    offered = Appointment.objects.get(application=application)
    assert (offered.state, offered.starts_on, str(offered.salary)) == ("offered", tomorrow, "22454.09")


def test_record_interview_asks_for_safeguarding(client, cast, interviewing):
    client.force_login(cast.hr)
    application = interviewing.applications.first()
    application.invite(by=cast.hr, interview_at=clock.now() + dt.timedelta(days=1), place="Hall")
    page = post(
        client, application, "record-interview", {"held_on": clock.today().isoformat(), "recommendation": "appoint"}
    )
    assert "Say what was asked and said about safeguarding." in page.content.decode()


def test_offer_is_only_for_the_head(client, cast, interviewing):
    client.force_login(cast.hr)
    application = interviewing.applications.first()
    assert client.get(f"{application.get_absolute_url()}offer/").status_code == 403
