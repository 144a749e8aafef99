"""The chain: how an event is written so that nobody can change, drop or reorder one unseen.

Each event keeps the exact bytes it was signed over. Its MAC covers those bytes and the MAC before it, with a key the
database does not hold; the newest MAC and the count are kept on the root record and published outside the database.
"""

import datetime as dt
import hashlib
import hmac
import json
import secrets

from django.conf import settings
from django.db import DataError, connection, transaction

from workflows.models import Effect, Event, Note
from workflows.registry import effects_of

GENESIS = "0" * 64
HEAD = ("history_length", "history_head")
SAVE_HEAD = 'UPDATE "{table}" SET history_length = %s, history_head = %s WHERE id = %s'
STORED = (*Event.SIGNED, "at", "recorded_at", "body", "mac", "note__text", "note__salt")


def mac(previous, body):
    """HMAC-SHA256 over the previous MAC and the stored bytes, in hexadecimal."""
    return hmac.digest(settings.AUDIT_KEY.encode(), f"gatepost.event\n{previous}\n{body}".encode(), "sha256").hex()


def canonical(facts):
    """The bytes that are stored and signed: sorted keys, no spaces, dates as ISO 8601."""
    return json.dumps(facts, sort_keys=True, separators=(",", ":"), ensure_ascii=False, default=_plain)


def _plain(value):
    if isinstance(value, (dt.date, dt.datetime)):
        return value.isoformat()
    return getattr(value, "pk", None) or str(value)


def compose(steps, rule, root, passage):
    """Sign one event for each step of a move, `[(event, note or None)]`; the root in hand has the new head of its chain."""
    if passage.database_now is None:
        passage.database_now = _database_now()
    told = [_compose(step, rule, root, passage) for step in steps]
    root.history_length, root.history_head = passage.heads[type(root), root.pk]
    passage.told += told
    return told


def write(passage):
    """Write what was told: the events in their order with their reasons, what they promise, and the heads of their chains."""
    events = [event for event, _ in passage.told]
    if not events:
        return
    Event.objects.bulk_create(events)
    notes = [note for _, note in passage.told if note]
    if notes:
        Note.objects.bulk_create(notes)
    _promise_effects(events)
    _save_heads(passage.heads_to_save())


def _save_heads(grown):
    """The heads of every chain that grew: one statement for all that are the only ones of their kind, one for each kind of which several did."""
    alone = []
    for model, heads in grown.items():
        rows = [model(pk=pk, history_length=length, history_head=head) for pk, (length, head) in heads.items()]
        if len(rows) > 1:
            model.objects.bulk_update(rows, HEAD)
        else:
            alone += rows
    if alone:
        updates = [SAVE_HEAD.format(table=row._meta.db_table) for row in alone]
        with_these = ", ".join(f"head_{place} AS ({update})" for place, update in enumerate(updates[:-1]))
        values = [value for row in alone for value in (row.history_length, row.history_head, row.pk)]
        with connection.cursor() as cursor:
            cursor.execute(f"{'WITH ' if with_these else ''}{with_these} {updates[-1]}", values)


def _compose(step, rule, root, passage):
    """The next event of the chain, signed, and the note that keeps the reason, if one was given."""
    subject, move = step.subject, step.move
    key = (type(root), root.pk)
    length, head = passage.heads.get(key, (0, GENESIS))
    event = Event(
        root_type=root._meta.model_name,
        root_id=root.pk,
        number=length + 1,
        school_id=subject.school.pk,
        subject_type=subject._meta.model_name,
        subject_id=subject.pk,
        subject_version=subject.version,
        verb=rule.event,
        from_state=step.before,
        to_state=subject.state,
        actor_kind=move.by.kind,
        actor_id=move.by.pk if move.by.kind == "user" else None,
        actor_label="" if move.by.kind == "user" else move.by.label,
        at=move.at,
        recorded_at=passage.database_now,
    )
    event.details = {name: getattr(subject, name, move.details.get(name)) for name in rule.records}
    note = _note(event, move)
    event.body = canonical(event.facts())
    event.mac = mac(head, event.body)
    passage.heads[key] = (event.number, event.mac)
    return event, note


def _note(event, move):
    """The reason beside its event; only the salted digest of it is signed."""
    reason = str(move.details.get("reason") or "").strip()
    if not reason:
        return None
    salt = secrets.token_hex(16)
    event.details["reason_digest"] = digest(reason, salt)
    return Note(event=event, text=reason, salt=salt)


def digest(reason, salt):
    """What stays of a reason in the signed event, so that the words can be erased but not replaced."""
    return hashlib.sha256(f"{salt}{reason}".encode()).hexdigest()


def _database_now():
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        return cursor.fetchone()[0]


def _promise_effects(events):
    promised = [
        Effect(event=event, kind=kind, available_at=event.follows_at or event.at)
        for event in events
        for kind in effects_of(event.verb)
    ]
    if promised:
        Effect.objects.bulk_create(promised)
        _nudge_once()


def _nudge_once():
    """However many events a transaction writes, the worker is told once."""
    if not any(callback is _nudge for _, callback, _ in connection.run_on_commit):
        transaction.on_commit(_nudge, robust=True)


def _nudge():
    """Tell the worker there is something to do. It may be lost: a sweep finds what waits."""
    from workflows.nudge import nudge

    nudge()


def first_fault(model, root_id, published=None):
    """Walk one root's chain; return None when it is whole, else `(number, what is wrong)` for the first bad row.

    published: heads kept outside the database, `{number: mac}`, each of which the chain must contain.
    """
    root = model.objects.get(pk=root_id)
    rows = stored(model, root_id)
    try:
        return fault_among(rows.iterator(2000), (root.history_length, root.history_head), published)
    except (DataError, ValueError, OverflowError):
        return _unreadable(rows)


def stored(model, root_id):
    """The rows of one chain as they are in the table, each with the reason that goes with it, if it is still there."""
    chain = Event.objects.filter(root_type=model._meta.model_name, root_id=root_id)
    return chain.order_by("number").values_list(*STORED, named=True)


def fault_among(rows, kept, published=None, after=(0, GENESIS)):
    """The first fault in these stored rows, which follow `after`, against the head `kept` on the root and those published.

    after, kept: `(number, mac)`. published: `{number: mac}`.
    """
    number, previous = after
    published = published or {}
    for row in rows:
        fault = _fault_in(row, previous, number + 1)
        if fault:
            return number + 1, fault
        number, previous = row.number, row.mac
        if published.get(number, previous) != previous:
            return number, "the head published outside the database is another"
    if number < max(published, default=0):
        return number + 1, "a longer history was published outside the database"
    if (number, previous) != tuple(kept):
        return number + 1, "the chain does not end where the record says it does"
    return None


def _fault_in(row, previous, expected):
    if row.number != expected:
        return f"event {expected} is missing" if row.number > expected else f"event {row.number} is there twice"
    if not hmac.compare_digest(row.mac.encode(), mac(previous, row.body).encode()):
        return "the signature does not match the event and the one before it"
    told = json.loads(row.body)
    details = told.pop("details")
    if told != _columns(row):
        return "the columns do not say what was signed"
    if row.note__text is not None and digest(row.note__text, row.note__salt) != details.get("reason_digest"):
        return "the reason is not the one that was given"
    return None


def _columns(row):
    """What the columns say, in the words that were signed (`Event.facts`)."""
    columns = dict(zip(Event.SIGNED, row, strict=False))
    columns["at"] = row.at.astimezone(dt.UTC).isoformat()
    columns["recorded_at"] = row.recorded_at.astimezone(dt.UTC).isoformat()
    return columns


def _unreadable(rows):
    """The number of the first row that holds what no program of ours could have written there, such as a year past 9999."""
    for number in rows.values_list("number", flat=True):
        try:
            rows.get(number=number)
        except (DataError, ValueError, OverflowError):
            return number, "the row cannot be read"
    return None
