"""From nothing to a first day of work: one command, one link, and the pages an administrator needs."""

from io import StringIO

import pytest
from django.conf import settings as conf
from django.core.cache import cache
from django.core.management import CommandError, call_command

from hiring.models import Membership, School, Trust, User
from tests.hiring.test_sign_in import set_up_app
from vacancies.models import Vacancy
from workflows import outbox
from workflows.models import Message

WORDS = "a long sentence nobody guesses"
ASKED = {
    "name": "Saltmarsh Learning Trust",
    "slug": "saltmarsh",
    "phone": "01632 960111",
    "administrator": "Ada Minster",
    "email": "ada.minster@saltmarsh.example",
}
SCHOOL = {
    "name": "Saltmarsh Primary",
    "urn": "912345",
    "hub": "Coast",
    "phase": "primary",
    "age_from": "4",
    "age_to": "11",
    "has_reception": "on",
    "setting": "academy",
}


@pytest.fixture(autouse=True)
def for_real(settings):
    settings.SECOND_FACTOR_REQUIRED = True
    settings.DEMO = False
    cache.clear()


def begin(**more):
    said = StringIO()
    call_command("begin_trust", **(ASKED | more), stdout=said)
    return said.getvalue()


def link_in(words):
    return next(word for word in words.split() if word.startswith("http")).removeprefix(conf.SITE_URL)


def choose_a_password(client, link):
    page = client.get(link, follow=True)
    return client.post(page.request["PATH_INFO"], {"password1": WORDS, "password2": WORDS})


def come_in(client, email, link):
    choose_a_password(client, link)
    client.post("/sign-in/", {"login": email, "password": WORDS})
    set_up_app(client)


def test_a_trust_begins_with_one_person_and_no_password_anywhere(db):
    said = begin()
    [member] = Membership.objects.select_related("user", "trust")
    assert (member.trust.name, member.role, member.school) == (ASKED["name"], "administrator", None)
    assert not member.user.has_usable_password()
    assert said.count("http") == 1


def test_it_refuses_to_run_twice_and_makes_nothing(db):
    begin()
    with pytest.raises(CommandError, match="Saltmarsh Learning Trust has begun already"):
        begin(slug="another", email="mallory@example.org")
    assert (Trust.objects.count(), User.objects.count()) == (1, 1)


@pytest.mark.parametrize("wrong", [{"slug": "salt marsh"}, {"email": "ada"}])
def test_it_refuses_what_is_no_address(db, wrong):
    with pytest.raises(CommandError, match="Give --slug and --email again"):
        begin(**wrong)
    assert not Trust.objects.exists()


def test_the_link_works_once(db, client):
    link = link_in(begin())
    assert choose_a_password(client, link).status_code == 302
    assert "This link no longer works" in client.get(link, follow=True).content.decode()


def test_from_the_command_to_a_first_draft_by_the_pages_alone(db, client):
    """The administrator comes in, adds a school and a term, invites HR; HR comes in by the letter and drafts a vacancy."""
    come_in(client, ASKED["email"], link_in(begin()))
    assert "Begin here" in client.get("/settings/").content.decode()
    for page in (
        "/home/",
        "/vacancies/",
        "/workflow/vacancy/",
        "/messages/",
        "/settings/people/",
        "/settings/schools/",
    ):
        assert client.get(page).status_code == 200, page
    assert client.post("/settings/schools/new/", SCHOOL).status_code == 303
    school = School.objects.get()
    term = {"name": "Autumn", "starts_on": "2026-09-01", "ends_on": "2026-12-18"}
    assert client.post(f"/settings/schools/{school.pk}/terms/", term).status_code == 303
    invited = {"name": "Hal Rowe", "email": "hal.rowe@saltmarsh.example", "role": "hr_officer", "school": ""}
    assert client.post("/settings/people/invite/", invited).status_code == 303
    outbox.carry_out_all()
    letter = Message.objects.get(to_email=invited["email"])
    client.post("/sign-out/")
    come_in(client, invited["email"], link_in(letter.body))
    assert (
        client.post("/vacancies/new/", {"school": school.pk, "reference": "SAL-0001", "title": "Cook"}).status_code
        == 302
    )
    assert Vacancy.objects.get().last_event().who == "Hal Rowe"
