"""One verb for many cases at once, each with a chain of its own: all through the door, or nobody, and then nothing around it either.

For what comes by the hundred, such as the files of everybody already at work when a trust begins. Each record is judged,
moved and signed for as by itself; only the reading and the writing are done together. A record stands directly under
the root of its case, or is the root.
"""

from collections import defaultdict

from hiring import clock
from workflows import history
from workflows.door import (
    Move,
    Step,
    answer,
    begin_rows,
    bring_up_to_date,
    one_transaction,
    save_rows,
    verdict,
)
from workflows.locks import introduce, lock_many
from workflows.passage import at_hand
from workflows.together import changed_by, do_for_all, facts_of


def begin_in_many_cases(rule, several, *, by):
    """Open what each of these details describes, or raise the first refusal; what was made, in their order."""
    at = clock.now()
    moves = [Move(by=by, at=at, details=details) for details in several]
    with one_transaction(savepoint=False) as passage:
        told = [(move, _listed(rule.body(rule.model, by=by, **move.details))) for move in moves]
        made = [each for _, some in told for each in some]
        roots = _lock_roots(made, passage)
        for place, (move, some) in enumerate(told):
            for each in some:
                _refuse(verdict(each, rule, move), place)
        if made:
            _settle(
                [Step(each, move, "", rule.targets[0]) for move, some in told for each in some], rule, roots, passage
            )
    return made


def go_through_in_many_cases(records, rule, *, by, **details):
    """Move all of these alike, or raise the first refusal. The copies in hand are brought up to date."""
    move = Move(by=by, at=clock.now(), details=details)
    with one_transaction(savepoint=False) as passage:
        roots = _lock_roots(records, passage)
        rows = _lock_records(records, roots, passage)
        subjects = _copies(rows, roots)
        for place, (each, subject) in enumerate(zip(records, subjects, strict=True)):
            _refuse(answer(subject, rule, move, each.version), place)
        before = {subject.pk: facts_of(subject) for subject in subjects}
        states = [subject.state for subject in subjects]
        targets = do_for_all(subjects, rule, by, details)
        steps = [Step(subject, move, *way) for subject, *way in zip(subjects, states, targets, strict=True)]
        _settle(steps, rule, roots, passage, before)
        for row, subject in zip(rows, subjects, strict=True):
            passage.hold_again(row, subject)
    for record, subject in zip(records, subjects, strict=True):
        bring_up_to_date(record, subject)


def _listed(made):
    return made if isinstance(made, list) else [made]


def _refuse(said, place):
    """Raise the refusal, which tells in its `place` whose it is."""
    if not said.allowed:
        refusal = said.refusal
        refusal.place = place
        raise refusal


def _lock_roots(records, passage):
    """The roots that are there already, locked, by `(model, key)`; the records point at them."""
    wanted = defaultdict(set)
    for record in records:
        model, pk = record.case()[0]
        if pk is not None:
            wanted[model].add(pk)
    roots = {(model, pk): row for model, pks in wanted.items() for pk, row in lock_many(model, pks, passage).items()}
    introduce([*roots.values(), *records])
    return roots


def _lock_records(records, roots, passage):
    """These records as they are now, locked, in the order given."""
    if records and len(records[0].case()) == 1:
        return [roots[each.case()[0]] for each in records]
    rows = lock_many(type(records[0]), [each.pk for each in records], passage) if records else {}
    return [rows[each.pk] for each in records]


def _copies(rows, roots):
    """Copies to do the deed on, which stand for their rows where these are the roots."""
    subjects = [at_hand(each) for each in rows]
    roots |= {each.case()[0]: each for each in subjects if len(each.case()) == 1}
    introduce([*roots.values(), *subjects])
    return subjects


def _settle(steps, rule, roots, passage, before=None):
    """Save every record and tell an event for each, in the chain of its own case; `before` is None for records that begin."""
    subjects = [step.subject for step in steps]
    changed = changed_by(steps, before) if before is not None else None
    for step in steps:
        step.subject.enter(step.target)
    if changed is None:
        begin_rows(rule.model, subjects, passage)
    told = _sign(steps, rule, roots, passage)
    if changed is not None:
        save_rows(rule.model, subjects, changed, [each for each in subjects if len(each.case()) == 1], passage)
    for subject, (event, _) in zip(subjects, told, strict=True):
        subject.__dict__["latest_event"] = event
        if rule.then:
            rule.then(subject)


def _sign(steps, rule, roots, passage):
    """An event for each step, in the order of the steps."""
    cases = defaultdict(list)
    for step in steps:
        cases[roots.get(step.subject.case()[0], step.subject)].append(step)
    told = {
        id(step): pair
        for root, taken in cases.items()
        for step, pair in zip(taken, history.compose(taken, rule, root, passage), strict=True)
    }
    return [told[id(step)] for step in steps]
