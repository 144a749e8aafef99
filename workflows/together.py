"""One move for several records of one case: side by side through the door, with the same questions, locks and events."""

import copy
from dataclasses import dataclass, field

from hiring import clock
from workflows.blockers import Refused
from workflows.door import Move, Step, answer, bring_up_to_date, one_transaction, read_beforehand, settle, target_of
from workflows.locks import introduce, lock_together
from workflows.models import Promise


@dataclass
class Try:
    """One of the records: the copy in hand, what is said about it, and the version its page was drawn with."""

    record: object
    details: dict = field(default_factory=dict)
    version: int | None = None

    @property
    def drawn_with(self):
        return self.record.version if self.version is None else self.version


@dataclass
class Outcome:
    """Who moved, and who stayed with the refusal that says why, both in the order they were tried."""

    moved: list
    refused: list


class _Fell(Exception):
    """The deed itself was refused to one of them, so what was done for the others is undone."""

    def __init__(self, subject, refusal):
        super().__init__(str(refusal))
        self.pk, self.refusal = subject.pk, refusal


def go_through_many(tries, rule, *, by):
    """Move all who may, in one transaction with an event each; whoever is refused stays and is told why.

    When the deed itself is refused to one, nothing is kept and the others try again without that one. Any other error
    undoes the whole. Only for a rule declared `together`: none of its guards reads what another's move changes.
    """
    if not rule.together:
        raise ValueError(f"{rule.event} is a move for one at a time.")
    tries = list({each.record.pk: each for each in tries}.values())
    refused, saved = _until_no_deed_is_refused(tries, rule, by)
    moved = [each.record for each in tries if each.record.pk in saved]
    for record in moved:
        bring_up_to_date(record, saved[record.pk])
    return Outcome(moved, [(each.record, refused[each.record.pk]) for each in tries if each.record.pk in refused])


def go_all_through(tries, rule, *, by):
    """Move all or nobody: the first refusal is raised, and undoes the whole."""
    with one_transaction():
        for _, refusal in go_through_many(tries, rule, by=by).refused:
            raise refusal


def ask_many(tries, rule, *, by):
    """A verdict for each, as `dry_run` gives it, on rows read afresh in one query. Nothing is changed or locked."""
    model = rule.model
    rows = model.objects.select_related(*model.locked_with).in_bulk([each.record.pk for each in tries])
    introduce([*_shared(rows.values()), *rows.values()])
    subjects = [rows[each.record.pk] for each in tries]
    moves = _moves(tries, subjects, by)
    return [
        answer(subject, rule, move, attempt.version)
        for attempt, subject, move in zip(tries, subjects, moves, strict=True)
    ]


def _until_no_deed_is_refused(tries, rule, by):
    """(refusals by id, records as saved by id)."""
    fallen = {}
    while left := [each for each in tries if each.record.pk not in fallen]:
        try:
            refused, saved = _attempt(left, rule, by)
        except _Fell as fell:
            fallen[fell.pk] = fell.refusal
        else:
            return fallen | refused, saved
    return fallen, {}


def _attempt(tries, rule, by):
    with one_transaction() as passage:
        subjects, root = lock_together([each.record for each in tries], passage)
        moves = _moves(tries, subjects, by, read_beforehand(subjects, rule))
        asked = list(zip(tries, subjects, moves, strict=True))
        said = {subject.pk: answer(subject, rule, move, attempt.drawn_with) for attempt, subject, move in asked}
        refused = {pk: each.refusal for pk, each in said.items() if not each.allowed}
        going = [(subject, move) for _, subject, move in asked if subject.pk not in refused]
        before = {subject.pk: facts_of(subject) for subject, _ in going}
        with Promise.written_together():
            steps = _do(going, rule, by)
        if steps:
            settle(steps, rule, root, passage, changed_by(steps, before))
    return refused, {step.subject.pk: step.subject for step in steps}


def _moves(tries, subjects, by, known=None):
    """One attempt for each, at one instant; what their guards have in common is asked once."""
    at, known, company = clock.now(), known or {}, tuple(subjects)
    return [Move(by, at, each.details, company, known) for each in tries]


def _do(going, rule, by):
    """The deed for all of them: one after the other, or where the verb can, at once."""
    states = [subject.state for subject, _ in going]
    if rule.for_all and going:
        try:
            targets = do_for_all([subject for subject, _ in going], rule, by, {})
        except Refused as refusal:
            raise _Fell(going[refusal.place][0], refusal) from refusal
    else:
        targets = [_do_for_one(subject, rule, move) for subject, move in going]
    return [Step(*each, *way) for each, *way in zip(going, states, targets, strict=True)]


def _do_for_one(subject, rule, move):
    try:
        return target_of(rule, rule.body(subject, by=move.by, **move.details), subject.state)
    except Refused as refusal:
        raise _Fell(subject, refusal) from refusal


def do_for_all(subjects, rule, by, details):
    """The same deed for several: where each leads. A refusal tells in its `place` whose it is."""
    if rule.for_all and not details:
        rule.for_all(subjects, by=by)
        return [target_of(rule, None, subject.state) for subject in subjects]
    return [target_of(rule, rule.body(subject, by=by, **details), subject.state) for subject in subjects]


def facts_of(subject):
    """Every column as it stands; lists and dictionaries are copied, since a body may add to them."""
    return {each.attname: copy.deepcopy(getattr(subject, each.attname)) for each in subject._meta.concrete_fields}


def changed_by(steps, before):
    """The columns that any of the bodies touched."""
    return {
        name
        for step in steps
        for name, value in facts_of(step.subject).items()
        if before[step.subject.pk][name] != value
    }


def _shared(rows):
    """One copy of each record that several of these rows point at."""
    found = {}
    for row in rows:
        for relation in row._meta.concrete_fields:
            if relation.is_relation and relation.is_cached(row):
                other = getattr(row, relation.name)
                found.setdefault((type(other), other.pk if other else None), other)
    return [other for other in found.values() if other is not None]
