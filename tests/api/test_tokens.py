"""How a token is come by, and how little it opens."""

import datetime as dt
import time

import pytest
from django.core import mail
from django.core.management import CommandError, call_command

from hiring import clock, links
from hiring.models import Link, Token, User
from tests.api.asking import Asking, problem_of


def sent_link():
    return next(word for word in mail.outbox[-1].body.split() if "/in/" in word)


def test_come_in_by_a_link_that_works_once(cast):
    anybody = Asking()
    assert anybody.post("sign-in-links", {"email": "Amara.Okonjo@example.org"}).status_code == 202
    got = anybody.post("token", {"link": sent_link()})
    assert got.status_code == 201
    assert got.json()["scope"] == "candidate"
    problem_of(anybody.post("token", {"link": sent_link()}), "link-ended", 410)
    me = Asking()
    me.headers["Authorization"] = f"Bearer {got.json()['token']}"
    assert me.get("me/applications").json() == []
    assert me.call("DELETE", "token").status_code == 204
    problem_of(me.get("me/applications"), "not-signed-in", 401)


def test_say_the_same_of_every_address(cast):
    answers = [
        Asking().post("sign-in-links", {"email": email})
        for email in ("amara.okonjo@example.org", "new@example.org", cast.hr.email)
    ]
    assert len({(answer.status_code, answer.content) for answer in answers}) == 1
    assert "/in/" not in mail.outbox[-1].body


def test_ask_for_a_code_when_a_browser_asked_for_the_link(cast):
    _link, key = links.mint(Link.Purpose.CANDIDATE, cast.candidate.email, user=cast.candidate, device="a browser")
    anybody = Asking()
    problem_of(anybody.post("token", {"link": key}), "code-needed", 403)
    problem_of(anybody.post("token", {"link": key}), "code-needed", 403)
    assert len(mail.outbox) == 1
    code = next(word for word in mail.outbox[-1].body.replace(".", " ").split() if word.isdigit() and len(word) == 6)
    wrong = "111111" if code != "111111" else "222222"
    problem_of(anybody.post("token", {"link": key, "code": wrong}), "invalid", 400)
    assert anybody.post("token", {"link": key, "code": code}).status_code == 201


def test_stop_guessing_a_code(cast):
    link, key = links.mint(Link.Purpose.CANDIDATE, cast.candidate.email, user=cast.candidate, device="a browser")
    code = links.new_code(link)
    for _ in range(links.CODE_TRIES):
        Asking().post("token", {"link": key, "code": "000000" if code != "000000" else "111111"})
    problem_of(Asking().post("token", {"link": key, "code": code}), "invalid", 400)


def test_exchange_a_candidates_session(client, cast):
    client.force_login(cast.candidate)
    asking = Asking()
    asking.client = client
    assert asking.post("token").status_code == 201
    client.force_login(cast.hr)
    problem_of(asking.post("token"), "not-allowed", 403)


def test_exchange_no_session_without_the_forms_own_secret(cast):
    from django.test import Client

    asking = Asking()
    asking.client = Client(enforce_csrf_checks=True)
    asking.client.force_login(cast.candidate)
    problem_of(asking.post("token"), "not-allowed", 403)


def test_open_nothing_else_with_a_session(client, cast):
    client.force_login(cast.hr)
    asking = Asking()
    asking.client = client
    problem_of(asking.get("applications"), "not-signed-in", 401)


def test_candidates_token_carries_no_role(cast):
    """A member of staff who applies somewhere acts there as a candidate and nothing more."""
    asking = Asking(cast.hr, "candidate")
    problem_of(asking.get("applications"), "not-allowed", 403)
    assert asking.get("me/applications").status_code == 200


def test_reading_token_changes_nothing(cast, vacancy):
    asking = Asking(cast.hr, reads_only=True)
    assert asking.get("vacancies").status_code == 200
    problem_of(asking.post("vacancies/REY-0142/transitions/send_for_approval?dry_run=true"), "not-allowed", 403)


@pytest.mark.parametrize("why", ["ended", "inactive", "left"])
def test_open_nothing_with_a_token_that_is_done(cast, why):
    asking = Asking(cast.hr)
    if why == "ended":
        Token.objects.update(expiry=clock.now() - dt.timedelta(seconds=1))
    if why == "inactive":
        User.objects.filter(pk=cast.hr.pk).update(is_active=False)
    if why == "left":
        cast.hr.memberships.all().delete()
    problem_of(asking.get("vacancies"), "not-signed-in", 401)


def test_keep_only_a_digest(cast):
    token, key = Token.objects.for_staff(cast.hr, "Payroll")
    row = Token.objects.values().get(pk=token.pk)
    assert key.startswith("gp_")
    assert len(key) == 67
    assert key not in str(row)


def test_note_the_day_a_token_was_last_used(cast):
    Asking(cast.hr).get("vacancies")
    assert Token.objects.get().last_used_on == clock.today()


@pytest.fixture
def proved(client, cast):
    """HR, signed in with a password a moment ago."""
    client.force_login(cast.hr)
    session = client.session
    session["account_authentication_methods"] = [{"method": "password", "at": time.time()}]
    session["account_authentication_methods_user"] = str(cast.hr.pk)
    session.save()
    return client


def test_make_and_end_a_token_on_the_page(proved):
    made = proved.post("/account/tokens/", {"name": "Payroll", "days": "30"})
    key = made.context["key"]
    assert made.status_code == 200
    assert key in made.content.decode()
    assert key not in proved.get("/account/tokens/").content.decode()
    proved.post("/account/tokens/", {"end": key[:15]})
    assert not Token.objects.exists()


def test_end_nobody_elses_token(proved, cast):
    token, _key = Token.objects.for_staff(cast.head, "Hers")
    proved.post("/account/tokens/", {"end": token.token_key})
    assert Token.objects.filter(pk=token.pk).exists()


def test_make_no_eleventh_token(proved, cast):
    for _ in range(10):
        Token.objects.for_staff(cast.hr, "One")
    assert proved.post("/account/tokens/", {"name": "Eleventh", "days": "30"}).status_code == 422


def test_ask_who_it_is_before_making_a_token(client, cast):
    client.force_login(cast.hr)
    answer = client.get("/account/tokens/")
    assert answer.status_code == 302
    assert answer["Location"].startswith("/sign-in/again/")


def test_make_a_token_on_the_command_line(cast, capsys):
    call_command("make_token", cast.hr.email, "--days", "7", "--reads-only")
    key = capsys.readouterr().out.strip()
    asking = Asking()
    asking.headers["Authorization"] = f"Bearer {key}"
    assert asking.get("vacancies").status_code == 200
    assert Token.objects.get().reads_only
    with pytest.raises(CommandError, match="Nobody on the staff"):
        call_command("make_token", cast.candidate.email)
    with pytest.raises(CommandError, match="365"):
        call_command("make_token", cast.hr.email, "--days", "366")
