"""What those who write letters are told: which record, what was done to it, by whom, from where to where."""

import datetime as dt
from dataclasses import dataclass, field
from functools import cached_property

from django.apps import apps

from hiring import clock
from workflows.models import Note


@dataclass(frozen=True)
class Occasion:
    """A move that was made, or one that somebody is thinking of making: then `to_state` may be empty and details few."""

    verb: str
    record: object
    by_kind: str
    at: dt.datetime
    from_state: str
    to_state: str = ""
    details: dict = field(default_factory=dict)
    reason: str = ""
    is_made: bool = True

    @classmethod
    def of(cls, event, record, note):
        """The occasion of an event, with its record as it is now and the reason that was given."""
        return cls(
            verb=event.verb,
            record=record,
            by_kind=event.actor_kind,
            at=event.at,
            from_state=event.from_state,
            to_state=event.to_state,
            details=event.details or {},
            reason=note.text if note else "",
        )

    @classmethod
    def supposed(cls, verb, record, by, details=None):
        """The occasion there would be if this were done now."""
        details = details or {}
        targets = type(record).rule_of(verb.partition(".")[2]).targets
        return cls(
            verb=verb,
            record=record,
            by_kind=by.kind,
            at=clock.now(),
            from_state=record.state,
            to_state=targets[0] if len(targets) == 1 else "",
            details=details,
            reason=str(details.get("reason") or ""),
            is_made=False,
        )


class Occasions:
    """The occasions of several events: their reasons are read in one question, and so are their records of one kind."""

    def __init__(self, events):
        self.events, self.records = events, {}

    def of(self, event):
        return Occasion.of(event, self._record_of(event), self.notes.get(event.pk))

    @cached_property
    def notes(self):
        return {note.event_id: note for note in Note.objects.filter(event__in=self.events)}

    def _record_of(self, event):
        kind = event.subject_type
        if kind not in self.records:
            pks = {each.subject_id for each in self.events if each.subject_type == kind}
            self.records[kind] = records_of(kind).in_bulk(pks)
        return self.records[kind][event.subject_id]


def model_named(name):
    """The model of a record's type as events keep it, such as `application`."""
    return next(model for model in apps.get_models() if model._meta.model_name == name and hasattr(model, "rules"))


def record_of(name, pk):
    """The record an event or a letter is about, with what its verbs read."""
    return records_of(name).get(pk=pk)


def records_of(name):
    """Every record of a type, with what its verbs and its letters read."""
    model = model_named(name)
    return model.objects.select_related(*model.locked_with).prefetch_related(*model.read_for_letters)
