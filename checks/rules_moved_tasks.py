"""What time does when the law moves: at night, whoever nobody has asked by day is asked."""

from celery import shared_task

from checks.rescreening import found_for
from hiring.actors import SYSTEM
from workflows.blockers import Refused


@shared_task
def ask_what_is_new():
    """Open the new checks of everybody at work under whom the law has moved; how many. Nobody is asked twice."""
    return sum(_asked(file) for file in found_for(SYSTEM).files)


def _asked(file):
    try:
        file.rescreen(by=SYSTEM)
    except Refused:
        return False
    return True
