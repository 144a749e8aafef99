from django.db import models

from hiring import clock


class Link(models.Model):
    """A one-time way in for somebody without a password. Only a digest of the token is kept.

    The link is found by its token, opened by pressing Continue (a GET changes nothing), and after that lives on in the
    opener's session until it ends or what it was for is finished.
    """

    class Purpose(models.TextChoices):
        CANDIDATE = "candidate", "Candidate sign-in"
        REFEREE = "referee", "Reference"
        PANEL = "panel", "Panel guest"
        INSPECTION = "inspection", "Inspection"

    purpose = models.CharField(max_length=20, choices=Purpose)
    email = models.EmailField()
    user = models.ForeignKey("hiring.User", models.CASCADE, null=True, blank=True, related_name="links")
    subject_id = models.BigIntegerField(
        null=True, blank=True, help_text="The referee request, panel place or inspection it opens."
    )
    next_url = models.CharField(max_length=200, blank=True)
    digest = models.CharField(max_length=64, unique=True)
    device_digest = models.CharField(max_length=64, blank=True, help_text="The browser that asked for the link.")
    network_digest = models.CharField(max_length=64, blank=True, help_text="The network it was opened from.")
    code_digest = models.CharField(max_length=64, blank=True)
    code_sent_at = models.DateTimeField(null=True, blank=True)
    code_tries = models.PositiveSmallIntegerField(default=0)
    made_at = models.DateTimeField(default=clock.now)
    expires_at = models.DateTimeField()
    opened_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["purpose", "subject_id"])]

    def __str__(self):
        return f"{self.get_purpose_display()} link {self.pk}"

    @property
    def is_live(self):
        return self.ended_at is None and clock.now() < self.expires_at
