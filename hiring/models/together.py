"""Several short lists of different records, each with a few of its columns, read in one question."""

from dataclasses import dataclass, field

from django.db.models import F, QuerySet, Value
from django.db.models.functions import JSONObject


@dataclass(frozen=True)
class Few:
    """A list: which rows, which of their columns (`state`, `school__name`), in which order, at most how many.

    more: what SQL works out for each row beside its columns, by name.
    """

    rows: QuerySet
    names: str
    order: tuple = ("pk",)
    most: int | None = None
    more: dict = field(default_factory=dict)

    def part(self, name):
        """This list as `(name, row as JSON)`, so that it can stand in one answer with others."""
        found = self.rows.model.objects.filter(pk__in=self.rows.order_by().values("pk"))
        found = found.annotate(**self.more).order_by(*self.order)[: self.most]
        return found.values_list(Value(name), _as_json(self.shape))

    @property
    def shape(self):
        """The names as a tree: what is read of the row itself, and under each relation what is read of the other."""
        tree = {}
        for name in [*self.names.split(), *self.more]:
            *way, last = name.split("__")
            node = tree
            for step in way:
                node = node.setdefault(step, {})
            node[last] = None
        return tree


def read_together(**lists):
    """Each list's records by its name, in no order (one query). What was not named of a record is read when it is asked for."""
    first, *others = [few.part(name) for name, few in lists.items()]
    found = {name: [] for name in lists}
    for name, row in first.union(*others, all=True):
        found[name].append(_record(lists[name].rows.model, lists[name].shape, row))
    return found


def keep_read(record, **lists):
    """From now on `record.name.all()` gives these rows without asking, as after a prefetch."""
    kept = vars(record).setdefault("_prefetched_objects_cache", {})
    for name, rows in lists.items():
        found = getattr(record, name).get_queryset()
        found._result_cache, found._prefetch_done = rows, True  # noqa: SLF001 as Django's own prefetch keeps them
        kept[name] = found


def _as_json(shape, before=""):
    inner = {
        name: _as_json(each, f"{before}{name}__") if each else F(f"{before}{name}") for name, each in shape.items()
    }
    return JSONObject(pk=F(f"{before}pk"), **inner)


def _record(model, shape, row):
    """The record as Django would have read it with `only`, and the records it points at."""
    own = {model._meta.pk.attname: row["pk"]} | {name: row[name] for name, each in shape.items() if not each}
    fields = [each for each in model._meta.concrete_fields if each.attname in own]
    values = [each.to_python(own.pop(each.attname)) for each in fields]
    record = model.from_db(None, [each.attname for each in fields], values)
    for name, each in shape.items():
        if each:
            other = model._meta.get_field(name).related_model
            setattr(record, name, _record(other, each, row[name]) if row[name]["pk"] else None)
    vars(record).update(own)
    return record
