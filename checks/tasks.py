"""What time does to references by itself: reminders by the ladder, letters that came back, candidates told of a late referee."""

from celery import shared_task

from checks import dbs_tasks, rules_moved_tasks, work_tasks  # noqa: F401 the worker finds them here
from checks.models import Check
from checks.reminders import is_due, is_late
from hiring.actors import SYSTEM
from workflows.blockers import Refused
from workflows.models import Message

TO_REFEREES = ("check.ask.referee", "check.remind", "check.ask_more", "reference.again", "reference.code")
READ = ("clearance__school__trust", "clearance__person", "referee__asked_under")


def with_referees():
    """References that wait for somebody to answer."""
    waiting = Check.objects.filter(code="references", state="waiting", clearance__state="open")
    return waiting.exclude(referee=None).exclude(referee__requested_at=None).select_related(*READ).order_by("pk")


@shared_task
def chase_referees():
    """One pass over every referee who has not answered; how many letters were owed."""
    return return_letters() + remind_referees() + tell_candidates()


def remind_referees():
    return sum(moved(check.remind) for check in with_referees() if is_due(check.referee))


def tell_candidates():
    return sum(moved(check.report_late) for check in with_referees() if is_late(check.referee))


def return_letters():
    """A letter that the mail server refused for good goes back to HR as a task that names the referee (N-06)."""
    failed = Message.objects.filter(status=Message.Status.FAILED, kind__in=TO_REFEREES, about_type="check")
    known = dict(failed.order_by("written_at").values_list("about_id", "written_at"))
    back = [check for check in with_referees().filter(pk__in=known) if is_newest(check, known[check.pk], failed)]
    return sum(moved(check.come_back) for check in back)


def is_newest(check, written_at, failed):
    """Whether the letter that failed went to the address we use now, since we last asked."""
    to_them = failed.filter(about_id=check.pk, to_email__iexact=check.referee.email)
    return written_at >= check.referee.requested_at and to_them.filter(written_at=written_at).exists()


def moved(verb):
    """Make a move in the system's name; False when somebody has meanwhile made it needless."""
    try:
        verb(by=SYSTEM)
    except Refused:
        return False
    return True
