from django.db import models
from django.db.models import Q


class ScopedQuerySet(models.QuerySet):
    """Rows that belong to a trust or a school; `visible_to` is how every page, export and task finds them.

    `to_trust` and `to_school` are the look-up paths from the row to its owner. Who else may see a row is asked in a
    subquery, never by a join to many, so that each row is found once without the database comparing them all.
    """

    to_trust = "trust"
    to_school = "school"
    roles = None
    to_erasure = ""  # the look-up path to when the record was erased; what is erased nobody sees

    def visible_to(self, actor):
        """The rows this actor may know exist. An unknown kind of actor sees none."""
        if actor.kind == "system":
            return self
        if actor.kind == "guest":
            return self.still_there().visible_to_guest(actor)
        if not actor.is_authenticated:
            return self.none()
        return self.still_there().filter(self.within_reach_of(actor) | self.personal_to(actor))

    def still_there(self):
        """Rows whose time is not up (docs/runbook.md, retention)."""
        return self.filter(**{self.to_erasure: None}) if self.to_erasure else self

    def within_reach_of(self, user) -> Q:
        """Rows at the schools where one of the user's memberships gives sight of this kind of record."""
        reach = Q(pk__in=[])
        for membership in user.all_memberships:
            if self.roles is not None and membership.role not in self.roles:
                continue
            if membership.school_id:
                reach |= Q(**{f"{self.to_school}_id": membership.school_id})
            else:
                reach |= Q(**{f"{self.to_trust}_id": membership.trust_id})
        return reach

    def personal_to(self, user) -> Q:
        """Rows that are the user's own, whatever their roles."""
        return Q(pk__in=[])

    def visible_to_guest(self, guest):
        """Rows a person with only a link may see."""
        return self.none()
