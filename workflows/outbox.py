"""From promise to paper: each effect an event owes is carried out once, and its letters are put in the outbox with it."""

import datetime as dt

import structlog
from django.db import transaction

from hiring import clock
from workflows import failpoints
from workflows.emails import as_list, put
from workflows.models import Effect
from workflows.occasion import Occasion
from workflows.registry import effect_named

log = structlog.get_logger(__name__)
TRIES = 5
FIRST_WAIT = dt.timedelta(seconds=10)


def carry_out_all():
    """Every effect that is due, one transaction each; how many were carried out or put off."""
    count = 0
    while carry_out_one():
        count += 1
    return count


def carry_out_one():
    """Take one effect that nobody else holds. What it does and that it is done are saved together or not at all."""
    with transaction.atomic():
        due = Effect.objects.filter(status=Effect.Status.WAITING, available_at__lte=clock.now())
        rows = due.select_for_update(skip_locked=True, of=("self",)).select_related("event")
        effect = rows.order_by("available_at", "id").first()
        if effect is None:
            return False
        try:
            with transaction.atomic():
                _carry_out(effect)
        except Exception as error:  # noqa: BLE001 a letter with a fault in it must not hold up the others
            _put_off(effect, error)
        return True


def _carry_out(effect):
    function = effect_named(effect.kind)
    put(as_list(function(Occasion.of(effect.event))), effect=effect)
    failpoints.reach("while_writing")
    effect.status, effect.done_at, effect.fault = Effect.Status.DONE, clock.now(), ""
    effect.save(update_fields=["status", "done_at", "fault"])


def _put_off(effect, error):
    """Try again later, each time twice as late; after five tries a person must look. Only the kind of error is kept."""
    effect.tries += 1
    effect.fault = type(error).__name__
    effect.available_at = clock.now() + FIRST_WAIT * 2 ** (effect.tries - 1)
    if effect.tries >= TRIES:
        effect.status = Effect.Status.FAILED
    effect.save(update_fields=["tries", "fault", "available_at", "status"])
    log.warning("effect failed", effect=effect.pk, kind=effect.kind, tries=effect.tries, fault=effect.fault)
