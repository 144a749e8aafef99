import datetime as dt
import json

from django.db import models

from hiring.clock import LONDON
from hiring.models import ScopedQuerySet


class EventQuerySet(ScopedQuerySet):
    to_trust, to_school = "school__trust", "school"


class Event(models.Model):
    """The stored fact that something happened. Only ever added; signed and chained (`workflows/history.py`)."""

    root_type = models.CharField(max_length=30)
    root_id = models.BigIntegerField()
    number = models.PositiveIntegerField(help_text="Place in the root's chain, from 1, without gaps.")
    school = models.ForeignKey("hiring.School", models.PROTECT, related_name="+")
    subject_type = models.CharField(max_length=30)
    subject_id = models.BigIntegerField()
    subject_version = models.PositiveIntegerField()
    verb = models.CharField(max_length=60)
    from_state = models.CharField(max_length=30, blank=True)
    to_state = models.CharField(max_length=30)
    actor_kind = models.CharField(max_length=10)
    actor = models.ForeignKey("hiring.User", models.PROTECT, null=True, related_name="+")
    actor_label = models.CharField(
        max_length=200, blank=True, help_text="A guest's or the system's name; empty for users."
    )
    at = models.DateTimeField(help_text="When it happened, by the product's clock.")
    recorded_at = models.DateTimeField(help_text="When the database wrote it, by the database's clock.")
    body = models.TextField(help_text="The exact bytes that were signed.")
    mac = models.CharField(max_length=64)

    objects = EventQuerySet.as_manager()
    follows_at = (
        None  # when what it promises may be carried out, if later than at once; known only until it is written
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["root_type", "root_id", "number"], name="chain_has_one_of_each"),
            models.UniqueConstraint(
                fields=["subject_type", "subject_id", "subject_version"], name="one_event_for_each_version"
            ),
        ]
        indexes = [models.Index(fields=["verb", "at"])]

    SIGNED = (
        "root_type",
        "root_id",
        "number",
        "school_id",
        "subject_type",
        "subject_id",
        "subject_version",
        "verb",
        "from_state",
        "to_state",
        "actor_kind",
        "actor_id",
        "actor_label",
    )

    def __str__(self):
        return f"{self.verb} ({self.root_type} {self.root_id}, {self.number})"

    def facts(self):
        """Everything that is signed: all columns, the two instants to the microsecond in UTC, and the details."""
        facts = {name: getattr(self, name) for name in self.SIGNED}
        for name in ("at", "recorded_at"):
            facts[name] = getattr(self, name).astimezone(dt.UTC).isoformat()
        return facts | {"details": self.details}

    @property
    def details(self):
        if "details" not in self.__dict__:
            try:
                self.__dict__["details"] = json.loads(self.body)["details"]
            except (ValueError, KeyError, TypeError):
                self.__dict__["details"] = None
        return self.__dict__["details"]

    @details.setter
    def details(self, value):
        self.__dict__["details"] = value

    @property
    def local_time(self):
        return self.at.astimezone(LONDON)

    @property
    def who(self):
        return self.actor.label if self.actor_id else self.actor_label


class Note(models.Model):
    """The reason somebody typed for a move. It can be erased; the event keeps only its salted digest."""

    event = models.OneToOneField(Event, models.PROTECT, related_name="note")
    text = models.TextField()
    salt = models.CharField(max_length=32)

    def __str__(self):
        return f"Reason for {self.event}"
