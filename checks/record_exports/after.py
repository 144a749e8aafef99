"""What follows when a copy is asked for or done. Registered when the app starts."""

import datetime as dt

import structlog
from kombu.exceptions import OperationalError

from checks.record_exports import tasks
from workflows.letters import Letter, Page
from workflows.registry import effect

log = structlog.get_logger(__name__)
LONG = dt.timedelta(seconds=60)


@effect("export.ask", "export.try_again", acts=True)
def a_worker_is_sent_for(occasion):
    """The file is made apart from the letters, which must not wait for it. A lost message is made good by the next sweep."""
    try:
        tasks.make_one.delay(occasion.record.pk)
    except (OperationalError, OSError) as error:
        log.warning("message to make an export lost", fault=type(error).__name__)


@effect("export.finish")
def whoever_waited_is_told(occasion):
    """Only where it took long enough to go and do something else."""
    export = occasion.record
    if export.made_at is None or export.made_at - export.asked_at < LONG:
        return None
    return Letter(
        "export.finish",
        export.made_by.name,
        export.made_by.email,
        export,
        Page(export.get_absolute_url()),
        {"export": export},
    )
