import contextlib
import contextvars
from dataclasses import dataclass, field

from django.db import connection, models

from hiring import clock
from hiring.models import ScopedQuerySet


class PromiseQuerySet(ScopedQuerySet):
    to_trust, to_school = "school__trust", "school"

    def open(self):
        return self.filter(kept_at=None, moved_at=None, dropped_at=None)

    def about(self, record):
        return self.filter(subject_type=record._meta.model_name, subject_id=record.pk)


KEEP_AND_MAKE = """
    WITH kept AS (
        UPDATE workflows_promise SET kept_at = %s WHERE subject_type = %s AND subject_id = ANY(%s) AND topic = %s
            AND kept_at IS NULL AND moved_at IS NULL AND dropped_at IS NULL)
    INSERT INTO workflows_promise (school_id, subject_type, subject_id, topic, due_at, made_at)
        SELECT %s, %s, unnest(%s::bigint[]), %s, %s, %s
"""


@dataclass
class _Together:
    """What many bodies say about promises, until it is written in one go."""

    made: list = field(default_factory=list)
    settled: dict = field(default_factory=dict)


_together = contextvars.ContextVar("promises together", default=None)


class Promise(models.Model):
    """A date told to somebody: kept, moved with an apology, or missed and owned up to. Never quietly changed."""

    school = models.ForeignKey("hiring.School", models.PROTECT, related_name="+")
    subject_type = models.CharField(max_length=30)
    subject_id = models.BigIntegerField()
    topic = models.CharField(max_length=60, help_text="What was promised, such as `shortlist` or `decision`.")
    due_at = models.DateTimeField()
    made_at = models.DateTimeField(default=clock.now)
    kept_at = models.DateTimeField(null=True, blank=True)
    missed_at = models.DateTimeField(null=True, blank=True, help_text="When we noticed, and said, that it had passed.")
    dropped_at = models.DateTimeField(null=True, blank=True, help_text="It no longer matters: the person withdrew.")
    moved_at = models.DateTimeField(null=True, blank=True, help_text="When a new date was given in its place.")
    replaces = models.OneToOneField("self", models.PROTECT, null=True, blank=True, related_name="replaced_by")

    objects = PromiseQuerySet.as_manager()

    class Meta:
        ordering = ["due_at"]
        indexes = [
            models.Index(fields=["subject_type", "subject_id"]),
            models.Index(
                fields=["due_at"],
                name="promises_open",
                condition=models.Q(kept_at=None, moved_at=None, dropped_at=None),
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["subject_type", "subject_id", "topic"],
                name="one_open_promise_per_topic",
                condition=models.Q(kept_at=None, moved_at=None, dropped_at=None),
            )
        ]

    def __str__(self):
        return f"{self.topic} by {self.due_at:%-d %B %Y}"

    @classmethod
    def make(cls, record, topic, due_at):
        """Tell this record's person a date."""
        promise = cls(
            school=record.school,
            subject_type=record._meta.model_name,
            subject_id=record.pk,
            topic=topic,
            due_at=due_at,
            made_at=clock.now(),
        )
        together = _together.get()
        if together is None:
            promise.save(force_insert=True)
        else:
            together.made.append(promise)
        return promise

    @classmethod
    def keep(cls, record, *topics, at=None):
        """What was promised has been done, in time or late; or will be at this instant, when the letter goes."""
        cls._settle(record, "kept_at", topics, at)

    @classmethod
    def keep_and_make(cls, records, kept, made, due_at):
        """Of several records of one school, what was promised has been done, and the next date is told with it (one statement)."""
        kind, pks, now = records[0]._meta.model_name, [each.pk for each in records], clock.now()
        with connection.cursor() as cursor:
            cursor.execute(KEEP_AND_MAKE, [now, kind, pks, kept, records[0].school.pk, kind, pks, made, due_at, now])

    @classmethod
    def restore(cls, record, at):
        """What would have been kept at this instant is owed as before: the decision was taken back."""
        cls.objects.about(record).filter(kept_at=at).update(kept_at=None)

    @classmethod
    def drop(cls, record):
        """The person has gone; nothing more is owed."""
        cls._settle(record, "dropped_at", None)

    @classmethod
    @contextlib.contextmanager
    def written_together(cls):
        """What is kept, dropped and made in here is written at the end: the settled first, as each body has them."""
        together = _Together()
        token = _together.set(together)
        try:
            yield
        finally:
            _together.reset(token)
        for (kind, how, topics, at), pks in together.settled.items():
            cls._write(kind, pks, how, topics, at)
        cls.objects.bulk_create(together.made)

    @classmethod
    def _settle(cls, record, how, topics, at=None):
        together, kind = _together.get(), record._meta.model_name
        if together is None:
            cls._write(kind, [record.pk], how, topics, at)
        else:
            together.settled.setdefault((kind, how, topics, at), []).append(record.pk)

    @classmethod
    def _write(cls, kind, pks, how, topics, at):
        rows = cls.objects.open().filter(subject_type=kind, subject_id__in=pks)
        rows = rows if topics is None else rows.filter(topic__in=topics)
        rows.update(**{how: at or clock.now()})

    def move_to(self, due_at):
        """Give a new date in place of this one; both stay on record."""
        return type(self).move([self], due_at)[0]

    @classmethod
    def move(cls, promises, due_at):
        """Give the same new date in place of each of these; the new ones, in the same order (two queries)."""
        now = clock.now()
        cls.objects.filter(pk__in=[each.pk for each in promises]).update(moved_at=now)
        for each in promises:
            each.moved_at = now
        return cls.objects.bulk_create(
            cls(
                school_id=each.school_id,
                subject_type=each.subject_type,
                subject_id=each.subject_id,
                topic=each.topic,
                due_at=due_at,
                made_at=now,
                replaces=each,
            )
            for each in promises
        )

    @property
    def is_kept(self):
        """Whether it has been done by now; a letter that waits has not told anybody anything."""
        return self.kept_at is not None and self.kept_at <= clock.now()

    @property
    def is_overdue(self):
        return self.kept_at is None and self.moved_at is None and self.dropped_at is None and clock.now() > self.due_at

    @property
    def was_late(self):
        return self.missed_at is not None or (self.kept_at is not None and self.kept_at > self.due_at)
