"""From promise to paper: each effect an event owes is carried out once, and its letters are put in the outbox with it."""

import datetime as dt

import structlog
from django.db import transaction
from django.db.models import Q

from hiring import clock
from workflows import failpoints
from workflows.emails import as_list, put
from workflows.models import Effect
from workflows.occasion import Occasions
from workflows.registry import acting, effect_named

log = structlog.get_logger(__name__)
TRIES = 5
FIRST_WAIT = dt.timedelta(seconds=10)
BATCH = 20  # letters written in one transaction; an effect that moves another record locks its case, so it has one to itself


def carry_out_all():
    """Every effect that is due; how many were carried out or put off."""
    count = 0
    while taken := carry_out_some():
        count += taken
    return count


def carry_out_some():
    """Take what is due next and nobody else holds: one that acts before any letters. What each does and that it is done are saved together or not at all."""
    acts = Q(kind__in=acting())
    return _carry_out_of(Effect.objects.filter(acts), 1) or _carry_out_of(Effect.objects.exclude(acts), BATCH)


def is_more_than_a_batch():
    """Whether a second worker would find something to do as well."""
    return _due(Effect.objects.all())[BATCH : BATCH + 1].exists()


def _due(effects):
    return effects.filter(status=Effect.Status.WAITING, available_at__lte=clock.now()).order_by("available_at", "id")


def _carry_out_of(effects, most):
    with transaction.atomic():
        rows = _due(effects).select_for_update(skip_locked=True, of=("self",)).select_related("event")
        taken = list(rows[:most])
        occasions = Occasions([effect.event for effect in taken])
        for effect in taken:
            try:
                with transaction.atomic():
                    _carry_out(effect, occasions)
            except Exception as error:  # noqa: BLE001 a letter with a fault in it must not hold up the others
                _put_off(effect, error)
        done = [effect.pk for effect in taken if effect.status == Effect.Status.DONE]
        Effect.objects.filter(pk__in=done).update(status=Effect.Status.DONE, done_at=clock.now(), fault="")
    return len(taken)


def _carry_out(effect, occasions):
    function = effect_named(effect.kind)
    put(as_list(function(occasions.of(effect.event))), effect=effect)
    failpoints.reach("while_writing")
    effect.status = Effect.Status.DONE


def _put_off(effect, error):
    """Try again later, each time twice as late; after five tries a person must look. Only the kind of error is kept."""
    effect.tries += 1
    effect.fault = type(error).__name__
    effect.available_at = clock.now() + FIRST_WAIT * 2 ** (effect.tries - 1)
    if effect.tries >= TRIES:
        effect.status = Effect.Status.FAILED
    effect.save(update_fields=["tries", "fault", "available_at", "status"])
    log.warning("effect failed", effect=effect.pk, kind=effect.kind, tries=effect.tries, fault=effect.fault)
