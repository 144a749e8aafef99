"""One verb for many cases at once, each with a chain of its own: all through the door, or nobody.

For what comes by the hundred, such as the files of everybody already at work when a trust begins. Each record is judged,
moved and signed for as by itself; only the reading and the writing are done together. A record stands directly under
the root of its case, or is the root.
"""

from collections import defaultdict

from hiring import clock
from workflows import history
from workflows.door import Move, Step, answer, bring_up_to_date, one_transaction, target_of, verdict
from workflows.locks import introduce, lock_many
from workflows.together import changed_by, facts_of


def begin_in_many_cases(rule, several, *, by):
    """Open what each of these details describes, or raise the first refusal; what was made, in their order."""
    at = clock.now()
    moves = [Move(by=by, at=at, details=details) for details in several]
    with one_transaction() as heads:
        made = [(each, move) for move in moves for each in _listed(rule.body(rule.model, by=by, **move.details))]
        roots = _lock_roots([each for each, _ in made], heads)
        for each, move in made:
            _refuse(verdict(each, rule, move))
        _settle([Step(each, move, "", rule.targets[0]) for each, move in made], rule, roots, heads)
    return [each for each, _ in made]


def go_through_in_many_cases(records, rule, *, by, **details):
    """Move all of these alike, or raise the first refusal. The copies in hand are brought up to date."""
    move = Move(by=by, at=clock.now(), details=details)
    with one_transaction() as heads:
        roots = _lock_roots(records, heads)
        subjects = _lock_records(records, roots)
        for each, subject in zip(records, subjects, strict=True):
            _refuse(answer(subject, rule, move, each.version))
        before = {subject.pk: facts_of(subject) for subject in subjects}
        steps = [
            Step(subject, move, subject.state, target_of(rule, rule.body(subject, by=by, **details), subject.state))
            for subject in subjects
        ]
        _settle(steps, rule, roots, heads, before)
    for record, subject in zip(records, subjects, strict=True):
        bring_up_to_date(record, subject)


def _listed(made):
    return made if isinstance(made, list) else [made]


def _refuse(said):
    if not said.allowed:
        raise said.refusal


def _lock_roots(records, heads):
    """The roots that are there already, locked, by `(model, key)`; the records point at them."""
    wanted = defaultdict(set)
    for record in records:
        model, pk = record.case()[0]
        if pk is not None:
            wanted[model].add(pk)
    roots = {(model, pk): row for model, pks in wanted.items() for pk, row in lock_many(model, pks, heads).items()}
    introduce([*roots.values(), *records])
    return roots


def _lock_records(records, roots):
    """These records as they are now, locked, in the order given."""
    if records and records[0].case()[0] in roots and len(records[0].case()) == 1:
        return [roots[record.case()[0]] for record in records]
    rows = lock_many(type(records[0]), [record.pk for record in records]) if records else {}
    introduce([*roots.values(), *rows.values()])
    return [rows[record.pk] for record in records]


def _settle(steps, rule, roots, heads, before=None):
    """Save every record, sign for every case in turn, and write the events; `before` is None for records that begin."""
    subjects = [step.subject for step in steps]
    changed = changed_by(steps, before) if before is not None else None
    for step in steps:
        step.subject.enter(step.target)
    if changed is None:
        rule.model.put(subjects)
    told, headed = _sign(steps, rule, roots, heads)
    if changed is not None:
        rule.model.put(subjects, changed)
    history.store_events(told, rule.event)
    for model in {type(root) for root in headed}:
        model.objects.bulk_update([root for root in headed if type(root) is model], history.HEAD)
    for subject, (event, _) in zip(subjects, told, strict=True):
        subject.__dict__["latest_event"] = event
        if rule.then:
            rule.then(subject)


def _sign(steps, rule, roots, heads):
    """An event for each step, in the order of the steps, and every root with the new head of its chain."""
    cases = defaultdict(list)
    for step in steps:
        cases[roots.get(step.subject.case()[0], step.subject)].append(step)
    told = {
        id(step): pair
        for root, taken in cases.items()
        for step, pair in zip(taken, history.compose(taken, rule, root, heads), strict=True)
    }
    return [told[id(step)] for step in steps], list(cases)
