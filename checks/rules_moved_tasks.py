"""What time does when the law moves, or a trust asks more: at night, whoever nobody has asked by day is asked."""

from celery import shared_task

from checks.models import Clearance
from checks.rescreening import found_for
from hiring.actors import SYSTEM
from workflows.blockers import Refused


@shared_task
def ask_what_is_new():
    """Open the new checks of everybody, at work or still to come, of whom the rules have come to ask more; how many. Nobody is asked twice."""
    at_work = sum(_moved(file.rescreen) for file in found_for(SYSTEM).files)
    return at_work + sum(_moved(file.derive) for file in still_to_come())


def still_to_come():
    """Whose gate has a line that no check in the file stands for. Once there is one, the database's own gate reads it too."""
    files = Clearance.objects.visible_to(SYSTEM).rules_may_have_moved().to_judge().order_by("pk")
    return [file for file in files if file.gate().newly_asked]


def _moved(verb):
    try:
        verb(by=SYSTEM)
    except Refused:
        return False
    return True
