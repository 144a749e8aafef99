"""What somebody may verify by, and for how much longer: asked of those who keep the trust."""

from checks.who_verifies import soon_for
from hiring.templatetags.dates import day
from vacancies.home.task import Task

A_FEW = 3  # registrations that end soon which each have a row of their own


def authorities_to_renew(home):
    """From sixty days before the last one: a row each, or one for many."""
    soon = soon_for(home.actor)
    for entry in soon if len(soon) <= A_FEW else soon[:1]:
        more = f" and {len(soon) - 1} more" if len(soon) > A_FEW else ""
        yield Task(
            f"Renew, or enter somebody else: {entry}{more}",
            "/settings/verifiers/",
            "Open",
            detail=f"Holds until {day(entry.last_on)}. After that nothing they look at by it is recorded.",
            school=str(entry.where),
            mark="due",
            word="Ends soon",
        )
