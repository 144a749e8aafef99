"""The outbox page: what HR reads and settles."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from hiring import clock, links
from hiring.models import Link
from tests import story
from workflows import outbox
from workflows.models import Effect, Message

KEY = "k" * 43


def a_letter(cast, status="kept", **fields):
    facts = {
        "school": cast.school,
        "kind": "application.submit",
        "to_name": "Amara Okonjo",
        "to_email": "amara.okonjo@example.org",
        "subject": "You will hear by Tuesday 7 July, 5pm: Pastoral Support Worker",
        "body": f"See your application: http://127.0.0.1:8000/in/{KEY}/\n",
        "status": status,
    }
    return Message.objects.create(**facts | fields)


@pytest.fixture
def hr(client, cast):
    client.force_login(cast.hr)
    return client


def test_outbox_lists_letters_by_what_became_of_them(hr, cast):
    a_letter(cast, "sent")
    a_letter(cast, "failed", subject="Refused one", fault="The mail server refused it (550)")
    page = hr.get("/messages/").content.decode()
    assert "Refused one" in page
    assert "The mail server refused it (550)." in page
    only_sent = hr.get("/messages/?status=sent").content.decode()
    assert "Refused one" not in only_sent
    assert "Refused one" in hr.get("/messages/?status=nonsense&page=x").content.decode()


def test_outbox_is_offered_only_to_those_who_read_letters(client, cast):
    for user, reads in ((cast.hr, True), (cast.head, False), (cast.panel[0], False)):
        client.force_login(user)
        assert ('href="/messages/"' in client.get("/home/").content.decode()) is reads


def test_outbox_page_asks_the_same_of_one_letter_and_of_three(hr, cast):
    def queries():
        with CaptureQueriesContext(
            connection,
        ) as asked:
            assert hr.get("/messages/").status_code == 200
        return len(asked)

    a_letter(cast)
    at_one = queries()
    a_letter(cast)
    a_letter(cast, "failed")
    assert queries() == at_one <= 7


def test_outbox_turns_pages(hr, cast):
    for number in range(51):
        a_letter(cast, subject=f"Letter {number:02}", written_at=clock.now() - dt.timedelta(minutes=number))
    first, second = (hr.get(f"/messages/?page={page}").content.decode() for page in (1, 2))
    assert "1 to 50 of 51" in first
    assert "Letter 50" in second
    assert "Letter 49" not in second


def test_read_a_letter_whose_link_can_be_followed_only_while_mail_is_kept(hr, cast, settings):
    message = a_letter(cast)
    settings.EMAIL_BACKEND = "workflows.emails.KeptBackend"
    assert f'href="/in/{KEY}/"' in hr.get(f"/messages/{message.pk}/").content.decode()
    settings.EMAIL_BACKEND = "workflows.emails.MailServer"
    page = hr.get(f"/messages/{message.pk}/").content.decode()
    assert KEY not in page
    assert "/in/(key)/" in page


def test_a_stranger_reads_nobody_elses_letters(client, cast):
    message = a_letter(cast, "unknown")
    for person in (cast.stranger, cast.hr_elsewhere, cast.head):
        client.force_login(person)
        assert message.subject not in client.get("/messages/").content.decode()
        assert client.get(f"/messages/{message.pk}/").status_code == 404
        for what in ("stop", "it-arrived", "send-again", "send-to"):
            assert client.post(f"/messages/{message.pk}/{what}/").status_code == 404
    assert Message.objects.get().status == "unknown"


def test_settle_an_unknown_letter_either_way(hr, cast):
    arrived, again = a_letter(cast, "unknown"), a_letter(cast, "unknown")
    page = hr.get(f"/messages/{arrived.pk}/").content.decode()
    assert "It arrived: mark as sent" in page
    assert "Send it again" in page
    hr.post(f"/messages/{arrived.pk}/it-arrived/")
    hr.post(f"/messages/{again.pk}/send-again/")
    assert Message.objects.get(pk=arrived.pk).status == "sent"
    assert Message.objects.get(pk=arrived.pk).settled_by == cast.hr
    assert KEY not in Message.objects.get(pk=arrived.pk).body
    assert Message.objects.get(pk=again.pk).status == "waiting"


@pytest.mark.parametrize("status", ["sent", "kept", "sending", "claimed", "stopped"])
def test_settle_leaves_alone_what_has_moved_on(hr, cast, status):
    message = a_letter(cast, status)
    for what in ("stop", "it-arrived", "send-again"):
        page = hr.post(f"/messages/{message.pk}/{what}/", follow=True).content.decode()
        assert "moved on since you looked" in page
    hr.post(f"/messages/{message.pk}/send-to/", {"address": "new@example.org"})
    assert (Message.objects.get().status, Message.objects.get().to_email) == (status, "amara.okonjo@example.org")


def test_stop_a_letter_that_waits(hr, cast):
    message = a_letter(cast, "waiting")
    hr.post(f"/messages/{message.pk}/stop/")
    assert Message.objects.get().status == "stopped"


def test_correct_the_address_sends_the_letter_without_the_first_readers_key(hr, cast):
    link, key = links.mint(Link.Purpose.CANDIDATE, "amara.okonjo@example.org", user=cast.candidate)
    message = a_letter(cast, "failed", body=f"Here: http://127.0.0.1:8000/in/{key}/\n")
    assert hr.post(f"/messages/{message.pk}/send-to/", {"address": "not one"}).status_code == 422
    hr.post(f"/messages/{message.pk}/send-to/", {"address": "amara@example.org"})
    message.refresh_from_db()
    assert (message.status, message.to_email, message.tries) == ("waiting", "amara@example.org", 0)
    assert message.body == "Here: http://127.0.0.1:8000/in/\n"
    assert links.find(key) is None
    assert Link.objects.get(pk=link.pk).ended_at is not None


def test_correct_a_referees_address_on_the_check_and_not_here(hr, cast):
    message = a_letter(cast, "failed", body=f"Continue: http://127.0.0.1:8000/r/{KEY}/")
    page = hr.get(f"/messages/{message.pk}/").content.decode()
    assert "Correct the referee" in page
    assert "Send to this address" not in page


def test_a_letter_that_could_not_be_written_is_shown_and_tried_again(hr, cast):
    story.submitted(story.published(cast), cast.candidate)
    effect = Effect.objects.get(event__verb="application.submit")
    Effect.objects.filter(pk=effect.pk).update(status="failed", tries=5, fault="KeyError")
    page = hr.get("/messages/").content.decode()
    assert "Could not be written" in page
    assert "Send application" in page
    assert "KeyError" in page
    hr.post(f"/messages/unwritten/{effect.pk}/write-again/")
    outbox.carry_out_all()
    assert Message.objects.filter(kind="application.submit").count() == 1
    assert "Could not be written" not in hr.get("/messages/").content.decode()
