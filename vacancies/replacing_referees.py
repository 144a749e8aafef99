"""Another referee in the place of one who cannot: whose turn that is, told on the tracker. The rule is the check's own."""

from checks.models import Check

READ = ("clearance__person", "clearance__school__trust", "referee")


def references_of(application):
    """This candidate's references, first to last (one query); none before there are checks."""
    if not application.clearance_id or application.clearance.state != "open":
        return []
    checks = Check.objects.filter(clearance=application.clearance_id, code="references").exclude(referee=None)
    return list(checks.select_related(*READ).order_by("number"))


def to_replace(application):
    """The first reference for which somebody else is wanted; one that waits for HR only when nothing is more pressing."""
    wanted = [check for check in references_of(application) if check.referee.wants_another]
    return min(
        wanted, key=lambda check: (not check.referee.is_candidates_turn, bool(check.referee.named_at)), default=None
    )


def standing_still(applications):
    """File of checks -> the first reference that waits for the candidate to name somebody (one query; none without files)."""
    files = [each.clearance_id for each in applications if each.clearance_id and each.clearance.state == "open"]
    if not files:
        return {}
    checks = Check.objects.filter(clearance__in=files, code="references", state="not_started").exclude(referee=None)
    still = [
        check for check in checks.select_related("referee").order_by("-number") if check.referee.is_candidates_turn
    ]
    return {check.clearance_id: check for check in still}
