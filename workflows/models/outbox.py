from email.utils import parseaddr

from django.conf import settings
from django.db import models

from hiring import clock
from hiring.models import ScopedQuerySet
from hiring.permissions import READS_LETTERS
from workflows.models.event import Event


class EffectQuerySet(ScopedQuerySet):
    to_trust, to_school = "event__school__trust", "event__school"
    roles = READS_LETTERS


class Effect(models.Model):
    """What must follow an event, promised in the event's own transaction. The outbox is the truth; the worker is a hint."""

    class Status(models.TextChoices):
        WAITING = "waiting", "Waiting"
        DONE = "done", "Done"
        FAILED = "failed", "Failed"
        STOPPED = "stopped", "Stopped"

    event = models.ForeignKey(Event, models.PROTECT, related_name="effects")
    kind = models.CharField(max_length=120)
    status = models.CharField(max_length=10, choices=Status, default=Status.WAITING)
    available_at = models.DateTimeField(default=clock.now)
    tries = models.PositiveSmallIntegerField(default=0)
    fault = models.CharField(max_length=120, blank=True, help_text="The kind of error, never its text.")
    done_at = models.DateTimeField(null=True, blank=True)

    objects = EffectQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["event", "kind"], name="one_effect_of_a_kind_per_event")]
        indexes = [
            models.Index(fields=["available_at"], name="effects_waiting", condition=models.Q(status="waiting")),
        ]

    def __str__(self):
        return f"{self.kind} for {self.event_id}"


class MessageQuerySet(ScopedQuerySet):
    to_trust, to_school = "school__trust", "school"
    roles = READS_LETTERS


class Message(models.Model):
    """One letter to one person, as it was written. Kept here for good; sent when the trust has a mail server."""

    class Status(models.TextChoices):
        WAITING = "waiting", "Waiting to go"
        CLAIMED = "claimed", "About to go"
        SENDING = "sending", "Going now"
        SENT = "sent", "Sent"
        KEPT = "kept", "Kept here (no mail server)"
        FAILED = "failed", "Did not arrive"
        UNKNOWN = "unknown", "Not known whether it went"
        STOPPED = "stopped", "Stopped"

    school = models.ForeignKey("hiring.School", models.PROTECT, related_name="+")
    effect = models.ForeignKey(Effect, models.PROTECT, null=True, related_name="messages")
    kind = models.CharField(max_length=60, help_text="The template's name, which is the event's.")
    to_name = models.CharField(max_length=200, blank=True)
    to_email = models.EmailField()
    subject = models.CharField(max_length=200)
    body = models.TextField()
    about_type = models.CharField(max_length=30, blank=True)
    about_id = models.BigIntegerField(null=True, blank=True)
    status = models.CharField(max_length=10, choices=Status, default=Status.WAITING)
    written_at = models.DateTimeField(default=clock.now)
    claimed_at = models.DateTimeField(null=True, blank=True)
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by = models.ForeignKey(
        "hiring.User",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="Who said what became of it, when the machine could not know.",
    )
    fault = models.CharField(max_length=200, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)
    not_before = models.DateTimeField(null=True, blank=True)

    objects = MessageQuerySet.as_manager()

    class Meta:
        ordering = ["-written_at", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["effect", "to_email", "kind"], name="one_letter_per_effect_and_person")
        ]
        indexes = [
            models.Index(
                fields=["written_at"],
                name="messages_in_hand",
                condition=models.Q(status__in=["waiting", "claimed", "sending"]),
            ),
            models.Index(fields=["school", "-written_at"]),
        ]

    def __str__(self):
        return f"{self.kind} to {self.to_name or 'somebody'}"

    @property
    def message_id(self):
        """The same for every try, so that a mail server can tell a repeat."""
        domain = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2]
        return f"<gatepost-{self.pk}@{domain}>"
