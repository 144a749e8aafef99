from django.db import models

from hiring import clock
from hiring.models import ScopedQuerySet

READERS = {"hr_manager", "auditor", "safeguarding_lead"}


class RetentionRun(models.Model):
    """One time the retention job ran: by whom, what it found due, what went and what had to stay."""

    started_at = models.DateTimeField(default=clock.now)
    ended_at = models.DateTimeField(null=True, blank=True)
    by_label = models.CharField(max_length=200)
    found = models.PositiveIntegerField(default=0)
    destroyed = models.PositiveIntegerField(default=0)
    held = models.PositiveIntegerField(default=0)
    stayed = models.PositiveIntegerField(default=0, help_text="Due, and refused for another reason than a hold.")

    class Meta:
        ordering = ["-started_at", "-id"]

    def __str__(self):
        return f"Retention, {self.started_at:%-d %B %Y}"


class DestructionQuerySet(ScopedQuerySet):
    to_trust, to_school = "school__trust", "school"
    roles = READERS


class Destruction(models.Model):
    """The receipt of something that was let go: which record, by which rule, when. Never a word of what was in it."""

    run = models.ForeignKey(RetentionRun, models.PROTECT, related_name="destructions")
    school = models.ForeignKey("hiring.School", models.PROTECT, related_name="+")
    rule = models.CharField(max_length=40)
    period = models.CharField(max_length=40, help_text="As the schedule had it that day.")
    basis = models.CharField(max_length=300)
    record_type = models.CharField(max_length=30)
    record_id = models.BigIntegerField()
    started_on = models.DateField(help_text="The day its time began.")
    due_on = models.DateField()
    went = models.CharField(max_length=300, help_text="What went, in numbers and kinds.")
    at = models.DateTimeField(default=clock.now)

    objects = DestructionQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        indexes = [models.Index(fields=["record_type", "record_id"])]

    def __str__(self):
        return f"{self.record_type} {self.record_id}, by {self.rule}"
