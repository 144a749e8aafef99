"""The page “Who may verify”, entering and ending there and by a program; and whoever finds nothing there."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from checks.models import Verifier
from checks.who_verifies import ending_soon
from hiring import clock
from hiring.models import Role, User
from tests import story
from vacancies.demo.verifiers import entered, entry

pytestmark = pytest.mark.django_db
PAGE = "/settings/verifiers/"
A_DAY = dt.timedelta(days=1)


@pytest.fixture
def admin(cast):
    return story.person("Priya Nair", role=Role.ADMINISTRATOR, trust=cast.trust)


@pytest.fixture
def as_somebody(client, monkeypatch):
    monkeypatch.setattr("workflows.views.settings.finding.signed_in_just_now", lambda request: True)

    def come_in(person):
        client.force_login(person)
        return client

    return come_in


def in_parts(name, day):
    return {f"{name}_day": day.day, f"{name}_month": day.month, f"{name}_year": day.year}


def typed(**changed):
    days = {"grounds_on": clock.today(), "from_on": clock.today()} | changed.pop("days", {})
    parts = {key: value for name, day in days.items() for key, value in in_parts(name, day).items()}
    who = {"name": "Hana Pryce", "email": "hana.pryce@aldercoast.example", "authority": "reception", "school": ""}
    return who | {"grounds": "Named by the headteacher, minutes of 3 July"} | parts | changed


def test_the_page_names_for_each_kind_who_holds_it_now_and_what_ends_soon_first(cast, as_somebody):
    page = as_somebody(cast.hr).get(PAGE).content.decode()
    row = page[page.index("Registered user of Check a teacher’s record") :]
    assert row.index("Prohibition from teaching") < row.index("Jo Marlowe; Ruth Calloway") < row.index("The register")
    assert "The headteacher, who did not write it" in row
    assert "Ends within 60 days" not in page


def test_where_nobody_holds_it_the_page_says_so(cast, as_somebody):
    for each in Verifier.objects.filter(authority="reception"):
        each.end(by=cast.hr_manager, ended_on=clock.today() - A_DAY, reason="The desk has moved.")
    page = as_somebody(cast.head).get(PAGE).content.decode()
    assert page.count("<strong>Nobody.</strong> These checks cannot be recorded") == 1


@pytest.mark.parametrize(("days", "shown"), [(0, True), (60, True), (61, False)])
def test_what_ends_within_sixty_days_comes_first(cast, admin, as_somebody, days, shown):
    until = clock.today() + days * A_DAY
    entered(cast.trust, admin, [entry(cast.hr_manager, "update_service", clock.today() - 90 * A_DAY, until)])
    page = as_somebody(cast.hr_manager).get(PAGE).content.decode()
    assert ("Ends within 60 days" in page) == shown
    if shown:
        assert page.index("Ends within 60 days") < page.index("Each kind of check")
        assert page.index("Dev Khatri, Named checker") < page.index("Each kind of check")


def test_what_is_renewed_ends_no_more(cast, admin):
    today = clock.today()
    ends, follows = today + 10 * A_DAY, today + 11 * A_DAY
    first = entered(cast.trust, admin, [entry(cast.hr_manager, "reception", today, ends)])
    assert ending_soon(first, today) == first
    both = first + entered(cast.trust, admin, [entry(cast.hr_manager, "reception", today) | {"from_on": follows}])
    assert ending_soon(both, today) == []


def test_the_page_asks_as_much_for_one_entry_as_for_many(cast, admin, as_somebody):
    browser = as_somebody(cast.hr)
    browser.get(PAGE)
    with CaptureQueriesContext(connection) as few:
        browser.get(PAGE)
    entered(
        cast.trust,
        admin,
        [entry(cast.hr_manager, code, clock.today()) for code in ("reception", "trainees", "governance")],
    )
    with CaptureQueriesContext(connection) as many:
        browser.get(PAGE)
    assert len(many) == len(few)


def test_nobody_outside_the_trust_or_without_its_checks_finds_the_register(cast, as_somebody):
    mine = Verifier.objects.filter(person=cast.hr).first()
    assert as_somebody(cast.panel[0]).get(PAGE).status_code == 404
    browser = as_somebody(cast.stranger)
    assert "Jo Marlowe" not in browser.get(PAGE).content.decode()
    for address in (mine.get_absolute_url(), f"{mine.get_absolute_url()}end/"):
        assert browser.get(address).status_code == 404
    assert as_somebody(cast.hr).get(mine.get_absolute_url()).status_code == 200
    assert as_somebody(cast.hr).post(f"{mine.get_absolute_url()}end/", {}).status_code == 404


def test_the_hr_manager_enters_somebody_with_no_role_who_still_cannot_sign_in(cast, as_somebody):
    browser = as_somebody(cast.hr_manager)
    assert browser.post(f"{PAGE}new/", typed()).status_code == 303
    made = Verifier.objects.get(authority="reception", person__name="Hana Pryce")
    assert (made.trust_wide, made.entered_by, made.last_on) == (True, cast.hr_manager, None)
    assert not made.person.works_here
    assert not made.person.has_usable_password()


def test_what_is_refused_comes_back_as_typed_and_keeps_nobody(cast, as_somebody):
    browser = as_somebody(cast.hr_manager)
    answer = browser.post(f"{PAGE}new/", typed(authority="barred_list", until_on_day="", grounds="DfE Sign-in, ours"))
    assert answer.status_code == 409
    assert "The terms are accepted each year" in answer.content.decode()
    assert "DfE Sign-in, ours" in answer.content.decode()
    assert not User.objects.filter(name="Hana Pryce").exists()
    assert browser.post(f"{PAGE}new/", typed(grounds="")).status_code == 422
    mine = typed(name=cast.hr_manager.name, email=cast.hr_manager.email)
    assert browser.post(f"{PAGE}new/", mine).status_code in {403, 409}


def test_renewing_begins_with_what_is_known(cast, as_somebody):
    browser = as_somebody(cast.hr_manager)
    old = Verifier.objects.filter(person=cast.hr, authority="barred_list").get()
    page = browser.get(f"{PAGE}new/?after={old.pk}").content.decode()
    assert cast.hr.email in page
    assert old.grounds in page
    for odd in ("x", "999999999999999999999", ""):
        assert browser.get(f"{PAGE}new/?after={odd}").status_code == 200


def test_an_entry_is_ended_with_the_reason(cast, as_somebody):
    browser = as_somebody(cast.hr_manager)
    mine = Verifier.objects.get(person=cast.hr, authority="reception")
    where, ended = f"{mine.get_absolute_url()}end/", in_parts("ended_on", clock.today())
    assert browser.get(where).status_code == 200
    said = {"reason": "Moved to finance.", "version": mine.version}
    assert browser.post(where, said | in_parts("ended_on", clock.today() + A_DAY)).status_code == 422
    assert browser.post(where, said | ended).status_code == 303
    assert Verifier.objects.get(pk=mine.pk).last_on == clock.today()


def test_who_they_are_is_proved_again_first(cast, client):
    client.force_login(cast.hr_manager)
    mine = Verifier.objects.filter(person=cast.hr).first()
    for address in (f"{PAGE}new/", f"{mine.get_absolute_url()}end/"):
        answer = client.post(address, typed())
        assert (answer.status_code, answer.url.partition("?")[0]) == (302, "/sign-in/again/")
    assert Verifier.objects.filter(person__name="Hana Pryce").count() == 0


def test_a_check_says_where_to_see_who_may(cast, as_somebody):
    from tests.checks.test_who_may_verify import check_of

    page = as_somebody(cast.hr).get(check_of(cast, "identity").get_absolute_url()).content.decode()
    assert f'href="{PAGE}">Who may verify' in page
    assert "Who looked, if it was not you" in page


def test_home_asks_the_keepers_of_the_trust_to_renew_in_time(cast, admin):
    from vacancies.home import home_of

    def asked(of):
        return [each.sentence for each in home_of(of)["now"]["tasks"] if each.url == PAGE]

    assert asked(cast.hr_manager) == []
    entered(cast.trust, admin, [entry(cast.panel[0], "reception", clock.today(), clock.today() + 9 * A_DAY)])
    assert (
        asked(cast.hr_manager)
        == asked(admin)
        == ["Renew, or enter somebody else: Sunil Bhatt, Receives people at reception"]
    )
    assert asked(cast.hr) == asked(cast.stranger) == []
    codes = ("trainees", "governance", "volunteers")
    entered(
        cast.trust, admin, [entry(cast.panel[0], each, clock.today(), clock.today() + 9 * A_DAY) for each in codes]
    )
    assert len(asked(cast.hr_manager)) == 1
