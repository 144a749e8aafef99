"""What a person may do with a letter that the machine must leave alone. Each says whether the letter was still there for it."""

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils.module_loading import import_string

from hiring import clock, links
from hiring.models import Link
from workflows.letters import keys_in, without_keys, without_ways_in
from workflows.models import Effect, Message
from workflows.nudge import nudge

Status = Message.Status


class AlreadyWritten(Exception):
    """The same letter to that address is in the outbox already."""


def stop(message, by):
    """It has not gone yet and shall not."""
    return _turn(message, Status.WAITING, status=Status.STOPPED, settled_at=clock.now(), settled_by=by)


def stop_all_about(record, kinds):
    """What they would ask for is settled, so letters of these kinds that have not gone shall not."""
    about = {"about_type": record._meta.model_name, "about_id": record.pk}
    waiting = Message.objects.filter(**about, kind__in=kinds, status=Status.WAITING)
    return waiting.update(status=Status.STOPPED, settled_at=clock.now())


def let_go_after_all(record, kinds, since):
    """What they ask for is wanted again, so letters of these kinds that were stopped by that since then wait once more."""
    about = {"about_type": record._meta.model_name, "about_id": record.pk, "settled_by": None}
    stopped = Message.objects.filter(**about, kind__in=kinds, status=Status.STOPPED, settled_at__gte=since)
    return stopped.update(status=Status.WAITING, settled_at=None)


def it_arrived(message, by):
    """The reader has it, so it must have gone."""
    body = without_keys(message.body)
    return _turn(message, Status.UNKNOWN, status=Status.SENT, settled_at=clock.now(), settled_by=by, body=body)


def send_again(message, by):
    """It is not known whether it went, and a person decides that twice is better than never."""
    return _turn(message, Status.UNKNOWN, **_afresh(by))


def send_to(message, address, by):
    """It did not arrive: write to another address. The keys in it were for the first address and die with it."""
    body = without_ways_in(message.body)
    try:
        with transaction.atomic():
            done = _turn(message, Status.FAILED, to_email=address, body=body, **_afresh(by))
    except IntegrityError:
        raise AlreadyWritten from None
    if done:
        ended = [links.digest(key) for key in keys_in(message.body)]
        Link.objects.filter(digest__in=ended, ended_at=None).update(ended_at=clock.now())
    return done


def write_again(effect):
    """A letter could not be written; its cause is mended, so try again."""
    failed = Effect.objects.filter(pk=effect.pk, status=Effect.Status.FAILED)
    done = failed.update(status=Effect.Status.WAITING, tries=0, fault="", available_at=clock.now())
    nudge()
    return bool(done)


def mail_is_kept():
    """Whether letters stay here because there is no mail server: then their links may be followed from here."""
    return getattr(import_string(settings.EMAIL_BACKEND), "keeps", False)


def _afresh(by):
    return {
        "status": Status.WAITING,
        "settled_at": None,
        "settled_by": by,
        "tries": 0,
        "fault": "",
        "not_before": None,
    }


def _turn(message, stood_at, **facts):
    """Change the letter only if it still stands where the person saw it. No worker holds it after this."""
    done = Message.objects.filter(pk=message.pk, status=stood_at).update(claimed_at=None, **facts)
    nudge()
    return bool(done)
