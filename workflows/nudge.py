"""A word to the worker that something waits. It may be lost: the outbox is the truth and a sweep finds what waits."""

import structlog
from kombu.exceptions import OperationalError

from hiring.celery import app
from workflows import failpoints

log = structlog.get_logger(__name__)
GOOD_FOR = 60  # seconds; a sweep has come round long before


def nudge(task="workflows.tasks.deliver"):
    """Send the worker to the outbox, or to other work that waits in the database. A broken queue is noted in the log and holds nobody up."""
    failpoints.reach("before_nudge")
    try:
        app.send_task(task, expires=GOOD_FOR, ignore_result=True)
    except (OperationalError, OSError) as error:
        log.warning("nudge lost", fault=type(error).__name__)
