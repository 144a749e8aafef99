"""A decision that somebody is told of waits ten minutes first, and until its letters have gone it can be taken back."""

import datetime as dt

from hiring import clock
from workflows.models import Effect, Message

WAIT = dt.timedelta(minutes=10)
UP_TO_A_MINUTE = dt.timedelta(minutes=1) - dt.timedelta(microseconds=1)
STILL_HERE = (Message.Status.WAITING, Message.Status.STOPPED)


def when_it_goes(at):
    """When the letter of a decision made at this instant may go: ten minutes later, on the minute."""
    return (at + WAIT + UP_TO_A_MINUTE).replace(second=0, microsecond=0)


def gone(verb, records):
    """For each of these records whose letter for this verb has left our hands, when that was (one query)."""
    letters = Message.objects.filter(
        effect__event__subject_type=records[0]._meta.model_name,
        effect__event__subject_id__in=[each.pk for each in records],
        effect__event__verb=verb,
    ).exclude(status__in=STILL_HERE)
    rows = letters.values_list("effect__event__subject_id", "settled_at", "claimed_at", "written_at")
    return {pk: settled or claimed or written for pk, settled, claimed, written in rows}


def hold_back(verb, record, by):
    """Write and send nothing more that this verb promised about the record; whether all of it was still here.

    The promises are settled first: a worker that holds one is waited for, and what it wrote is then seen and stopped.
    """
    promised = Effect.objects.filter(event__in=record.events().filter(verb=verb))
    promised.filter(status__in=[Effect.Status.WAITING, Effect.Status.FAILED]).update(status=Effect.Status.STOPPED)
    letters = Message.objects.filter(effect__in=promised)
    stopped = {"status": Message.Status.STOPPED, "settled_at": clock.now(), "settled_by": by}
    letters.filter(status=Message.Status.WAITING).update(**stopped)
    return not letters.exclude(status=Message.Status.STOPPED).exists()
