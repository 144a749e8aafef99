"""Letters from moves: those a move would send, those an event sends, and where they go."""

import os
import secrets
import smtplib

from django.conf import settings
from django.core.mail.backends.base import BaseEmailBackend
from django.core.mail.backends.smtp import EmailBackend

from hiring import clock
from workflows.letters import Letter, Written
from workflows.models import Message
from workflows.occasion import Occasion
from workflows.registry import foretold_by, letter_writers


def letters_for(verb, record, by, details=None):
    """The letters this move would send now, in full but for their links, which are made only when it is done."""
    return [letter.written(draft=True) for letter in letters_foretold(verb, record, by, details)]


def letters_foretold(verb, record, by, details=None):
    """To whom this move would write now and when each may go, not yet written out."""
    occasion = Occasion.supposed(verb, record, by, details)
    return [letter for each in _with_what_follows(occasion) for letter in letters_on(each)]


def letters_on(occasion):
    """The letters of one occasion, not yet written out."""
    return [letter for write in letter_writers(occasion.verb) for letter in as_list(write(occasion))]


def as_list(said):
    """What a letter writer returned, as a list."""
    if said is None:
        return []
    return [said] if isinstance(said, Letter) else list(said)


def post(letter, *, effect=None):
    """Write a letter and put it in the outbox, from where the worker takes it. Returns the message."""
    return put([letter], effect=effect)[0]


def put(letters, *, effect=None):
    """Write letters into the outbox; the same letter to the same person twice from one effect is one letter."""
    once = {(letter.words, letter.to_email.lower()): letter for letter in letters}
    messages = [_message(letter.written(), effect) for letter in once.values()]
    return Message.objects.bulk_create(messages)


def _with_what_follows(occasion):
    yield occasion
    for further in foretold_by(occasion):
        yield from _with_what_follows(further)


def _message(written: Written, effect):
    letter = written.letter
    return Message(
        school=letter.about.school,
        effect=effect,
        kind=letter.words,
        to_name=written.to_name,
        to_email=written.to_email,
        subject=written.subject,
        body=written.body,
        about_type=letter.about._meta.model_name,
        about_id=letter.about.pk,
        written_at=clock.now(),
        not_before=letter.not_before,
    )


class Line(smtplib.SMTP):
    """A line to the mail server that knows whether the letter itself had begun to go."""

    data_began = False

    def mail(self, *args, **kwargs):
        self.data_began = False
        return super().mail(*args, **kwargs)

    def data(self, msg):
        self.data_began = True
        return super().data(msg)


class SafeLine(Line, smtplib.SMTP_SSL):
    """The same over TLS from the first byte."""


class MailServer(EmailBackend):
    """The trust's mail server."""

    @property
    def connection_class(self):
        return SafeLine if self.use_ssl else Line


class KeptBackend(BaseEmailBackend):
    """No mail server: every letter stays in the outbox, where it can be read, and nothing leaves.

    Mail that did not come through the outbox opens somebody's account, so it is kept where only the machine's owner
    reads: one file each, in `var/letters`.
    """

    keeps = True

    def send_messages(self, email_messages):
        """Put each away; how many."""
        folder = settings.VAR_DIR / "letters"
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        for mail in email_messages:
            path = folder / f"{clock.now():%Y%m%dT%H%M%S}-{secrets.token_hex(4)}.eml"
            with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
                file.write(mail.message().as_bytes())
        return len(email_messages)
