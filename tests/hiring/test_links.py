"""How candidates come in: the same words for everybody, one use, a code on another device, and never for staff."""

import datetime as dt
import re

import pytest
from django.core import mail
from django.core.cache import cache
from django.test import Client

from hiring import clock, links
from hiring.models import Link, User

ADDRESS = re.compile(r"/in/[\w-]{20,}/")
CODE = re.compile(r"\b\d{6}\b")
NEW = "new.person@example.org"


@pytest.fixture(autouse=True)
def nobody_has_asked_yet(db):
    cache.clear()


def ask(client, email, after="/my/"):
    """Ask for a link and return where the letter leads."""
    answer = client.post("/in/", {"email": email, "next": after})
    assert answer.url == "/in/sent/"
    return ADDRESS.search(mail.outbox[-1].body).group()


def code_sent():
    return CODE.search(mail.outbox[-1].body).group()


def is_in(client):
    return "_auth_user_id" in client.session


def test_somebody_new_comes_in_and_only_then_is_a_person_here(client):
    door = ask(client, NEW, "/apply/REY-0142/")
    assert not User.objects.filter(email=NEW).exists()
    assert client.post(door).url == "/apply/REY-0142/"
    assert client.session["_auth_user_id"] == str(User.objects.get(email=NEW).pk)


def test_the_same_is_said_to_somebody_known_unknown_or_staff(client, cast):
    said = set()
    for email in (cast.candidate.email, NEW, cast.hr.email):
        client.post("/in/", {"email": email})
        said.add(client.get("/in/sent/").content.decode().replace(email, "(address)"))
    assert len(said) == 1


def test_looking_at_a_link_a_hundred_times_changes_nothing(client, cast):
    door = ask(client, cast.candidate.email)
    before = Link.objects.values().get()
    for _ in range(100):
        assert client.get(door).status_code == 200
        client.head(door)
    assert Link.objects.values().get() == before
    assert not is_in(client)
    assert client.post(door).url == "/my/"


def test_a_link_works_once_and_a_new_one_goes_to_the_same_address(client, cast):
    door = ask(client, cast.candidate.email)
    client.post(door)
    client.logout()
    for answer in (client.get(door), client.post(door)):
        assert answer.status_code == 410
        assert b"We can send a new one to the same address" in answer.content
    assert client.post(f"{door}again/").url == "/in/sent/"
    assert mail.outbox[-1].to == [cast.candidate.email]
    assert client.post(ADDRESS.search(mail.outbox[-1].body).group()).url == "/my/"


def test_two_browsers_spend_one_link_once(client, cast):
    door = ask(client, cast.candidate.email)
    one = Link.objects.get()
    other = Link.objects.get()
    assert [links.spend(one), links.spend(other)] == [True, False]
    assert client.post(door).status_code == 410


def test_a_link_too_old_lets_nobody_in(client, cast):
    door = ask(client, cast.candidate.email)
    with clock.at(clock.now() + dt.timedelta(minutes=61)):
        assert client.post(door).status_code == 410


def test_a_link_nobody_made_ends_without_saying_whose_it_might_be(client, db):
    answer = client.get(f"/in/{'x' * 43}/")
    assert answer.status_code == 410
    assert b"Ask for a new link" in answer.content
    assert client.post(f"/in/{'x' * 43}/again/").url == "/in/"


def test_another_device_needs_the_code_sent_to_the_same_address(client, cast):
    door = ask(client, cast.candidate.email)
    phone = Client()
    answer = phone.post(door)
    assert b"Enter the 6-digit code we have just e-mailed to you" in answer.content
    assert mail.outbox[-1].to == [cast.candidate.email]
    assert not is_in(phone)
    assert phone.post(door, {"code": code_sent()}).url == "/my/"
    assert is_in(phone)


def test_a_code_may_be_guessed_five_times(client, cast):
    door = ask(client, cast.candidate.email)
    phone = Client()
    phone.post(door)
    right = code_sent()
    wrong = "000000" if right != "000000" else "111111"
    for _ in range(4):
        assert b"That is not the code we sent" in phone.post(door, {"code": wrong}).content
    assert b"Wait 10 minutes, then try again" in phone.post(door, {"code": wrong}).content
    assert b"Wait 10 minutes, then try again" in phone.post(door, {"code": right}).content
    assert not is_in(phone)
    letters = len(mail.outbox)
    phone.post(door)
    assert len(mail.outbox) == letters, "pressing again sends no fresh code to guess at"
    with clock.at(clock.now() + dt.timedelta(minutes=11)):
        phone.post(door)
        assert phone.post(door, {"code": code_sent()}).url == "/my/"


def test_an_old_code_no_longer_works(client, cast):
    door = ask(client, cast.candidate.email)
    phone = Client()
    phone.post(door)
    old = code_sent()
    with clock.at(clock.now() + dt.timedelta(minutes=11)):
        phone.post(door, {"code": old})
    assert not is_in(phone)


def test_staff_never_come_in_by_a_link(client, cast):
    client.post("/in/", {"email": cast.hr.email})
    assert "/sign-in/" in mail.outbox[-1].body
    assert not Link.objects.exists()
    _link, token = links.mint("candidate", cast.hr.email, user=cast.hr)
    assert client.post(f"/in/{token}/").url == "/sign-in/"
    assert not is_in(client)


def test_a_referees_link_does_not_open_the_candidates_door(client, cast):
    _link, token = links.mint("referee", "sam@hillview.example", subject_id=1)
    assert client.post(f"/in/{token}/").status_code == 410
    assert not is_in(client)


def test_a_link_in_a_letter_of_ours_opens_without_a_code(client, cast):
    _link, token = links.mint("candidate", cast.candidate.email, user=cast.candidate, next_url="/my/REY-0142/")
    assert client.post(f"/in/{token}/").url == "/my/REY-0142/"


def test_asking_too_often_is_refused_in_words(client, db):
    for _ in range(5):
        ask(client, NEW)
    answer = client.post("/in/", {"email": NEW})
    assert answer.status_code == 422
    assert b"Wait 10 minutes, then try again" in answer.content
    assert NEW.encode() in answer.content
    assert len(mail.outbox) == 5


@pytest.mark.parametrize("email", ["", "nobody", "a@b"])
def test_an_address_that_cannot_be_is_asked_for_again(client, db, email):
    answer = client.post("/in/", {"email": email})
    assert b"Enter an e-mail address like name@example.org" in answer.content


@pytest.mark.parametrize(
    "elsewhere", ["https://evil.example/", "//evil.example", "javascript:alert(1)", "/" + "x" * 300]
)
def test_nobody_is_sent_to_another_site(client, cast, elsewhere):
    assert client.post(ask(client, cast.candidate.email, elsewhere)).url == "/my/"


def test_the_session_is_a_new_one_after_coming_in(client, cast):
    door = ask(client, cast.candidate.email)
    before = client.session.session_key
    client.post(door)
    assert client.session.session_key != before


def test_the_link_is_shown_on_the_page_in_the_demo_only(client, cast, settings):
    ask(client, cast.candidate.email)
    assert not ADDRESS.search(client.get("/in/sent/").content.decode())
    settings.DEMO = True
    ask(client, cast.candidate.email)
    assert ADDRESS.search(client.get("/in/sent/").content.decode())


def test_a_stranger_asking_for_a_candidates_page_is_asked_for_an_address(client, db):
    for page in ("/my/", "/my/REY-0142/", "/my/REY-0142/offer/", "/apply/REY-0142/", "/apply/REY-0142/check/"):
        assert client.get(page).url == f"/in/?next={page}"
