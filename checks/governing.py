"""What disqualifies from an office, as far as we can cite it; dated data. The rest is asked as one general question.

The full lists are in the articles of the trust and the School Governance (Constitution) (England) Regulations 2012; their
wording was not to be had when this was written, so it is named by the trust's own setting and never guessed here.
"""

import datetime as dt
from dataclasses import dataclass

SINCE = dt.date(2026, 9, 1)  # since when the declaration asks it; the acts are older
EVERY_OFFICE = (
    "member",
    "trustee",
    "chair_of_trustees",
    "local_governor_delegated",
    "maintained_governor",
)
WHERE_THE_LIST_IS = "The whole list is in {where}. Ask us if you are not sure."


@dataclass(frozen=True)
class Ground:
    """One ground: which offices it bars from, since when, and where it is written."""

    code: str
    why: str
    offices: tuple[str, ...]
    since: dt.date

    def holds_for(self, file, day):
        role = file.role_facts
        listed = self.code != "barred" or file.regulated_activity
        return role.get("governance_role") in self.offices and self.since <= day and listed


GROUNDS = (
    Ground(
        "directed",
        "It bars people from managing or governing schools (Education and Skills Act 2008, section 128).",
        EVERY_OFFICE,
        SINCE,
    ),
    Ground(
        "barred",
        "Asked because this office is regulated activity (Safeguarding Vulnerable Groups Act 2006).",
        (*EVERY_OFFICE, "local_governor_advisory", "maintained_associate_member", "clerk"),
        SINCE,
    ),
)


def grounds_of(file, day):
    """The grounds that bar from this person's office on this day, in the order they are asked."""
    return [each for each in GROUNDS if each.holds_for(file, day)]
