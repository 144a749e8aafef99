from django.db import models

from hiring.models import ScopedQuerySet
from hiring.permissions import KEEPS_THE_TRUST
from workflows.models.stateful import Root


class OfTheTrustQuerySet(ScopedQuerySet):
    roles = KEEPS_THE_TRUST

    def within_reach_of(self, user):
        """Whoever keeps the trust as a whole sees all of its set-up; whoever keeps one school of it does not."""
        kept = {m.trust_id for m in user.all_memberships if m.role in self.roles and m.school_id is None}
        return models.Q(school__trust_id__in=kept)


class OfTheTrust(Root):
    """Something about how a trust is set up: who holds which role, which schools there are, how people sign in."""

    school = models.ForeignKey(
        "hiring.School", models.PROTECT, related_name="+", help_text="The school it is at, or the trust's first."
    )

    objects = OfTheTrustQuerySet.as_manager()
    locked_with = ("school__trust",)

    class Meta:
        abstract = True
