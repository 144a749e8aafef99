"""From the outbox to a real SMTP server: every letter once, and the truth about what became of it."""

import datetime as dt
import threading

import pytest
from django.db import connection

from hiring import clock
from workflows import delivery
from workflows.models import Message

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def letter(cast):
    def write(number=1, **fields):
        facts = {
            "school": cast.school,
            "kind": "application.submit",
            "to_name": "Zoë O’Hara",
            "to_email": f"reader{number}@example.org",
            "subject": "You will hear by Tuesday 7 July",
            "body": f"See it: http://127.0.0.1:8000/in/{'k' * 43}/\n",
        }
        return Message.objects.create(**facts | fields)

    return write


def status_of(message):
    message.refresh_from_db()
    return message.status


def test_send_a_letter_with_its_own_message_id(letter, sink):
    message = letter()
    assert delivery.deliver_all() == 1
    (mail,) = sink.mails
    assert mail["Message-ID"] == message.message_id
    assert mail["To"] == "=?utf-8?b?Wm/DqyBP4oCZSGFyYQ==?= <reader1@example.org>"
    assert "k" * 43 in mail.get_payload(decode=True).decode()
    assert status_of(message) == "sent"
    assert "k" * 43 not in message.body
    assert delivery.deliver_all() == 0


def test_keep_letters_when_there_is_no_mail_server(letter, settings):
    settings.EMAIL_BACKEND = "workflows.emails.KeptBackend"
    message, tomorrow = letter(), letter(2, not_before=clock.now() + dt.timedelta(days=1))
    delivery.deliver_all()
    assert (status_of(message), status_of(tomorrow)) == ("kept", "waiting")
    assert "k" * 43 in message.body


def test_wait_for_a_mail_server_that_is_away(letter, sink, settings):
    settings.EMAIL_PORT = 1
    message = letter()
    delivery.deliver_all()
    assert status_of(message) == "waiting"
    assert message.not_before > clock.now()
    assert "could not be reached (ConnectionRefusedError)" in message.fault
    settings.EMAIL_PORT = sink.port
    Message.objects.update(not_before=clock.now())
    delivery.deliver_all()
    assert (status_of(message), message.tries, len(sink.mails)) == ("sent", 2, 1)


@pytest.mark.parametrize(
    ("said", "status"),
    [
        ("rcpt 550 No such person Zoë", "failed"),
        ("rcpt 451 Try later", "waiting"),
        ("data 554 No", "failed"),
        ("data 452 Full", "waiting"),
    ],
)
def test_believe_what_the_mail_server_says(letter, sink, said, status):
    sink.says(said)
    message = letter()
    delivery.deliver_all()
    assert status_of(message) == status
    assert "Zo" not in message.fault
    assert not sink.mails


@pytest.mark.parametrize(("where", "status"), [("rcpt", "waiting"), ("data", "unknown"), ("taken", "unknown")])
def test_a_line_that_breaks_is_no_loss_before_the_letter_began_and_a_doubt_after(letter, sink, where, status):
    sink.breaks_at(where)
    message, next_one = letter(), letter(2)
    delivery.deliver_all()
    assert status_of(message) == status
    assert status_of(next_one) == "sent"
    delivery.deliver_all()
    assert len([mail for mail in sink.mails if mail["Message-ID"] == message.message_id]) <= 1


def test_nothing_unknown_is_ever_sent_again_by_the_machine(letter, sink):
    message = letter(status="sending", claimed_at=clock.now() - dt.timedelta(hours=1))
    claimed = letter(2, status="claimed", claimed_at=clock.now() - dt.timedelta(hours=1))
    fresh = letter(3, status="sending", claimed_at=clock.now())
    for _ in range(3):
        delivery.deliver_all()
    assert (status_of(message), status_of(claimed), status_of(fresh)) == ("unknown", "sent", "sending")
    assert [mail["Message-ID"] for mail in sink.mails] == [claimed.message_id]


def test_a_worker_that_slept_through_its_lease_sends_nothing(letter, sink, settings):
    from django.core.mail import get_connection

    letter()
    held = delivery.claim()
    Message.objects.update(claimed_at=clock.now() - dt.timedelta(hours=1))
    delivery.deliver_all()
    delivery.send(held, get_connection())
    assert len(sink.mails) == 1


def test_an_address_that_cannot_be_a_header_fails_alone(letter, sink):
    bad, good = letter(subject="two\nlines"), letter(2)
    delivery.deliver_all()
    assert (status_of(bad), status_of(good)) == ("failed", "sent")


def test_workers_side_by_side_never_send_one_letter_twice(letter, sink, tally):
    messages = [letter(number) for number in range(60)]

    def work():
        delivery.deliver_all()
        connection.close()

    workers = [threading.Thread(target=work) for _ in range(4)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    sent = [mail["Message-ID"] for mail in sink.mails]
    violations = len(sent) - len(set(sent)) + sum(status_of(message) != "sent" for message in messages)
    tally("four workers, one outbox", len(messages), violations)
    assert violations == 0
    assert len(sent) == 60
