"""What time does to checks by itself: early starts whose conditions fail, and questions to the Update Service."""

from celery import shared_task

from checks.early_starts import faults
from checks.models import EarlyStart
from checks.update_service.looking import carry_out_due
from hiring import clock
from hiring.actors import SYSTEM
from workflows.blockers import Refused

OVER = {"closed", "left"}
AWAITED_NO_LONGER = {"clear", "let_go"}


@shared_task
def stop_early_starts():
    """Revoke every early start of which a condition has failed, and let go of those whose file is over; how many."""
    approved = EarlyStart.objects.live().select_related(*EarlyStart.locked_with)
    return sum(_stopped(early) for early in approved.order_by("pk"))


def _stopped(early):
    try:
        if early.clearance.state in OVER:
            early.withdraw(by=SYSTEM, reason="Nobody is at work or about to be on these checks any more.")
            return True
        if early.certificate.state in AWAITED_NO_LONGER:
            early.end(by=SYSTEM)
            return True
        failed = list(faults(early, early.clearance.gate(on=clock.today()))) if early.state == "approved" else []
        if failed:
            early.revoke(by=SYSTEM, reason=failed[0].text, fault=failed[0].code.partition(".")[2])
    except Refused:
        return False
    return bool(failed)


@shared_task
def ask_update_service():
    """Put every question that is due to the DBS Update Service; how many. The service logs each, so none is put twice."""
    return carry_out_due()
