"""From the outbox to the mail server: waiting, claimed, going, and then what became of it, as far as it can be known.

The machine never sends a letter twice. One that was going when its worker died may have gone or not: it is shown to a
person as unknown and left alone. Leases run on the database's clock, which all workers share.
"""

import datetime as dt
from contextlib import closing

import structlog
from django.conf import settings
from django.core.mail import get_connection
from django.db import transaction
from django.db.models import Q
from django.db.models.functions import Now

from hiring import clock
from workflows import failpoints
from workflows.letters import without_keys
from workflows.models import Message
from workflows.posting import NOT_NOW, SENT, Answer, envelope, hand_over, open_line

log = structlog.get_logger(__name__)
Status = Message.Status
GOING_LEASES = 3  # a letter that is going may wait for several answers of the server, each with its own time limit
TRIES = 120
FIRST_WAIT, LONGEST_WAIT = dt.timedelta(seconds=10), dt.timedelta(minutes=15)


def deliver_all():
    """Let go of what dead workers held, then send everything that is due; how many letters were dealt with."""
    let_go()
    connection = get_connection()
    if getattr(connection, "keeps", False):
        return keep_all()
    count = 0
    with closing(connection):
        while message := claim():
            send(message, connection)
            count += 1
    return count


def let_go():
    """A worker said nothing for too long. What it had only claimed waits again; what was going is not known."""
    lease = dt.timedelta(seconds=settings.MAIL_LEASE_SECONDS)
    claimed = Message.objects.filter(status=Status.CLAIMED, claimed_at__lt=Now() - lease)
    going = Message.objects.filter(status=Status.SENDING, claimed_at__lt=Now() - GOING_LEASES * lease)
    claimed.update(status=Status.WAITING, claimed_at=None)
    lost = going.update(
        status=Status.UNKNOWN,
        settled_at=clock.now(),
        fault="The worker stopped while it was going, so nobody can tell",
    )
    if lost:
        log.warning("letters of unknown fate", count=lost)


def due():
    now = clock.now()
    return Message.objects.filter(Q(not_before=None) | Q(not_before__lte=now), status=Status.WAITING)


def keep_all():
    """There is no mail server: what is due is kept here for reading, and nothing leaves."""
    return due().update(status=Status.KEPT, settled_at=clock.now())


def claim():
    """Take the oldest letter that is due and that no other worker is taking; None when there is none."""
    with transaction.atomic():
        rows = due().select_for_update(skip_locked=True, of=("self",)).annotate(database_now=Now())
        message = rows.order_by("written_at", "id").first()
        if message is None:
            return None
        message.status, message.claimed_at, message.tries = Status.CLAIMED, message.database_now, message.tries + 1
        message.save(update_fields=["status", "claimed_at", "tries"])
    failpoints.reach("after_claim")
    return message


def send(message, connection):
    """One try. That it is going is committed before the first byte of it leaves."""
    try:
        mail = envelope(message)
        mail.message()
    except ValueError as error:
        return settle(message, Answer(Status.FAILED, f"It cannot be written as a mail ({type(error).__name__})"))
    shut = open_line(connection)
    if shut:
        return settle(message, shut)
    if not _note_going(message):
        return None
    failpoints.reach("before_send")
    answer = hand_over(connection, mail)
    failpoints.reach("after_send")
    if answer.status != SENT:
        connection.close()
    return settle(message, answer)


def _note_going(message):
    """Whether the claim is still ours: a worker that slept through its lease has lost it."""
    mine = Message.objects.filter(pk=message.pk, status=Status.CLAIMED, claimed_at=message.claimed_at)
    return bool(mine.update(status=Status.SENDING))


def settle(message, answer):
    """Note what became of this try; only of the try in hand, never of a later one."""
    mine = Message.objects.filter(pk=message.pk, claimed_at=message.claimed_at)
    if answer.status == NOT_NOW and message.tries < TRIES:
        wait = min(LONGEST_WAIT, FIRST_WAIT * 2 ** min(message.tries - 1, 10))
        mine.update(status=Status.WAITING, claimed_at=None, not_before=clock.now() + wait, fault=answer.fault)
        return
    status = Status.FAILED if answer.status == NOT_NOW else answer.status
    facts = {"status": status, "fault": answer.fault, "settled_at": clock.now()}
    if status == SENT:
        facts["body"] = without_keys(message.body)
    mine.update(**facts)
    if status != SENT:
        log.warning("letter not sent", message=message.pk, status=status, fault=answer.fault)
