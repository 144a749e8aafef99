"""What a line of the gate tells: the check, whose turn it is, since when, and the one way out."""

import datetime as dt
from dataclasses import dataclass

from checks.kinds.base import OFFER
from workflows.blockers import Blocker


@dataclass(frozen=True)
class Line:
    """A line of the gate. `since` is said in words; `held_since` is the instant. What is newly asked for has a check not yet saved."""

    check: object
    condition: str
    mark: str
    name: str
    word: str
    detail: str
    holder: str
    held_since: dt.datetime
    since: str
    next_step: str
    due_on: dt.date | None
    action_url: str
    action_label: str
    restricted: str

    @property
    def blocks_the_offer(self):
        """Whether the offer waits for it too: a concern always holds it up, whatever it is about."""
        return OFFER in self.check.kind.blocks or self.condition == "concern"

    @property
    def blocker(self):
        number = f".{self.check.number}" if self.check.code == "references" else ""
        return Blocker(
            code=f"{self.check.code}{number}.{self.condition}",
            text=f"{self.name}: {self.detail[0].lower()}{self.detail[1:]}",
            owner=self.holder,
            since=self.held_since,
            fix=self.check.get_absolute_url() if self.check.pk else self.action_url,
            fix_label=self.action_label,
            expected_by=self.due_on,
            rule=self.check.source,
            edition=str(self.check.clearance.edition_on or ""),
        )

    def as_json(self):
        return {
            "check": self.check.pk,
            "code": self.check.code,
            "number": self.check.number,
            "condition": self.condition,
            "blocks": list(self.check.kind.blocks),
            "name": self.name,
            "word": self.word,
            "detail": self.detail,
            "holder": self.holder,
            "since": self.held_since.isoformat(),
            "next_step": self.next_step,
            "due_on": self.due_on.isoformat() if self.due_on else None,
            "action": {"url": self.action_url, "label": self.action_label},
        }
