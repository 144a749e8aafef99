"""Handing one letter to the mail server, and what its answer means: sent, refused for good, not now, or not known."""

from email.utils import formataddr
from smtplib import (
    SMTPDataError,
    SMTPException,
    SMTPHeloError,
    SMTPNotSupportedError,
    SMTPRecipientsRefused,
    SMTPSenderRefused,
)
from typing import NamedTuple

from django.core.mail import EmailMessage

from workflows.models import Message

SENT, FAILED, UNKNOWN, NOT_NOW = (
    Message.Status.SENT,
    Message.Status.FAILED,
    Message.Status.UNKNOWN,
    Message.Status.WAITING,
)


class Answer(NamedTuple):
    """What became of one try, and in a few words why."""

    status: str
    fault: str = ""


def envelope(message):
    """The letter as a mail. Its Message-ID is the same at every try."""
    to = formataddr((message.to_name, message.to_email)) if message.to_name else message.to_email
    headers = {"Message-ID": message.message_id, "Auto-Submitted": "auto-generated"}
    return EmailMessage(message.subject, message.body, to=[to], headers=headers)


def open_line(connection):
    """Reach the mail server; None when it answered, else why not. No letter has been shown to it yet."""
    try:
        connection.open()
    except (SMTPException, OSError) as error:
        return Answer(NOT_NOW, f"The mail server could not be reached ({type(error).__name__})")
    return None


def hand_over(connection, mail):
    """Send on an open line. Before the letter itself began to go a broken line is no loss; after, nobody can know."""
    try:
        connection.send_messages([mail])
    except SMTPRecipientsRefused as error:
        return _refused(*next(iter(error.recipients.values())))
    except (SMTPSenderRefused, SMTPDataError, SMTPHeloError) as error:
        return _refused(error.smtp_code, error.smtp_error)
    except SMTPNotSupportedError:
        return Answer(FAILED, "The mail server cannot write to an address with these letters")
    except (SMTPException, OSError) as error:
        if getattr(connection.connection, "data_began", True):
            return Answer(UNKNOWN, f"The line broke while it was going ({type(error).__name__})")
        return Answer(NOT_NOW, f"The line broke before it went ({type(error).__name__})")
    return Answer(SENT)


def _refused(code, _words):
    """The server answered, so it is known that the letter did not go. Its own words may name people and are not kept."""
    if 400 <= code < 500:
        return Answer(NOT_NOW, f"The mail server asked us to wait ({code})")
    return Answer(FAILED, f"The mail server refused it ({code})")
