from django.db import models

from hiring import clock
from hiring.models import ScopedQuerySet


class RedFlagQuerySet(ScopedQuerySet):
    to_trust = "referee__check_row__clearance__school__trust"
    to_school = "referee__check_row__clearance__school"
    roles = {"hr_officer", "hr_manager", "head", "safeguarding_lead"}


class RedFlag(models.Model):
    """Something in a reference to look into before it counts: a task with a note, never a score."""

    referee = models.ForeignKey("checks.RefereeRequest", models.PROTECT, related_name="red_flags")
    code = models.CharField(max_length=30)
    sentence = models.CharField(max_length=500)
    for_deciders = models.BooleanField(
        default=False,
        help_text="About the safety of children: only the headteacher or the safeguarding lead settles it.",
    )
    raised_at = models.DateTimeField(default=clock.now)
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by = models.ForeignKey("hiring.User", models.PROTECT, null=True, blank=True, related_name="+")
    note = models.TextField(blank=True)

    objects = RedFlagQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["referee", "code"], name="each_red_flag_once_in_a_reference")]

    def __str__(self):
        return self.sentence

    def settle(self, *, by, note):
        """Somebody looked into it, and says what they found."""
        self.settled_at, self.settled_by, self.note = clock.now(), by, note
        self.save(update_fields=["settled_at", "settled_by", "note"])
