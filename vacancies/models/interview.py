from django.db import models

from hiring.encryption import EncryptedTextField


class Interview(models.Model):
    """One meeting of the panel with one candidate, and what came of it."""

    class Recommendation(models.TextChoices):
        APPOINT = "appoint", "Appoint"
        RESERVE = "reserve", "Hold in reserve"
        NOT_APPOINT = "not_appoint", "Do not appoint"

    application = models.OneToOneField("vacancies.Application", models.CASCADE, related_name="interview")
    starts_at = models.DateTimeField()
    place = models.CharField(max_length=200)
    held_on = models.DateField(null=True, blank=True)
    recommendation = models.CharField(max_length=12, choices=Recommendation, blank=True)
    safeguarding = EncryptedTextField(blank=True, help_text="What was asked and said about safeguarding.")
    gaps = EncryptedTextField(blank=True, help_text="Gaps and reasons for leaving that were explored.")
    notes = EncryptedTextField(blank=True)
    without_references = models.TextField(
        blank=True, help_text="Why the interview was held before references were in."
    )
    recorded_by = models.ForeignKey("hiring.User", models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["starts_at"]

    def __str__(self):
        return f"Interview with {self.application}"

    def note(self, *, by, **facts):
        """Write down what the panel found."""
        for name, value in facts.items():
            setattr(self, name, value)
        self.recorded_by = by
        self.save(update_fields=[*facts, "recorded_by"])
