"""One application as the people who handle it see it."""

import pytest

from hiring import clock
from tests import story
from tests.vacancies.pages import questions, words
from vacancies.models import Application, HistoryEntry
from workflows import outbox
from workflows.models import Message


def test_application_shows_what_was_written_and_every_gap_in_its_place(cast, client):
    vacancy = story.published(cast)
    application = story.filled_in(vacancy, cast.candidate, education_ended="2012-06")
    application.history.create(title="Au pair", country="Portugal", from_month="2012-07", to_month="2014-12")
    application.gaps.create(from_month="2015-01", to_month="2015-06", why="in_person")
    application.submit(by=cast.candidate)
    client.force_login(cast.hr)
    page = words(client.get(application.get_absolute_url()))
    assert "My answer on S1, from Amara Okonjo at Hill View Nursery." in page
    assert "Gap of 6 months" in page
    assert "January to June 2015" in page
    assert "Ask in person" in page
    assert "Portugal" in page
    assert "sam.okafor@hillview.example" in page
    assert "Nobody is asked and no check begins before the shortlist." in page
    assert "We said they would hear whether they are shortlisted by" in page
    assert "Sent application" in page


def test_gap_that_opened_after_sending_is_shown_as_not_explained(cast, client):
    application = story.submitted(story.published(cast), cast.candidate)
    HistoryEntry.objects.filter(application=application).update(from_month="2016-03")
    client.force_login(cast.hr)
    page = words(client.get(application.get_absolute_url()))
    assert "Not explained" in page
    assert "Nothing said of July 2015 to February 2016." in page


def test_scores_are_shown_only_once_the_seal_is_open(cast, client):
    vacancy = story.scoring(cast)
    application = vacancy.applications.get()
    member = vacancy.panel.first()
    member.declare()
    story.score(member, application, "1010101", reason="A telling reason")
    client.force_login(cast.hr)
    page = words(client.get(application.get_absolute_url()))
    assert "Scores are sealed until every panel member has submitted." in page
    assert "A telling reason" not in page
    opened = story.moderating(cast, cast.other_candidate, reference="REY-0150")
    page = words(client.get(opened.applications.get().get_absolute_url()))
    assert "Scores by criterion" in page
    assert "Clear example" in page


def test_next_step_has_its_button_or_says_whose_it_is(cast, client):
    application = story.interviewed(cast, cast.candidate).applications.get()
    url = application.get_absolute_url()
    client.force_login(cast.head)
    assert f'href="{url}offer/">Make a conditional offer</a>' in words(client.get(url))
    client.force_login(cast.hr)
    page = words(client.get(url))
    assert "This is for the headteacher to do." in page
    assert f'href="{url}offer/"' not in page
    assert f'href="{url}do-not-progress/"' in page


def test_history_says_who_did_what_and_why(cast, client):
    application = story.moderating(cast).applications.get()
    application.do_not_progress(by=cast.hr, reason="Two essentials not met.")
    client.force_login(cast.hr)
    page = words(client.get(application.get_absolute_url()))
    assert 'Not progressing</strong> <span class="quiet">by Jo Marlowe' in page
    assert "Scored → Not progressing." in page or "Received → Not progressing." in page
    assert "Reason: Two essentials not met." in page
    assert "Until then nobody outside knows, and this can be undone." in page
    outbox.carry_out_all()
    Message.objects.update(status="sent", settled_at=clock.now())
    assert "Nothing more is to be done here." in words(client.get(application.get_absolute_url()))


def test_panel_member_reads_answers_but_no_address_or_referee(cast, client):
    vacancy = story.interviewing(cast, cast.candidate)
    client.force_login(cast.panel[0])
    page = words(client.get(vacancy.applications.get().get_absolute_url()))
    assert "My answer on S1" in page
    assert "4 Harbour Row" not in page
    assert "sam.okafor@hillview.example" not in page
    assert "Scores by criterion" not in page


@pytest.mark.parametrize("who", ["stranger", "hr_elsewhere", "head", "candidate", "auditor", "approver"])
def test_those_who_may_not_find_nothing_before_the_shortlist(cast, client, who):
    application = story.moderating(cast).applications.get()
    client.force_login(getattr(cast, who))
    assert client.get(application.get_absolute_url()).status_code == 404


def test_draft_is_nobodys_business_yet(cast, client, open_vacancy):
    application = Application.start(by=cast.candidate, vacancy=open_vacancy, candidate=cast.candidate)
    client.force_login(cast.hr)
    assert client.get(application.get_absolute_url()).status_code == 404


def test_application_asks_as_much_whatever_was_written(cast, client):
    vacancy = story.published(cast)
    plain = story.submitted(vacancy, cast.candidate)
    full = story.filled_in(vacancy, cast.other_candidate)
    for month in ("2016-01", "2017-01", "2018-01"):
        full.history.create(title="Volunteer", kind="voluntary", from_month=month, to_month=month)
        full.qualifications.create(title="First aid")
    full.submit(by=cast.other_candidate)
    client.force_login(cast.hr)
    one, more = (questions(client, each.get_absolute_url()) for each in (plain, full))
    assert one == more <= 20
