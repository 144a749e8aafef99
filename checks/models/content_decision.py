from django.db import models

from hiring import clock
from hiring.encryption import EncryptedTextField
from hiring.models import ScopedQuerySet
from workflows.door import DatabaseClock

FACTORS = [
    ("seriousness", "How serious it is"),
    ("age", "How old they were, and how long ago it was"),
    ("pattern", "Whether it happened once or more often"),
    ("circumstances", "The circumstances then and now"),
    ("relevance", "What it means for this post"),
    ("disclosed", "Whether they told us of it beforehand"),
]


class ContentDecisionQuerySet(ScopedQuerySet):
    to_trust, to_school = "check_row__clearance__school__trust", "check_row__clearance__school"
    roles = {"head", "safeguarding_lead"}


class ContentDecision(models.Model):
    """What the head decided of a certificate with something on it: who, when, on which grounds. Never what it says."""

    check_row = models.ForeignKey("checks.Check", models.PROTECT, related_name="content_decisions")
    receipt = models.ForeignKey("checks.Receipt", models.PROTECT, related_name="+")
    decision = models.CharField(max_length=20, choices=[("suitable", "Suitable"), ("unsuitable", "Not suitable")])
    factors = models.JSONField(help_text="What was weighed, by code.")
    heard_on = models.DateField(help_text="The day the head talked with the person about it.")
    reasons = EncryptedTextField(help_text="For the head and the safeguarding lead alone.")
    decided_by = models.ForeignKey("hiring.User", models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(default=clock.now)
    recorded_at = models.DateTimeField(db_default=DatabaseClock())

    objects = ContentDecisionQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]

    def __str__(self):
        return f"{self.get_decision_display()}, {self.decided_by.name}"

    @classmethod
    def write(cls, check, receipt, by, decision, factors, heard_on, reasons):
        return cls.objects.create(
            check_row=check,
            receipt=receipt,
            decision=decision,
            factors=list(factors),
            heard_on=heard_on,
            reasons=reasons,
            decided_by=by,
            decided_at=clock.now(),
        )

    @property
    def weighed(self):
        return [dict(FACTORS)[code] for code in self.factors]
