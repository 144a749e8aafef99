"""What a DBS check's page shows beside its receipts: the way to the Update Service, and what the head decided."""

from checks.models import StatusLook
from checks.permissions import reads_concerns
from checks.update_service.looking import STATUS
from hiring.permissions import is_head_or_hr

FAULTS = {"too_slow": "It took too long.", "cut_off": "The answer was cut off.", "http_503": "It was out of order."}
DECISION = ("decide_content",)


def decisions_on(check, decisions):
    """What is on a certificate is weighed in writing, and not waved through."""
    if check.kind.destroys_the_copy:
        return (*DECISION, "destroy_copy", *decisions)
    return (*DECISION, *decisions) if check.kind.holds_certificates else decisions


def around(check, actor):
    """The parts of the page, empty for every other kind."""
    if not check.kind.holds_certificates:
        return {}
    may_look = check.code == STATUS and is_head_or_hr(check, actor) and check.state != "clear"
    return {
        "look_url": f"{check.get_absolute_url()}update-service/" if may_look else "",
        "looks": looks_of(check) if check.code == STATUS else [],
        "content_decisions": list(check.content_decisions.select_related("decided_by")),
        "reads": reads_concerns(check, actor),
        "subscription": check.clearance.subscriptions.first(),
    }


def looks_of(check):
    """What was asked of the service and not answered with a receipt, newest first."""
    rows = check.looks.exclude(status=StatusLook.Status.DONE).select_related("asked_by")[:5]
    return [
        {"look": row, "why": FAULTS.get(row.fault, "It could not be reached.") if row.fault else ""} for row in rows
    ]
