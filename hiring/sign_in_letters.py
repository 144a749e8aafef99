"""Letters that bring somebody in: a link, a code, or the way for staff. They go at once and are never kept where others read.

Unlike every other letter these do not pass through the outbox: what they hold opens somebody's application.
"""

import smtplib

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string


def send(name, to, **facts):
    """Write the letter `templates/emails/<name>.txt`, whose first line is its subject; False when it could not go."""
    text = render_to_string(f"emails/{name}.txt", {"site": settings.SITE_URL, **facts})
    subject, _, body = text.partition("\n")
    try:
        return EmailMessage(subject.strip(), body.strip() + "\n", to=[to]).send() == 1
    except (OSError, smtplib.SMTPException):
        return False
