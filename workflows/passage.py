"""One passage through the door: what its transaction holds, and what it owes until the outermost door closes."""

import copy
from dataclasses import dataclass, field


@dataclass
class Passage:
    """The rows that are locked, the newest head of every chain, and the history to write when all is done.

    held: the rows as they stand, by `(model, key)`. heads: `(number, mac)` by the root, and saved: what its row says.
    told: `(event, note or None)` in order, not yet written.
    """

    database_now: object = None
    held: dict = field(default_factory=dict)
    heads: dict = field(default_factory=dict)
    saved: dict = field(default_factory=dict)
    told: list = field(default_factory=list)

    def within(self):
        """A door inside this one: it holds the same, and what it tells is forgotten if it is refused."""
        return Passage(self.database_now, dict(self.held), dict(self.heads), dict(self.saved))

    def take_in(self, inner):
        """The door inside was gone through."""
        self.database_now, self.held, self.heads, self.saved = inner.database_now, inner.held, inner.heads, inner.saved
        self.told += inner.told

    def let_go(self):
        """A door inside was refused: what it did to the rows is undone in the database, so they are read again."""
        self.held.clear()

    def close(self):
        """What was read of the rows beforehand was read for this once."""
        for row in self.held.values():
            for name in row.read_beforehand:
                vars(row).pop(name, None)

    def hold(self, row):
        """Nobody else changes this row before the end: it is locked, or it began here."""
        self.held[type(row), row.pk] = row
        if self.database_now is None:
            self.database_now = getattr(row, "database_now", None)
        if hasattr(row, "history_head"):
            key, head = (type(row), row.pk), (row.history_length, row.history_head)
            self.saved.setdefault(key, head)
            row.history_length, row.history_head = self.heads.setdefault(key, head)
        return row

    def holds(self, row):
        """Whether this very copy is the one that stands, so that nothing about it need be read again."""
        return self.held.get((type(row), row.pk)) is row

    def hold_again(self, row, subject):
        """The row that was held before its copy moved stands for it again."""
        bring_up_to_date(row, subject)
        self.held[type(row), row.pk] = row

    def head_is_saved(self, root):
        key = (type(root), root.pk)
        self.saved[key] = self.heads[key]

    def heads_to_save(self):
        """`{model: {key: (number, mac)}}` of the chains that grew further than their roots say."""
        grown = {}
        for (model, pk), head in self.heads.items():
            if self.saved.get((model, pk)) != head:
                grown.setdefault(model, {})[pk] = head
        return grown


def bring_up_to_date(record, subject):
    """The copy in hand becomes what was saved; what it had read beforehand of others it forgets."""
    record.__dict__.update({k: v for k, v in subject.__dict__.items() if k not in subject.read_beforehand})


def at_hand(row):
    """A copy to do the deed on: when it is refused, the row that is held has not changed."""
    taken = copy.copy(row)
    for each in row._meta.concrete_fields:
        if isinstance(vars(row).get(each.attname), (list, dict)):
            vars(taken)[each.attname] = copy.deepcopy(vars(row)[each.attname])
    return taken
