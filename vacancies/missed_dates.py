"""Dates told to candidates: owned up to when missed, and replaced by a new date with an apology. Never quietly changed."""

from django.db import transaction

from hiring import clock
from vacancies.effects.addressing import to_candidate
from vacancies.models import Application
from workflows.emails import post, put
from workflows.models import Promise
from workflows.occasion import record_of

WE_OWE_AN_ANSWER = ("shortlist", "decision")


def own_up():
    """Tell each candidate whose date has passed, once, that we are late and that it is our fault; how many were told."""
    count = 0
    while _own_up_to_one():
        count += 1
    return count


def _own_up_to_one():
    """The missed date and the letter about it are saved together, so nobody is told twice."""
    missed = Promise.objects.open().filter(
        subject_type="application", topic__in=WE_OWE_AN_ANSWER, missed_at=None, due_at__lt=clock.now()
    )
    with transaction.atomic():
        promise = missed.select_for_update(skip_locked=True).order_by("due_at", "id").first()
        if promise is None:
            return False
        promise.missed_at = clock.now()
        promise.save(update_fields=["missed_at"])
        application = record_of("application", promise.subject_id)
        post(to_candidate(application, "promise.missed", due_at=promise.due_at, topic=promise.topic))
        return True


@transaction.atomic
def give_new_date(promises, due_at, reason=""):
    """Give these candidates a new date in place of theirs, and say so to each; how many were told.

    A promise that somebody has kept, dropped or moved since it was read is left as it is, and nobody is written to.
    """
    wanted = Promise.objects.open().filter(pk__in=[each.pk for each in promises], due_at__lt=due_at)
    held = list(wanted.select_for_update().order_by("pk"))
    Promise.move(held, due_at)
    rows = Application.objects.select_related(*Application.locked_with).prefetch_related("candidate__memberships")
    applications = rows.in_bulk([each.subject_id for each in held])
    put([letter_of_new_date(each, applications[each.subject_id], due_at, reason) for each in held])
    return len(held)


def letter_of_new_date(promise, application, due_at, reason=""):
    """What one candidate is told: both dates, whose fault it is and, when HR says it, why."""
    is_late = promise.missed_at is not None or promise.due_at < clock.now()
    facts = {"due_at": promise.due_at, "topic": promise.topic, "new_due_at": due_at}
    return to_candidate(application, "promise.moved", is_late=is_late, reason=reason, **facts)
