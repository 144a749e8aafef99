"""Locks: one order for everybody, from the root of a case down, and rows that point at each other once they are held."""

import functools

from django.db.models import DateTimeField, Func, prefetch_related_objects

from workflows.passage import at_hand


class DatabaseClock(Func):
    """The database's own time, which no caller can choose."""

    function = "clock_timestamp"
    output_field = DateTimeField()


def lock(record, passage):
    """Lock the case from the root down, in one order for everybody, and return the subject as it is now, and its root.

    What this transaction holds already is not asked for again.
    """
    *above, _ = record.case()
    locked = _lock_rows(above, passage)
    subject = at_hand(record) if passage.holds(record) else _lock_row(type(record), record.pk, locked, passage)
    introduce([*locked, subject])
    return subject, [*locked, subject][0]


def lock_around(subjects, passage):
    """Lock what records not yet saved will belong to, which alike records share; return its root, if there is one."""
    locked = _lock_rows([(model, pk) for model, pk in subjects[0].case() if pk is not None], passage)
    for subject in subjects:
        introduce([*locked, subject])
    return locked[0] if locked else None


def lock_together(records, passage):
    """Lock the case that these records share, then the records themselves in the order of their keys (one query).

    Returns them as they are now, in the order given, and their root with what many of them will ask of it.
    """
    *above, (model, _) = records[0].case()
    if not above or any(each.case()[:-1] != above for each in records):
        raise ValueError("Records that move together belong to one case and are not its root.")
    case = _lock_rows(above, passage)
    wanted = _knowing(_to_lock(model, frozenset(map(type, case)))).filter(pk__in=[each.pk for each in records])
    rows = {row.pk: passage.hold(row) for row in wanted.order_by("pk")}
    introduce([*case, *rows.values()])
    prefetch_related_objects(case[:1], *case[0].read_for_many)
    return [rows[each.pk] for each in records], case[0]


def lock_many(model, pks, passage):
    """Lock many rows of one kind in the order of their keys (one query, and none for those that are held), by key."""
    locked = {pk: passage.held[model, pk] for pk in pks if (model, pk) in passage.held}
    wanted = [pk for pk in pks if pk not in locked]
    if wanted:
        rows = _knowing(_to_lock(model, tell_time=passage.database_now is None)).filter(pk__in=wanted).order_by("pk")
        locked |= {row.pk: passage.hold(row) for row in rows}
    return locked


def introduce(records):
    """Let rows point at each other, so that guards read the locked copies and ask nothing twice."""
    by_key = {(type(each), each.pk): each for each in records if each.pk}
    for each in records:
        for relation in each._meta.concrete_fields:
            if relation.is_relation:
                other = by_key.get((relation.related_model, getattr(each, relation.attname)))
                if other is not None and other is not each:
                    setattr(each, relation.name, other)


def _lock_rows(case, passage):
    locked = []
    for model, pk in case:
        locked.append(passage.held.get((model, pk)) or _lock_row(model, pk, locked, passage))
    return locked


def _lock_row(model, pk, above, passage):
    rows = _to_lock(model, frozenset(map(type, above)), passage.database_now is None)
    return passage.hold(_knowing(rows).get(pk=pk))


def _knowing(rows):
    return rows.annotate(**rows.model.known_when_locked())


@functools.cache
def _to_lock(model, held=frozenset(), tell_time=False):
    """The rows to lock, each with what it is read with, less the kinds that are held already and will be introduced."""
    paths = [path for path in model.locked_with if _first_step(model, path) not in held]
    rows = model.objects.select_for_update(no_key=True, of=("self",))
    rows = rows.select_related(*paths) if paths else rows
    return rows.annotate(database_now=DatabaseClock()) if tell_time else rows


def _first_step(model, path):
    return model._meta.get_field(path.partition("__")[0]).related_model
