import json

from django.db import models

from hiring import clock
from hiring.encryption import EncryptedTextField
from hiring.models import ScopedQuerySet


class StatusLookQuerySet(ScopedQuerySet):
    to_trust, to_school = "check_row__clearance__school__trust", "check_row__clearance__school"
    roles = {"hr_officer", "hr_manager", "head", "safeguarding_lead"}

    def tried_since(self, instant):
        return self.filter(tried_at__gt=instant)

    def due(self):
        return self.filter(status=StatusLook.Status.WAITING, due_at__lte=clock.now()).order_by("due_at", "pk")


class StatusLook(models.Model):
    """One question to the DBS Update Service: asked by whom, and how far it has got. An answer is a receipt, not this."""

    class Status(models.TextChoices):
        WAITING = "waiting", "Waiting for the service"
        DONE = "done", "Answered"
        GIVEN_UP = "given_up", "The service did not answer"
        REFUSED = "refused", "Could not be recorded"

    check_row = models.ForeignKey("checks.Check", models.PROTECT, related_name="looks")
    status = models.CharField(max_length=10, choices=Status, default=Status.WAITING)
    asked_by = models.ForeignKey("hiring.User", models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(default=clock.now)
    due_at = models.DateTimeField(default=clock.now)
    tried_at = models.DateTimeField(null=True, editable=False, help_text="When it was last put to the service.")
    tries = models.PositiveSmallIntegerField(default=0)
    fault = models.CharField(max_length=40, blank=True, help_text="Why there is no answer yet, in a word.")
    question = EncryptedTextField(blank=True, help_text="Certificate, name and birth. Emptied when it is over.")

    objects = StatusLookQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["check_row"], condition=models.Q(status="waiting"), name="one_look_at_a_time"
            )
        ]

    def __str__(self):
        return f"{self.get_status_display()}, {self.check_row_id}"

    @property
    def asked(self):
        return json.loads(self.question)

    def over(self, status, fault=""):
        """There is nothing more to ask, so what it was asked with is not kept."""
        self.status, self.fault, self.question = status, fault, ""
        self.save(update_fields=["status", "fault", "question", "tries"])
