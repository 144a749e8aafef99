from django.db import models


class Criterion(models.Model):
    """One line of the person specification: what is asked, how much it counts, and where it can be shown."""

    class AssessedBy(models.TextChoices):
        APPLICATION = "application", "Application"
        INTERVIEW = "interview", "Interview"
        TASK = "task", "Task"
        CERTIFICATE = "certificate", "Certificate or check"

    vacancy = models.ForeignKey("vacancies.Vacancy", models.CASCADE, related_name="criteria")
    code = models.CharField(max_length=4, help_text="S1, S2 … in the order scored.")
    position = models.PositiveSmallIntegerField()
    text = models.CharField(max_length=300)
    is_essential = models.BooleanField()
    weight = models.PositiveSmallIntegerField(default=1)
    assessed_by = models.CharField(max_length=20, choices=AssessedBy, default=AssessedBy.APPLICATION)
    question = models.CharField(
        max_length=400, blank=True, help_text="What the form asks, when shown on the application."
    )
    hint = models.CharField(max_length=300, blank=True, help_text="What a good answer has.")
    is_trainable = models.BooleanField(
        default=False, help_text="Training is given after the start if it is not yet held."
    )

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["vacancy", "code"], name="one_criterion_per_code"),
            models.CheckConstraint(condition=models.Q(weight__range=(1, 3)), name="weight_is_1_to_3"),
        ]

    def __str__(self):
        return f"{self.code} {self.text}"
