"""The one door: every state change goes through here, step by step (docs/door.md)."""

import contextlib
import contextvars
import datetime as dt
from dataclasses import dataclass, field

from django.db import IntegrityError, transaction

from hiring import clock
from workflows import history
from workflows.blockers import Blocked, Blocker, Refused, Stale, Verdict
from workflows.locks import DatabaseClock, lock, lock_around
from workflows.passage import Passage, bring_up_to_date

__all__ = ["DatabaseClock", "Move", "ask", "ask_to_begin", "begin", "bring_up_to_date", "go_through", "verdict_on"]


@dataclass
class Move:
    """One attempt: who, when, what they said; and, when several records move alike, who else is moving."""

    by: object
    at: dt.datetime
    details: dict = field(default_factory=dict)
    company: tuple = ()
    known: dict = field(default_factory=dict)

    def asked_once(self, question, subject):
        """What `question(subjects)`, a `{pk: answer}`, says of this subject. It is put once for all who move alike, and never where it is known."""
        if question not in self.known:
            if not self.company:
                return question([subject]).get(subject.pk)
            self.known[question] = question(self.company)
        return self.known[question].get(subject.pk)


@dataclass
class Step:
    """One subject on its way through: from which state to which, by which attempt."""

    subject: object
    move: Move
    before: str
    target: str


_passage = contextvars.ContextVar("passage", default=None)

REFUSED_BY_A_TRIGGER = "23000"


@contextlib.contextmanager
def one_transaction(savepoint=True):
    """The outermost door opens the transaction and writes its history at the end; an inner one a savepoint, forgotten if it is refused.

    Without a savepoint a refusal further in refuses the whole.
    """
    around = _passage.get()
    passage = Passage() if around is None else around.within()
    token = _passage.set(passage)
    try:
        with transaction.atomic(savepoint=savepoint):
            yield passage
            if around is None:
                history.write(passage)
    except Exception as error:
        if around is not None:
            around.let_go()
        if isinstance(error, IntegrityError):
            tell_what_a_trigger_refused(error)
        raise
    finally:
        _passage.reset(token)
        if around is None:
            passage.close()
    if around is not None:
        around.take_in(passage)


def tell_what_a_trigger_refused(error):
    """The database's own refusals are sentences; a person reads them like any other reason."""
    if getattr(error.__cause__, "sqlstate", None) == REFUSED_BY_A_TRIGGER:
        raise Blocked(Blocker(code="database", text=error.__cause__.diag.message_primary)) from error


def go_through(record, rule, *, by, version, details):
    """Make the move, or raise Stale, NotAllowed or Blocked having changed nothing. The copy in hand is brought up to date."""
    move = Move(by=by, at=clock.now(), details=details)
    with one_transaction() as passage:
        was_held = passage.holds(record)
        subject, root = lock(record, passage)
        move.known |= read_beforehand([subject], rule)
        _refuse(answer(subject, rule, move, record.version if version is None else version))
        before, columns = subject.state, subject.columns()
        returned = rule.body(subject, by=by, **details)
        step = Step(subject, move, before, target_of(rule, returned, before))
        settle([step], rule, root, passage, subject.columns_not_in(columns))
        if was_held:
            passage.hold_again(record, subject)
    bring_up_to_date(record, subject)
    return record


def begin(rule, *, by, details):
    """Create what the opening verb describes, one record or several alike, each with its first event; return it saved."""
    move = Move(by=by, at=clock.now(), details=details)
    with one_transaction() as passage:
        made = rule.body(rule.model, by=by, **details)
        subjects = made if isinstance(made, list) else [made]
        root = lock_around(subjects, passage) if subjects else None
        for subject in subjects:
            _refuse(verdict(subject, rule, move))
        if subjects:
            steps = [Step(each, move, "", rule.targets[0]) for each in subjects]
            settle(steps, rule, root or subjects[0], passage)
    return made


def read_beforehand(subjects, rule):
    """What the guards and the deed have in common to ask, read once; it is forgotten when the outermost door closes."""
    return (rule.reads(subjects) if rule.reads and subjects else None) or {}


def ask(record, rule, *, by, version, details):
    """Say whether the move could be made now, and every reason why not. Nothing is changed or locked."""
    fresh = type(record).objects.select_related(*type(record).locked_with).get(pk=record.pk)
    return answer(fresh, rule, Move(by=by, at=clock.now(), details=details), version)


def ask_to_begin(rule, *, by, details):
    """Say whether the record could begin now; whatever the body did while describing it is undone."""
    move = Move(by=by, at=clock.now(), details=details)
    with transaction.atomic():
        made = rule.body(rule.model, by=by, **details)
        verdicts = [verdict(each, rule, move) for each in (made if isinstance(made, list) else [made])]
        transaction.set_rollback(True)
    return next((verdict for verdict in verdicts if not verdict.allowed), Verdict(rule))


def verdict_on(record, rule, by, known=None):
    """The verdict on a record already loaded, for lists of what can happen from here.

    known: what a page has read already of what the guards ask, by question; see `Move.asked_once`.
    """
    return verdict(record, rule, Move(by=by, at=clock.now(), known=known or {}))


def _refuse(said):
    if not said.allowed:
        raise said.refusal


def answer(subject, rule, move, version):
    """The verdict, once the version somebody read (None: whichever it is) is known to be the newest."""
    if version is not None and version != subject.version:
        stale = Stale(subject, subject.last_event())
        return Verdict(rule, stale.blockers, stale=stale)
    return verdict(subject, rule, move)


def verdict(subject, rule, move):
    if not rule.permission(subject, move.by):
        return Verdict(rule, (_who_may(rule),), permitted=False)
    if not rule.opens and subject.state not in rule.sources:
        return Verdict(rule, (_wrong_state(subject, rule),))
    return Verdict(rule, tuple(blocker for guard in rule.guards for blocker in guard(subject, move)))


def _who_may(rule):
    who = getattr(rule.permission, "words", "somebody else")
    return Blocker(code="permission", text=f"Only {who} can do this: {rule.label.lower()}.", owner=who)


def _wrong_state(subject, rule):
    states = dict(type(subject).State.choices)
    needed = " or ".join(f"“{states[source]}”" for source in rule.sources)
    event = subject.last_event()
    text = f"{subject} is at “{subject.state_words}”; this can be done only from {needed}."
    return Blocker(
        code="state",
        text=text,
        owner=event.who if event else "",
        since=event.at if event else None,
    )


def target_of(rule, returned, before):
    """Where the move leads: nowhere when it only changes the record, else the one target there is or the one the body chose."""
    if rule.stays:
        return before
    target = returned if len(rule.targets) > 1 else rule.targets[0]
    if target not in rule.targets:
        raise Refused(Blocker(code="target", text=f"{rule.event} may not lead to {target}."))
    return target


def settle(steps, rule, root, passage, changed=None):
    """Save each state and tell one event for each, chained to the one before; `passage` writes them when the outermost door closes.

    changed: the columns beside the state that the bodies touched, and nothing else is written; None for new records.
    """
    subjects = [step.subject for step in steps]
    for step in steps:
        step.subject.enter(step.target)
    if changed is None:  # a new row has no key to sign until it is there
        begin_rows(rule.model, subjects, passage)
    told = history.compose(steps, rule, root, passage)
    if changed is not None:
        save_rows(rule.model, subjects, changed, [root] if root in subjects else [], passage)
    for subject, (event, _) in zip(subjects, told, strict=True):
        subject.__dict__["latest_event"] = event
        if rule.then:
            rule.then(subject)


def begin_rows(model, subjects, passage):
    """New rows: nobody else can know of them before the end."""
    model.put(subjects)
    for subject in subjects:
        passage.hold(subject)


def save_rows(model, subjects, changed, roots, passage):
    """Rows that were there: their states, what else changed, and for those that are roots the heads of their chains."""
    model.put(subjects, {*changed, *(history.HEAD if roots else ())})
    for subject in subjects:  # what follows at once must not meet the row as it was
        passage.held[type(subject), subject.pk] = subject
    for root in roots:
        passage.head_is_saved(root)
