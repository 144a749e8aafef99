from django.db import models

from hiring import clock


class TieDecision(models.Model):
    """How the panel parted people with equal scores at the line: took them all, or used the order fixed before the advert."""

    class How(models.TextChoices):
        EVERYBODY = "everybody", "Interview everybody who ties"
        ORDER = "order", "Use the order fixed before the advert"

    vacancy = models.ForeignKey("vacancies.Vacancy", models.PROTECT, related_name="tie_decisions")
    codes = models.JSONField(help_text="The applicants who tied, by code, in alphabetical order.")
    how = models.CharField(max_length=10, choices=How)
    decided_by = models.ForeignKey("hiring.User", models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["id"]

    def __str__(self):
        return f"{' and '.join(self.codes)}: {self.get_how_display()}"


class LineException(models.Model):
    """Somebody interviewed from below the line, or left out from above it: for which criterion, why, and which two people say so."""

    application = models.ForeignKey("vacancies.Application", models.PROTECT, related_name="line_exceptions")
    is_included = models.BooleanField()
    criterion = models.ForeignKey("vacancies.Criterion", models.PROTECT, related_name="+")
    reason = models.CharField(max_length=500)
    decided_by = models.ForeignKey("hiring.User", models.PROTECT, related_name="+")
    agreed_with = models.ForeignKey("hiring.User", models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(default=clock.now)
    agreed_at = models.DateTimeField(
        null=True, blank=True, help_text="When the second person agreed; it counts from then."
    )
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_by = models.ForeignKey("hiring.User", models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["application"], name="one_exception_each", condition=models.Q(undone_at=None)
            ),
            models.CheckConstraint(
                condition=~models.Q(decided_by=models.F("agreed_with")), name="line_exception_takes_two_people"
            ),
        ]

    def __str__(self):
        return f"{self.application} {'taken from below' if self.is_included else 'left out above'} the line"

    @classmethod
    def propose(cls, vacancy, by, applicant, criterion, colleague, reason):
        """What `Vacancy.propose_exception` writes down: in if they stand below the line, out if above."""
        place = vacancy.plan().place_of(applicant)
        return cls.objects.create(
            application_id=applicant,
            is_included=not place.is_included,
            criterion_id=criterion,
            reason=reason,
            decided_by=by,
            agreed_with_id=colleague,
            decided_at=clock.now(),
        )

    def agree(self):
        """What `Vacancy.agree_exception` does to it."""
        self.agreed_at = clock.now()
        self.save(update_fields=["agreed_at"])

    def undo(self, by):
        """What `Vacancy.undo_exception` does to it."""
        self.undone_at, self.undone_by = clock.now(), by
        self.save(update_fields=["undone_at", "undone_by"])
