import datetime as dt

from django.db import models
from knox.models import AbstractAuthToken, get_digest_token
from knox.settings import CONSTANTS

from hiring import clock

CANDIDATES_LIFE = dt.timedelta(hours=12)


class TokenManager(models.Manager):
    def for_candidate(self, user):
        """A short token for somebody following their own application; returns `(token, key)`."""
        return self._make(user, CANDIDATES_LIFE, scope=Token.Scope.CANDIDATE)

    def for_staff(self, user, name, *, days=90, reads_only=False):
        """A token for a program that acts as a member of staff; returns `(token, key)`. The key is told once."""
        return self._make(user, dt.timedelta(days=days), scope=Token.Scope.STAFF, name=name, reads_only=reads_only)

    def _make(self, user, life, **fields):
        digest, key = get_digest_token()
        start = key[: CONSTANTS.TOKEN_KEY_LENGTH]
        return self.create(user=user, digest=digest, token_key=start, expiry=clock.now() + life, **fields), key

    def live(self):
        return self.filter(expiry__gt=clock.now())


class Token(AbstractAuthToken):
    """A key to the API. It acts as its person, never beyond its scope, and only its digest is kept."""

    class Scope(models.TextChoices):
        CANDIDATE = "candidate", "A candidate"
        STAFF = "staff", "Staff"

    scope = models.CharField(max_length=12, choices=Scope)
    name = models.CharField(max_length=100, blank=True, help_text="What it is for, in its owner's words.")
    reads_only = models.BooleanField(default=False)
    last_used_on = models.DateField(null=True, blank=True)

    objects = TokenManager()

    class Meta:
        ordering = ["-created"]

    def __str__(self):
        return f"{self.name or self.get_scope_display()} ({self.token_key}…)"

    @property
    def has_ended(self):
        return self.expiry is None or self.expiry <= clock.now()
