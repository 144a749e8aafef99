"""The one page for every verb: what it says before, what it does, and how it refuses."""

import datetime as dt

import pytest

from hiring import clock
from hiring.templatetags.dates import fullday
from tests import story
from tests.vacancies.pages import candidates, statements
from vacancies.models import Application, Vacancy
from workflows.models import Event


def words(response):
    """The page as one line of text, tags and all."""
    return " ".join(response.content.decode().split())


@pytest.fixture
def k7(cast):
    """One application, scored by everybody, waiting to be decided."""
    return story.moderating(cast).applications.get()


def url(record, verb):
    return f"{record.get_absolute_url()}{verb}/"


def test_check_page_says_what_changes_and_what_it_promises(cast, client, k7):
    client.force_login(cast.hr)
    page = client.get(url(k7, "shortlist"))
    assert page.status_code == 200
    assert f"<h1>Shortlist: {k7.code}</h1>" in words(page)
    assert "The school means to interview" in words(page)
    assert "will be told the decision by" in words(page)
    assert f'name="version" value="{k7.version}"' in words(page)


def test_move_is_made_and_said_in_words(cast, client, k7):
    client.force_login(cast.hr)
    answer = client.post(url(k7, "shortlist"), {"version": k7.version})
    assert (answer.status_code, answer.url) == (303, k7.get_absolute_url())
    assert Application.objects.get(pk=k7.pk).state == "shortlisted"
    assert f"{k7.code} moved to Shortlisted." in str(next(iter(answer.wsgi_request._messages)))


def test_move_goes_back_to_where_it_came_from_and_nowhere_else(cast, client, k7):
    client.force_login(cast.hr)
    away = {"version": k7.version, "reason": "Not now.", "next": "https://elsewhere.example/"}
    assert client.post(url(k7, "do-not-progress"), away).url == k7.get_absolute_url()
    vacancy = k7.vacancy
    here = {"version": vacancy.version, "reason": "No longer needed.", "next": "/vacancies/?state=open"}
    client.force_login(cast.hr_manager)
    assert client.post(url(vacancy, "cancel"), here).url == "/vacancies/?state=open"


def test_reason_is_asked_for_when_the_verb_needs_one(cast, client, k7):
    client.force_login(cast.hr)
    assert 'name="reason"' in words(client.get(url(k7, "do-not-progress")))
    answer = client.post(url(k7, "do-not-progress"), {"version": k7.version, "reason": " "})
    assert answer.status_code == 422
    assert "Give a reason." in words(answer)
    assert Application.objects.get(pk=k7.pk).state == "submitted"


def test_blocked_page_lists_every_reason_and_has_no_button(cast, client):
    vacancy = story.published(cast)
    story.submitted(vacancy, cast.candidate)
    vacancy = story.closed(vacancy)
    vacancy.panel.all().update(trained_on=None)
    vacancy.panel.filter(is_chair=False).update(stood_down_at=vacancy.closed_at)
    client.force_login(cast.hr)
    page = client.get(url(vacancy, "open-scoring"))
    assert page.status_code == 200
    assert "<h1>Open scoring blocked by 2 things</h1>" in words(page)
    assert "two people or more shortlist" in words(page)
    assert "safer recruitment training" in words(page)
    assert f"{vacancy.get_absolute_url()}setup/panel/" in words(page)
    assert "Open scoring</button>" not in words(page)


def test_blocked_move_answers_409_with_the_reasons_and_keeps_the_words(cast, client):
    vacancy = story.scoring(cast)
    application = vacancy.applications.get()
    client.force_login(cast.hr)
    typed = {"version": application.version, "reason": "Essentials not met."}
    answer = client.post(url(application, "do-not-progress"), typed)
    assert answer.status_code == 409
    assert "Not progressing blocked by 3 things" in words(answer)
    assert "Scores are sealed until Patience Adeyemi submits." in words(answer)
    assert "Essentials not met.</textarea>" in words(answer)


def test_reason_that_would_meet_a_blocker_is_asked_for_instead_of_refused(cast, client):
    application = story.interviewing(cast).applications.get()
    application.invite(by=cast.hr, interview_at=clock.now() + dt.timedelta(days=5), place="The library")
    client.force_login(cast.hr)
    page = client.get(url(application, "record-interview"))
    assert "Wait for it, or say why the interview went ahead without it." in words(page)
    assert "Record the interview</button>" in words(page)


def test_stale_move_says_who_was_first_and_offers_the_new_copy(cast, client, k7):
    seen_version = k7.version
    k7.shortlist(by=cast.hr)
    client.force_login(cast.hr_manager)
    typed = {"version": seen_version, "reason": "Not enough experience."}
    answer = client.post(url(k7, "do-not-progress"), typed)
    assert answer.status_code == 409
    assert f"Jo Marlowe moved {k7.code} to Shortlisted" in words(answer)
    assert "Not enough experience.</textarea>" in words(answer)
    assert f'name="version" value="{k7.version}"' in words(answer)
    assert not Event.objects.filter(verb="application.do_not_progress").exists()
    assert client.post(url(k7, "do-not-progress"), typed | {"version": k7.version}).status_code == 303


def test_move_without_the_version_is_never_up_to_date(cast, client, k7):
    client.force_login(cast.hr)
    assert client.post(url(k7, "shortlist"), {}).status_code == 409


def test_one_who_may_not_is_told_who_may(cast, client):
    vacancy = story.draft(cast)
    vacancy.send_for_approval(by=cast.hr)
    client.force_login(cast.hr)
    for answer in (client.get(url(vacancy, "approve")), client.post(url(vacancy, "approve"), {"version": 2})):
        assert answer.status_code == 403
        assert "Only the approver or the headteacher can do this: approve the post." in words(answer)
        assert "Ask Colm Ferris or Ruth Calloway." in words(answer)


@pytest.mark.parametrize("verb", ["vanish", "draft", "start"])
def test_unknown_verb_is_not_found(cast, client, k7, verb):
    client.force_login(cast.hr)
    assert client.get(url(k7, verb)).status_code == 404
    assert client.get(url(k7.vacancy, verb)).status_code == 404


def test_stranger_panel_and_candidate_find_nothing(cast, client, k7):
    for person in (cast.stranger, cast.hr_elsewhere, cast.panel[0], cast.head, cast.candidate):
        client.force_login(person)
        assert client.get(url(k7, "shortlist")).status_code == 404
        assert client.post(url(k7, "shortlist"), {"version": k7.version}).status_code == 404


def test_letter_is_shown_with_what_was_typed(cast, client):
    """Once somebody has filled in the form, whatever held it up, the letter says it as it will be sent."""
    application = story.interviewing(cast, cast.candidate).applications.get()
    client.force_login(cast.hr)
    day = clock.today() + dt.timedelta(days=10)
    typed = {"day_day": day.day, "day_month": day.month, "day_year": day.year, "place": "The music room"}
    half = client.post(url(application, "invite"), typed)
    stale = client.post(url(application, "invite"), typed | {"hour": "2pm"})
    assert (half.status_code, stale.status_code) == (422, 409)
    for page in (half, stale):
        assert "The music room" in page.context["check"]["letters"][0]["body"]
    assert f"{fullday(day)}, 2pm" in stale.context["check"]["letters"][0]["body"]
    assert Application.objects.get(pk=application.pk).state == "shortlisted"


def test_a_move_by_post_takes_as_much_of_one_applicant_as_among_three(cast, client):
    """Turning down somebody who has applied, and somebody on the shortlist, whose file of checks is closed with it."""
    counts = []
    for number in (1, 3):
        vacancy = story.moderating(cast, *candidates(number + 1, start=10 * number), reference=f"REY-020{number}")
        first, *others = vacancy.applications.all()
        for each in others:
            each.shortlist(by=cast.hr)
        client.force_login(cast.hr)
        for each in (first, others[0]):
            typed = {"version": each.version, "reason": "Others showed more."}
            answer, taken = statements(client, url(each, "do-not-progress"), typed)
            assert answer.status_code == 303
            counts.append(taken)
    assert counts[:2] == counts[2:]
    assert max(counts) <= 16


def test_a_vacancy_moves_by_post_in_few_statements(cast, client):
    vacancy = story.draft(cast)
    for person, verb in ((cast.hr, "send-for-approval"), (cast.approver, "approve")):
        client.force_login(person)
        vacancy = Vacancy.objects.get(pk=vacancy.pk)
        answer, taken = statements(client, url(vacancy, verb), {"version": vacancy.version})
        assert answer.status_code == 303
        assert taken <= 12


def test_a_referee_is_asked_by_post_in_few_statements(cast, client):
    check = story.accepted(cast).clearance.checks.filter(code="references").first()
    client.force_login(cast.hr)
    answer, taken = statements(client, url(check, "ask"), {"version": check.version})
    assert answer.status_code == 303
    assert taken <= 16
