"""How a panel member comes in, what must be answered first, and what a guest can never reach."""

import datetime as dt

import pytest
from django.core import mail
from django.test import Client

from hiring import links
from hiring.models import Link
from tests import story
from vacancies.models import PanelMember, Vacancy


@pytest.fixture
def vacancy(cast):
    return story.scoring(cast, cast.candidate)


@pytest.fixture
def place(vacancy, cast):
    return vacancy.panel.get(user=cast.panel[1])


def minted(place):
    return links.mint("panel", place.user.email, user=place.user, subject_id=place.pk)[1]


def let_in(place, client=None):
    """A guest who has pressed Continue."""
    client = client or Client()
    client.post(f"/panel/in/{minted(place)}/")
    return client


def test_link_is_not_spent_by_looking(place, client):
    token = minted(place)
    page = client.get(f"/panel/in/{token}/")
    assert "Continue as Patience Adeyemi" in page.content.decode()
    assert Link.objects.get(digest=links.digest(token)).opened_at is None
    assert client.get("/panel/").status_code == 302


def test_continue_opens_the_panel_and_nothing_else(place, vacancy):
    guest = let_in(place)
    assert guest.get("/panel/").url == "/panel/REY-0142/"
    assert guest.get("/panel/REY-0142/").status_code == 200
    for path in ("/vacancies/REY-0142/scoring/", "/vacancies/REY-0142/masking/", "/vacancies/REY-0142/shortlist/"):
        assert guest.get(path).status_code == 404


def test_second_device_is_asked_for_the_code_we_send(place, client):
    token = minted(place)
    client.post(f"/panel/in/{token}/")
    other = Client()
    assert "6-digit code" in other.post(f"/panel/in/{token}/").content.decode()
    assert other.get("/panel/REY-0142/").status_code == 302
    assert mail.outbox[-1].to == [place.user.email]
    code = mail.outbox[-1].subject.split()[0]
    assert other.post(f"/panel/in/{token}/", {"code": "000000" if code != "000000" else "1"}).status_code == 422
    assert other.post(f"/panel/in/{token}/", {"code": code}).url == "/panel/REY-0142/"
    assert other.get("/panel/REY-0142/").status_code == 200


def test_the_device_opened_last_needs_no_code_again(place, client):
    token = minted(place)
    client.post(f"/panel/in/{token}/")
    other = Client()
    other.post(f"/panel/in/{token}/")
    other.post(f"/panel/in/{token}/", {"code": mail.outbox[-1].subject.split()[0]})
    assert other.post(f"/panel/in/{token}/").url == "/panel/REY-0142/"
    assert client.post(f"/panel/in/{token}/").status_code == 200  # the first one is asked now


def test_a_reason_typed_after_the_session_ended_is_shown(place, client):
    answer = client.post("/panel/REY-0142/score/1/K7/", {"value": "3", "written": "Says what changed."})
    assert answer.status_code == 403
    assert "Says what changed." in answer.content.decode()
    assert "Open that link again" in answer.content.decode()


def test_link_of_another_kind_and_of_somebody_stood_down_has_ended(place, client, cast):
    referee = links.mint("referee", "sam@hillview.example", subject_id=place.pk)[1]
    assert client.get(f"/panel/in/{referee}/").status_code == 410
    token = minted(place)
    guest = let_in(place)
    Vacancy.objects.get(pk=place.vacancy_id).stand_down(by=cast.hr, seat=place.pk, reason="Away")
    assert client.get(f"/panel/in/{token}/").status_code == 410
    assert guest.get("/panel/REY-0142/").status_code == 302


def test_continuing_as_somebody_signs_out_whoever_was_signed_in(place, cast, client):
    client.force_login(cast.hr)
    token = minted(place)
    assert "Continuing signs Jo Marlowe out" in client.get(f"/panel/in/{token}/").content.decode()
    client.post(f"/panel/in/{token}/")
    assert client.get("/vacancies/REY-0142/scoring/").status_code == 404


def test_nothing_opens_before_the_question_is_answered(place, vacancy):
    guest = let_in(place)
    code = vacancy.applications.get().code
    for path in (f"score/1/{code}/", f"applicant/{code}/", "review/"):
        assert guest.get(f"/panel/REY-0142/{path}").url == "/panel/REY-0142/declare/"
    assert guest.post("/panel/REY-0142/declare/", {}).status_code == 422
    assert guest.post("/panel/REY-0142/declare/", {"knows": "yes"}).status_code == 422
    said = guest.post("/panel/REY-0142/declare/", {"knows": "yes", "may_know": "My neighbour applied"}, follow=True)
    assert "HR reads what you wrote, and takes that person out of your list." in said.content.decode()
    assert "You told HR whom you may know." in said.content.decode()
    place.refresh_from_db()
    assert (place.declared_at is not None, place.may_know) == (True, "My neighbour applied")
    assert guest.get(f"/panel/REY-0142/score/1/{code}/").status_code == 200


def test_somebody_not_on_the_panel_gets_the_same_404_as_for_nothing(vacancy, cast, client):
    for user in (cast.hr, cast.hr_manager, cast.auditor, cast.stranger, cast.candidate):
        client.force_login(user)
        assert client.get("/panel/REY-0142/").status_code == client.get("/panel/REY-9999/").status_code == 404
        assert client.get("/panel/").status_code == 200


def test_member_signed_in_sees_their_panels(vacancy, cast, client):
    client.force_login(cast.head)
    page = client.get("/panel/").content.decode()
    assert "Pastoral Support Worker" in page
    assert "To score" in page


def test_what_is_to_be_scored_stands_before_what_is_only_to_come(vacancy, cast, client):
    later = story.published(cast, reference="REY-0999")
    sooner = vacancy.scores_due_on - dt.timedelta(days=30)
    Vacancy.objects.filter(pk=later.pk).update(scores_due_on=sooner, title="Lunchtime cook")
    client.force_login(cast.head)
    page = client.get("/panel/").content.decode()
    assert page.index("Pastoral Support Worker") < page.index("Lunchtime cook")


def test_a_post_still_being_drafted_is_not_announced(cast, client):
    story.draft(cast)
    client.force_login(cast.panel[0])
    assert PanelMember.objects.filter(user=cast.panel[0]).exists()
    assert client.get("/panel/REY-0142/").status_code == 404
