"""How a verb is declared. `@transition` is the only way a state changes, `@opening` the only way a record begins."""

from dataclasses import dataclass, field

from workflows import door
from workflows.blockers import Blocked, Blocker, NotAllowed, Stale, Verdict

__all__ = ["STAYS", "Blocked", "Blocker", "Move", "NotAllowed", "Rule", "Stale", "Verdict", "opening", "transition"]

Move = door.Move
STAYS = object()  # the target of a verb that changes the record and leaves its state as it is


@dataclass
class Rule:
    """One line of a machine: from which states, to which, who may, what must be true, what is kept, and the deed itself."""

    body: object
    sources: tuple
    targets: tuple
    permission: object
    guards: tuple = ()
    records: tuple = ()
    label: str = ""
    then: object = None
    opens: bool = False
    together: bool = False
    for_all: object = None
    reads: object = None
    stays: bool = False
    undone_by: str = ""
    name: str = field(default="", init=False)
    model: type = field(default=None, init=False)

    @property
    def event(self):
        """The one word for this move everywhere: `application.shortlist`."""
        return f"{self.model._meta.model_name}.{self.name}"

    @property
    def slug(self):
        return self.name.replace("_", "-")

    @property
    def meaning(self):
        return (self.body.__doc__ or "").strip()

    def targets_from(self, state):
        """Where it may lead from this state."""
        return (state,) if self.stays else self.targets

    def leaves(self, state):
        return not self.opens and state in self.sources


class Bound:
    """A verb in the mouth of one record: call it to make the move, `dry_run` it to ask."""

    def __init__(self, record, rule):
        self.record, self.rule = record, rule

    def __call__(self, *, by, version=None, **details):
        return door.go_through(self.record, self.rule, by=by, version=version, details=details)

    def dry_run(self, *, by, version=None, **details):
        return door.ask(self.record, self.rule, by=by, version=version, details=details)


class Verb:
    def __init__(self, rule):
        self.rule = rule
        self.__doc__ = rule.body.__doc__

    def __set_name__(self, owner, name):
        self.rule.name, self.rule.model = name, owner

    def __get__(self, record, owner=None):
        return self if record is None else Bound(record, self.rule)


class Opening(Verb):
    """A verb of the class itself: `Vacancy.draft(by=…)`."""

    def __get__(self, record, owner=None):
        return self

    def __call__(self, *, by, **details):
        return door.begin(self.rule, by=by, details=details)

    def dry_run(self, *, by, **details):
        return door.ask_to_begin(self.rule, by=by, details=details)


def _several(value):
    return tuple(value) if isinstance(value, (list, tuple, set)) else (value,)


def transition(
    source,
    target,
    permission,
    guards=(),
    records=(),
    label="",
    then=None,
    together=False,
    for_all=None,
    reads=None,
    undone_by="",
):
    """Declare a move. With several targets the body returns the one it chose; with `STAYS` there is none to choose.

    `then(record)` runs after the event, in the same transaction, when another record's verb must follow at once.
    `together`: several records may make it at once, because no guard of it reads what another's move changes.
    `reads(records)`: what its guards and its deed will ask of the locked records, read beforehand; what it returns is `Move.known`.
    `for_all(records, by)`: the deed for several at once, for a verb that needs nothing said; the body does it for one.
    `undone_by`: the verb that takes it back while its letters wait.
    """

    def declare(body):
        rule = Rule(
            body=body,
            sources=_several(source),
            targets=_several(source if target is STAYS else target),
            stays=target is STAYS,
            permission=permission,
            guards=tuple(guards),
            records=tuple(records),
            label=label or body.__name__.replace("_", " ").capitalize(),
            then=then,
            together=together,
            for_all=for_all,
            reads=reads,
            undone_by=undone_by,
        )
        return Verb(rule)

    return declare


def opening(target, permission, guards=(), records=(), label="", then=None):
    """Declare how a record begins. The body takes the class and returns the unsaved record, which `then(record)` is given saved."""

    def declare(body):
        rule = Rule(
            body=body,
            sources=(),
            targets=_several(target),
            permission=permission,
            guards=tuple(guards),
            records=tuple(records),
            label=label or body.__name__.replace("_", " ").capitalize(),
            then=then,
            opens=True,
        )
        return Opening(rule)

    return declare
