"""Why a way is shut: reasons a person can read, and the exceptions that carry them."""

import datetime as dt
from dataclasses import asdict, dataclass


@dataclass(frozen=True)
class Blocker:
    """One reason a move is refused.

    code: stable, dotted, for programs. text: a sentence. owner: who holds it ("HR", "the referee", a name).
    since: when they came to hold it. fix: the page where it is put right, fix_label what to press there.
    expected_by: the date we expect it. rule and edition: the law or guidance behind it, and its date.
    """

    code: str
    text: str
    owner: str = ""
    since: dt.datetime | dt.date | None = None
    fix: str = ""
    fix_label: str = ""
    expected_by: dt.date | None = None
    rule: str = ""
    edition: str = ""

    def as_json(self):
        facts = asdict(self)
        for key in ("since", "expected_by"):
            facts[key] = facts[key].isoformat() if facts[key] else None
        return facts


class Refused(Exception):
    """A move that was not made. `blockers` always says why; of several alike, `place` says whose it was."""

    place = 0

    def __init__(self, *blockers):
        self.blockers = blockers
        super().__init__(" ".join(blocker.text for blocker in blockers))


class Blocked(Refused):
    """Something that must be true is not; every reason is listed, not only the first."""


class NotAllowed(Refused):
    """The actor's roles do not include this move."""


class Stale(Refused):
    """Somebody else moved the record after this copy was read; says who, when and to what."""

    def __init__(self, record, event):
        self.event = event
        who = event.who if event else "Somebody"
        when = f" at {event.local_time:%H:%M on %-d %B}" if event else ""
        text = (
            f"{who} moved {record} to {record.state_words}{when}. Your change was not made. Check it, then try again."
        )
        super().__init__(Blocker(code="stale", text=text, owner=who, since=event.at if event else None))


@dataclass(frozen=True)
class Verdict:
    """The answer to "could this be done now?": yes, or every reason why not."""

    rule: object
    blockers: tuple[Blocker, ...] = ()
    permitted: bool = True
    stale: Stale | None = None

    @property
    def allowed(self):
        return self.permitted and not self.blockers

    @property
    def refusal(self):
        """What is raised to whoever tries all the same; None when they may."""
        if self.allowed or self.stale:
            return self.stale
        return Blocked(*self.blockers) if self.permitted else NotAllowed(*self.blockers)
