from django.db import models

from hiring.models import ScopedQuerySet


class EmployerQuerySet(ScopedQuerySet):
    to_trust, to_school = "clearance__school__trust", "clearance__school"
    roles = {"hr_officer", "hr_manager", "head", "safeguarding_lead"}


class Employer(models.Model):
    """An employer that somebody must speak for: the most recent, and the last where the work was with children (KCSIE Part three)."""

    clearance = models.ForeignKey("checks.Clearance", models.PROTECT, related_name="employers")
    organisation = models.CharField(max_length=200)
    job_title = models.CharField(max_length=200)
    from_month = models.CharField(max_length=7, blank=True)
    to_month = models.CharField(max_length=7, blank=True)
    reason_for_leaving = models.CharField(max_length=300, blank=True, help_text="As the candidate wrote it.")
    is_most_recent = models.BooleanField(default=False)
    is_last_with_children = models.BooleanField(default=False)

    objects = EmployerQuerySet.as_manager()

    class Meta:
        ordering = ["id"]

    def __str__(self):
        return f"{self.job_title}, {self.organisation}"

    @property
    def why(self):
        """Why somebody there must be asked."""
        if self.is_most_recent and self.is_last_with_children:
            return "the most recent employer, and the last work with children"
        return "the most recent employer" if self.is_most_recent else "the last work with children"
