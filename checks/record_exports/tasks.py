"""What the worker does for copies of the record and for inspection links."""

from celery import shared_task

from checks.record_exports import making


@shared_task
def make_one(pk):
    """Make the copy somebody waits for."""
    making.make_one(pk)


@shared_task
def make_waiting():
    """Make every copy whose message was lost; how many."""
    return making.make_waiting()


@shared_task
def take_away():
    """Copies are there for a day and inspection links for theirs; how many of both are over, or were left behind."""
    return making.take_away_old() + making.end_old_inspections() + making.left_behind()
