import datetime as dt

from django.db import models

from hiring import clock


class Idempotency(models.Model):
    """The answer to something a program asked to be done once, kept so that asking again does not do it again."""

    KEPT = dt.timedelta(hours=24)

    user = models.ForeignKey("hiring.User", models.CASCADE, related_name="+")
    key = models.CharField(max_length=100)
    asked = models.CharField(max_length=64, help_text="SHA-256 of the method, the address and the body.")
    status = models.PositiveSmallIntegerField()
    headers = models.JSONField(default=dict)
    answer = models.JSONField()
    made_at = models.DateTimeField(default=clock.now)

    class Meta:
        verbose_name_plural = "idempotencies"
        constraints = [models.UniqueConstraint(fields=["user", "key"], name="one_answer_to_one_key")]

    def __str__(self):
        return f"{self.key} ({self.status})"

    @classmethod
    def forget(cls, **which):
        """Let go of what is older than we promise to keep it."""
        return cls.objects.filter(made_at__lt=clock.now() - cls.KEPT, **which).delete()
