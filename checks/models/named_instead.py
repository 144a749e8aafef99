import json

from django.db import models

from hiring import clock
from hiring.encryption import EncryptedTextField


class NamedInstead(models.Model):
    """Whom the candidate names in a referee's place, until HR has found out who that is."""

    named_instead = EncryptedTextField(blank=True, help_text="Whom the candidate named in their place, JSON.")
    named_at = models.DateTimeField(null=True, blank=True)
    turned_down_why = models.CharField(
        max_length=500, blank=True, help_text="Why HR did not accept whom they named, as the candidate is told."
    )

    class Meta:
        abstract = True

    NAMED = ("named_instead", "named_at", "turned_down_why")

    @property
    def named(self):
        """Who was named, as the fields of a request."""
        return json.loads(self.named_instead or "{}")

    @property
    def wants_another(self):
        """Whether somebody else is to be named: this one declined, cannot be reached, or is late."""
        gone = self.declined_at or self.undelivered_at or self.candidate_told_late_at
        return bool(gone) and self.answered_at is None

    @property
    def is_candidates_turn(self):
        """Whether nobody else has been named yet. Late is no reason to press: then a word may do."""
        gone = self.declined_at or self.undelivered_at
        return bool(gone) and self.answered_at is None and self.named_at is None

    def name_another(self, **fields):
        """Keep whom the candidate named; nothing that was confirmed of anybody counts for them."""
        self.named_instead, self.named_at, self.turned_down_why = json.dumps(fields), clock.now(), ""
        self.save(update_fields=self.NAMED)

    def take_named(self):
        """They are the referee now: every link to the one before dies."""
        from checks.models.employer import Employer

        fields = self.named
        employer = Employer.objects.filter(pk=fields.pop("speaks_for"), clearance=self.check_row.clearance_id).first()
        self.candidate_told_late_at = self.remind_on = None
        self.correct(**fields, **({"speaks_for": employer} if employer else {}))

    def turn_down_named(self, why):
        """They cannot speak for the candidate, who hears why."""
        self.named_instead, self.named_at, self.turned_down_why = "", None, why[:500]
        self.save(update_fields=self.NAMED)
