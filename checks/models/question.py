from django.db import models

from hiring import clock
from hiring.encryption import EncryptedTextField
from hiring.models import ScopedQuerySet


class RefereeQuestionQuerySet(ScopedQuerySet):
    to_trust = "referee__check_row__clearance__school__trust"
    to_school = "referee__check_row__clearance__school"
    roles = {"hr_officer", "hr_manager", "head", "safeguarding_lead"}


class RefereeQuestion(models.Model):
    """One thing asked of a referee who has answered already (KCSIE Part three: vague answers are followed up)."""

    referee = models.ForeignKey("checks.RefereeRequest", models.PROTECT, related_name="questions")
    question = EncryptedTextField()
    asked_by = models.ForeignKey("hiring.User", models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(default=clock.now)
    answer = EncryptedTextField(blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    heard_by = models.ForeignKey(
        "hiring.User",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="Who wrote down a spoken answer.",
    )

    objects = RefereeQuestionQuerySet.as_manager()

    class Meta:
        ordering = ["id"]

    def __str__(self):
        return f"Question {self.pk}"

    def close(self, answer, *, heard_by=None):
        """What they said is kept as they said it."""
        self.answer, self.answered_at, self.heard_by = answer, clock.now(), heard_by
        self.save(update_fields=["answer", "answered_at", "heard_by"])
