"""An administrator at work: inviting, ending, keeping schools; and everybody else, who finds nothing there."""

import pytest
from allauth.mfa.models import Authenticator
from django.db import connection
from django.test.utils import CaptureQueriesContext

from hiring.models import Membership, Role, School
from tests import story
from vacancies.models import Vacancy
from vacancies.setting_up import version_of
from workflows.models import FactorReset, RoleChange

INVITED = {"name": "Nell Ford", "email": "nell.ford@aldercoast.example", "role": "safeguarding_lead", "school": ""}


@pytest.fixture
def admin(cast):
    return story.person("Priya Nair", role=Role.ADMINISTRATOR, trust=cast.trust)


@pytest.fixture
def far_admin(cast):
    return story.person("Quentin Far", role=Role.ADMINISTRATOR, trust=cast.far_school.trust)


@pytest.fixture
def as_somebody(client, monkeypatch):
    monkeypatch.setattr("workflows.views.settings.finding.signed_in_just_now", lambda request: True)

    def come_in(person):
        client.force_login(person)
        return client

    return come_in


def addresses(cast, admin):
    """Every page of the settings that names a record of this trust."""
    held = cast.hr.memberships.get()
    change = RoleChange.propose(
        by=admin, trust=cast.trust, school=None, **{k: INVITED[k] for k in ("name", "email", "role")}
    )
    school = f"/settings/schools/{cast.school.pk}/"
    return [
        f"/settings/people/{held.pk}/end/", f"/settings/people/{cast.hr.pk}/lost-phone/", change.get_absolute_url(),
        f"{change.get_absolute_url()}agree/", school, f"{school}change/", f"{school}terms/", f"{school}closures/",
    ]  # fmt: skip


def test_an_administrator_of_another_trust_finds_nothing(cast, admin, far_admin, as_somebody):
    pages = addresses(cast, admin)
    browser = as_somebody(far_admin)
    assert {page: browser.get(page).status_code for page in pages} == dict.fromkeys(pages, 404)
    assert {browser.post(page, {"reason": "x"}).status_code for page in pages} == {404, 405}
    assert RoleChange.objects.get().state == "proposed"
    assert "Jo Marlowe" not in browser.get("/settings/people/").content.decode()
    assert "Reydon" not in browser.get("/settings/schools/").content.decode()


@pytest.mark.parametrize("who", ["hr", "head", "approver", "auditor", "candidate", "hr_elsewhere"])
def test_the_settings_are_not_there_for_others(cast, admin, as_somebody, who):
    browser = as_somebody(getattr(cast, who))
    for page in ["/settings/", "/settings/people/", "/settings/schools/", *addresses(cast, admin)]:
        assert browser.get(page).status_code == 404, page


def test_the_hr_manager_looks_and_agrees_and_is_told_whom_to_ask_for_the_rest(cast, admin, as_somebody):
    *_, change, agree = addresses(cast, admin)[:4]
    browser = as_somebody(cast.hr_manager)
    assert "Nell Ford, Safeguarding lead at Alder Coast Learning Trust" in browser.get("/settings/").content.decode()
    refused = browser.get("/settings/people/invite/")
    assert refused.status_code == 403
    assert "Ask Priya Nair" in refused.content.decode()
    page = browser.get(agree)
    assert page.status_code == 200
    assert browser.post(agree, {"version": page.context["record"].version}).status_code == 303
    assert Membership.objects.filter(user__name="Nell Ford", role="safeguarding_lead").exists()
    assert "Gave it as the second person" in browser.get(change).content.decode()


def test_whoever_has_not_proved_who_they_are_is_asked_again(cast, admin, client):
    client.force_login(admin)
    assert client.get("/settings/people/").status_code == 200
    for page in (
        "/settings/people/invite/",
        "/settings/schools/new/",
        f"/settings/people/{cast.hr.memberships.get().pk}/end/",
    ):
        assert client.get(page).url.startswith("/sign-in/again/"), page


def test_invite_proposes_what_two_people_give_and_says_what_comes_next(cast, admin, as_somebody):
    browser = as_somebody(admin)
    answer = browser.post("/settings/people/invite/", INVITED, follow=True)
    assert "waits for a second person" in answer.content.decode()
    assert RoleChange.objects.get().state == "proposed"


def test_invite_keeps_what_was_typed_and_says_every_reason(cast, admin, as_somebody):
    browser = as_somebody(admin)
    missing = browser.post("/settings/people/invite/", INVITED | {"email": "nell", "role": "panel_member"})
    assert missing.status_code == 422
    page = missing.content.decode()
    assert "Enter an e-mail address like name@example.org." in page
    assert "Choose the school whose panels they sit on." in page
    assert 'value="Nell Ford"' in page
    shut = browser.post(
        "/settings/people/invite/", INVITED | {"email": cast.head.email, "role": "head", "school": cast.school.pk}
    )
    assert shut.status_code == 409
    assert "Ruth Calloway is Headteacher at Reydon Primary already." in shut.content.decode()


def test_end_asks_why_and_keeps_it(cast, admin, as_somebody):
    browser = as_somebody(admin)
    address = f"/settings/people/{cast.hr.memberships.get().pk}/end/"
    assert browser.post(address, {"reason": ""}).status_code == 422
    assert browser.post(address, {"reason": "Left the trust."}).status_code == 303
    assert not cast.hr.memberships.exists()
    assert "Left the trust." in browser.get("/settings/people/").content.decode()


def test_a_lost_phone_is_asked_for_with_a_reason(cast, admin, as_somebody):
    Authenticator.objects.create(user=cast.hr, type="totp", data={})
    browser = as_somebody(admin)
    answer = browser.post(f"/settings/people/{cast.hr.pk}/lost-phone/", {"reason": "Rang her desk."}, follow=True)
    assert "24 hours" in answer.content.decode()
    assert FactorReset.objects.get().state == "asked"


def test_a_school_and_its_days_are_written_and_taken_out(cast, admin, as_somebody):
    browser = as_somebody(admin)
    address = f"/settings/schools/{cast.school.pk}/"
    described = browser.get(f"{address}change/").context["form"].initial
    assert browser.post(f"{address}change/", described | {"age_from": "12", "has_nursery": ""}).status_code == 409
    assert browser.post(f"{address}change/", described | {"age_from": "3", "has_nursery": "on"}).status_code == 303
    assert School.objects.get(pk=cast.school.pk).age_from == 3
    assert (
        browser.post(
            f"{address}terms/", {"name": "Autumn", "starts_on": "2026-09-01", "ends_on": "2026-12-18"}
        ).status_code
        == 303
    )
    assert browser.post(f"{address}closures/", {"day_on": "2026-10-23", "reason": "Inset day"}).status_code == 303
    page = browser.get(address).content.decode()
    assert "Inset day" in page
    assert "Priya Nair" in page
    term = cast.school.terms.get()
    assert browser.post(f"{address}take-out/", {"term": term.pk}).status_code == 303
    assert browser.post(f"{address}take-out/", {"term": term.pk}).status_code == 404


def test_the_trust_itself_is_changed(cast, admin, as_somebody):
    browser = as_somebody(admin)
    assert browser.post("/settings/trust/", {"name": cast.trust.name, "phone": "01632 960188"}).status_code == 303
    assert browser.post("/settings/trust/", {"name": cast.trust.name, "phone": "01632 960188"}).status_code == 409
    assert "01632 960188" in browser.get("/settings/").content.decode()


def test_hr_seats_a_governor_who_was_never_here(cast, vacancy, client):
    client.force_login(cast.hr)
    address = f"{vacancy.get_absolute_url()}setup/panel/"
    new = {
        "invite": "yes",
        "new-name": "Tess Wold",
        "new-email": "tess.wold@example.org",
        "new-trained_on": "2026-01-05",
    }
    assert client.post(address, new | {"version": version_of(Vacancy.objects.get(pk=vacancy.pk))}).status_code == 302
    seat = vacancy.panel.get(user__name="Tess Wold")
    assert str(seat.trained_on) == "2026-01-05"
    assert seat.user.memberships.get().role == "panel_member"
    again = client.post(address, new | {"version": version_of(Vacancy.objects.get(pk=vacancy.pk))})
    assert again.status_code == 422
    assert "Panel member at Reydon Primary already" in again.content.decode()


@pytest.mark.parametrize(("page", "most"), [("/settings/people/", 12), ("/settings/schools/", 6), ("/settings/", 14)])
def test_the_pages_ask_as_often_for_one_as_for_three(cast, admin, as_somebody, page, most):
    browser = as_somebody(admin)

    def asked():
        with CaptureQueriesContext(
            connection,
        ) as asking:
            browser.get(page)
        return len(asking)

    for name in ("One", "Two"):
        RoleChange.propose(
            by=admin,
            **{k: INVITED[k] for k in ("name", "role")},
            email=f"{name}@aldercoast.example",
            trust=cast.trust,
            school=None,
        )
        if name == "One":
            before = asked()
    story.person("Third Person", role=Role.APPROVER, trust=cast.trust)
    story.a_school(cast.trust, "Third Primary", "third", "900099")
    assert asked() == before <= most
