import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.core.cache import cache
from django.urls import reverse

PASSWORD = "correct horse battery staple"


@pytest.fixture(autouse=True)
def as_in_production(settings):
    settings.SECOND_FACTOR_REQUIRED = True
    cache.clear()


@pytest.fixture
def officer(cast):
    cast.hr.set_password(PASSWORD)
    cast.hr.save()
    return cast.hr


def sign_in(client, person, password=PASSWORD):
    return client.post(reverse("account_login"), {"login": person.email, "password": password})


def code_for(secret):
    return format_hotp_value(hotp_value(secret, next(yield_hotp_counters_from_time())))


def set_up_app(client):
    """Walk through enrolment as a person does; the secret the app would hold."""
    page = client.get(reverse("mfa_activate_totp"))
    secret = page.context["form"].secret
    client.post(reverse("mfa_activate_totp"), {"code": code_for(secret)})
    return secret


def test_a_password_alone_leads_to_setting_up_an_app(client, officer):
    assert sign_in(client, officer).url == "/home/"
    for path in ("/home/", "/vacancies/", "/api/v1/", "/nowhere/"):
        assert client.get(path).url == reverse("mfa_activate_totp")
    page = client.get(reverse("mfa_activate_totp"))
    assert page.status_code == 200
    assert page.context["form"].secret in page.content.decode()


def test_setting_up_an_app_opens_the_rest_and_shows_recovery_codes(client, officer):
    sign_in(client, officer)
    set_up_app(client)
    shown = client.get(reverse("mfa_view_recovery_codes"))
    assert shown.status_code == 200
    assert len(shown.context["unused_codes"]) == 10
    assert client.get("/nowhere/").status_code == 404


def test_who_somebody_is_with_their_roles_and_their_app_is_one_question(client, officer, django_assert_num_queries):
    sign_in(client, officer)
    set_up_app(client)
    with django_assert_num_queries(2) as asked:
        assert client.get("/nowhere/").status_code == 404
    assert [
        "django_session" in asked.captured_queries[0]["sql"],
        "hiring_membership" in asked.captured_queries[1]["sql"],
    ]


def test_whoever_holds_no_role_or_may_not_sign_in_is_known_as_ever(client, cast):
    client.force_login(cast.candidate)
    assert client.get("/my/").status_code == 200
    assert client.get("/home/").status_code == 404
    client.force_login(cast.hr)
    type(cast.hr).objects.filter(pk=cast.hr.pk).update(is_active=False)
    assert client.get("/home/").url.startswith(reverse("account_login"))


def test_a_wrong_code_sets_up_nothing(client, officer):
    sign_in(client, officer)
    client.get(reverse("mfa_activate_totp"))
    answer = client.post(reverse("mfa_activate_totp"), {"code": "000000"})
    assert answer.status_code == 200
    assert "Incorrect code." in answer.content.decode()
    assert not Authenticator.objects.exists()


def test_the_second_time_the_code_is_asked_for(client, officer):
    sign_in(client, officer)
    secret = set_up_app(client)
    client.post(reverse("account_logout"))
    assert sign_in(client, officer).url == reverse("mfa_authenticate")
    assert client.get("/second-factor/").url.startswith(reverse("account_login"))
    cache.clear()  # a code works once; the test does not wait half a minute for the next
    assert client.post(reverse("mfa_authenticate"), {"code": code_for(secret)}).url == "/home/"
    assert client.get("/second-factor/").status_code == 200


def test_a_recovery_code_works_once(client, officer):
    sign_in(client, officer)
    set_up_app(client)
    code = client.get(reverse("mfa_view_recovery_codes")).context["unused_codes"][0]
    for answer in ("/home/", None):
        client.post(reverse("account_logout"))
        sign_in(client, officer)
        got = client.post(reverse("mfa_authenticate"), {"code": code})
        assert getattr(got, "url", None) == answer


def test_the_apps_secret_is_kept_where_the_database_cannot_read_it(client, officer):
    sign_in(client, officer)
    secret = set_up_app(client)
    kept = Authenticator.objects.get(type="totp").data["secret"]
    assert secret not in kept
    assert ":" in kept


def test_staff_cannot_take_their_app_away(client, officer):
    sign_in(client, officer)
    set_up_app(client)
    client.post(reverse("mfa_deactivate_totp"))
    assert Authenticator.objects.filter(type="totp").exists()


def test_a_candidate_is_not_asked_for_a_second_factor(client, cast):
    client.force_login(cast.candidate)
    assert client.get("/nowhere/").status_code == 404


def test_a_wrong_password_says_nothing_about_the_account(client, officer, cast):
    known = sign_in(client, officer, "wrong")
    unknown = client.post(reverse("account_login"), {"login": "nobody@aldercoast.example", "password": "wrong"})
    assert known.context["form"].errors == unknown.context["form"].errors
    assert known.status_code == unknown.status_code == 200


def test_guessing_is_stopped(client, officer):
    answers = [sign_in(client, officer, f"guess {number}") for number in range(12)]
    assert "Too many failed login attempts" in answers[-1].content.decode()
    assert "Too many failed login attempts" in sign_in(client, officer).content.decode()


def test_the_capitals_of_an_address_do_not_matter(client, officer):
    answer = client.post(reverse("account_login"), {"login": officer.email.upper(), "password": PASSWORD})
    assert answer.url == "/home/"


def test_somebody_who_left_cannot_come_in(client, officer):
    officer.is_active = False
    officer.save()
    sign_in(client, officer)
    assert "_auth_user_id" not in client.session


def test_a_forgotten_password_is_chosen_anew_by_a_link_that_works_once(client, officer, mailoutbox):
    client.post(reverse("account_reset_password"), {"email": officer.email})
    assert [letter.subject for letter in mailoutbox] == ["Choose a new password"]
    link = next(word for word in mailoutbox[0].body.split() if word.startswith("http"))
    page = client.get(link, follow=True)
    chosen = {"password1": "another long sentence", "password2": "another long sentence"}
    assert client.post(page.request["PATH_INFO"], chosen).url == reverse("account_reset_password_from_key_done")
    assert sign_in(client, officer, "another long sentence").url == "/home/"
    client.post(reverse("account_logout"))
    assert "This link no longer works" in client.get(link, follow=True).content.decode()


def test_a_forgotten_password_of_nobody_sends_nothing(client, db, mailoutbox):
    answer = client.post(reverse("account_reset_password"), {"email": "nobody@aldercoast.example"})
    assert answer.url == reverse("account_reset_password_done")
    assert mailoutbox == []


@pytest.mark.parametrize("path", ["/signup/", "/accounts/signup/", "/email/", "/login/", "/sign-in/sign-up/"])
def test_there_is_no_page_to_make_ones_own_account(client, db, path):
    assert client.get(path).status_code == 404


ENTRANCE = (
    "account_login account_reset_password account_reset_password_done account_inactive "
    "account_reset_password_from_key_done"
)
OWN_ACCOUNT = (
    "account_reauthenticate account_change_password account_logout mfa_index mfa_activate_totp mfa_deactivate_totp "
    "mfa_view_recovery_codes mfa_generate_recovery_codes mfa_reauthenticate"
)


@pytest.mark.parametrize("name", ENTRANCE.split())
def test_every_page_of_signing_in_is_drawn_in_our_own_look(client, db, name):
    page = client.get(reverse(name)).content.decode()
    assert 'id="main"' in page
    assert "govuk-heading-l" in page
    assert " style=" not in page
    assert "<script>" not in page


@pytest.mark.parametrize("name", OWN_ACCOUNT.split())
def test_every_page_about_ones_own_account_is_drawn_in_our_own_look(client, officer, name):
    sign_in(client, officer)
    if name != "mfa_activate_totp":
        set_up_app(client)
    page = client.get(reverse(name))
    assert page.status_code == 200
    assert "govuk-heading-l" in page.content.decode()


@pytest.mark.parametrize(
    "name",
    ["mfa_index", "mfa_activate_totp", "mfa_view_recovery_codes", "mfa_reauthenticate", "account_change_password"],
)
def test_pages_about_ones_own_account_ask_to_sign_in(client, db, name):
    assert client.get(reverse(name)).url.startswith(reverse("account_login"))


def test_a_session_ends_after_twelve_hours(client, officer):
    sign_in(client, officer)
    ends = client.cookies["sessionid"]
    assert not ends["max-age"] or int(ends["max-age"]) <= 12 * 60 * 60
    assert client.session.get_expiry_age() <= 12 * 60 * 60
