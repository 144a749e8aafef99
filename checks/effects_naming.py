"""What follows when a candidate names another referee, and when HR does not accept whom they named."""

from checks.effects import REPLACE, to_candidate, to_staff
from hiring.duty import hr_for
from workflows.registry import effect


@effect("check.name_another")
def somebody_else_was_named(occasion):
    """To HR, who find out who that is before anybody is written to (N-07). The name is read on the page."""
    return to_staff(hr_for(occasion.record.school), "check.name_another", occasion.record)


@effect("check.turn_down_named")
def they_name_somebody_else(occasion):
    """To the candidate: why not, and where to name another (N-37)."""
    check = occasion.record
    why = check.referee.turned_down_why if occasion.is_made else occasion.reason
    return to_candidate(check, "check.turn_down_named", REPLACE, why=why) if hasattr(check, "referee") else None
