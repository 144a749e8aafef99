from django.db import models

from checks.guards_placement import (
    it_ends_after_it_began,
    they_are_not_there_already,
    they_may_be_at_work_there,
)
from checks.permissions import may_tell_facts
from hiring import clock
from hiring.models import School, ScopedQuerySet
from hiring.permissions import READS_CHECKS
from workflows.models import Stateful
from workflows.transitions import opening, transition


class PlacementQuerySet(ScopedQuerySet):
    to_trust, to_school = "clearance__school__trust", "clearance__school"
    roles = READS_CHECKS

    def within_reach_of(self, user):
        return super().within_reach_of(user) | models.Q(place_id__in=schools_of(user, self.roles))

    def on(self, day):
        """Those that had begun by this day and had not ended before it."""
        return self.filter(models.Q(to_on=None) | models.Q(to_on__gte=day), from_on__lte=day)


def schools_of(user, roles):
    """Ids of the schools at which one of these roles is held; a role at the trust reaches the rows by the trust itself."""
    return sorted({each.school_id for each in user.all_memberships if each.school_id and each.role in roles})


def the_duties_at_both_are_put_to_the_rules(placement):
    """In the same transaction: nobody is placed anywhere with duties the rules were not told of."""
    placement.derive_over_both()


class Placement(Stateful):
    """Another school at which one person works on the same file: one human being, one file, a row at each school (B9)."""

    class State(models.TextChoices):
        PLACED = "placed", "Works there too"
        ENDED = "ended", "Ended"

    state = models.CharField(max_length=30, choices=State, editable=False)
    clearance = models.ForeignKey("checks.Clearance", models.PROTECT, related_name="placements")
    place = models.ForeignKey("hiring.School", models.PROTECT, related_name="placements")
    role_facts = models.JSONField(
        default=dict, help_text="Duties there that differ from those told of the file before."
    )
    from_on = models.DateField(help_text="Their first day there.")
    to_on = models.DateField(null=True, help_text="Their last day there.")
    added_at = models.DateTimeField(default=clock.now)
    ended_at = models.DateTimeField(null=True)

    objects = PlacementQuerySet.as_manager()
    locked_with = ("clearance__school__trust", "clearance__person", "place")

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["clearance", "place"], condition=models.Q(state="placed"), name="once_at_each_school"
            )
        ]
        indexes = [models.Index(fields=["place", "clearance"], name="who_is_placed_where")]

    def __str__(self):
        return f"{self.clearance.person.name} at {self.place}"

    def get_absolute_url(self):
        return f"/people/{self.clearance_id}/placements/{self.pk}/"

    def case(self):
        from checks.models.clearance import Clearance

        return [(Clearance, self.clearance_id), (Placement, self.pk)]

    @property
    def school(self):
        """The home school: it keeps the verbs."""
        return self.clearance.school

    @property
    def about_id(self):
        return self.clearance.person_id

    @staticmethod
    def places_for(clearance):
        """The other schools of the trust at which they do not work yet."""
        there = Placement.objects.filter(clearance=clearance, state="placed").values("place")
        others = School.objects.filter(trust=clearance.school.trust_id).exclude(pk=clearance.school_id)
        return others.exclude(pk__in=there).order_by("name")

    @opening(
        target=State.PLACED,
        permission=may_tell_facts,
        guards=[they_may_be_at_work_there, they_are_not_there_already],
        records=["place_id", "from_on", "role_facts"],
        label="Also works at",
        then=the_duties_at_both_are_put_to_the_rules,
    )
    def add(cls, *, by, clearance, place, from_on, role_facts=None):
        """They work at another school of the trust as well: its duties are told to the rules together with those they have."""
        placement = cls(clearance=clearance, place=place, from_on=from_on, role_facts=role_facts or {})
        placement.added_by = by
        return placement

    @transition(
        source=State.PLACED,
        target=State.ENDED,
        permission=may_tell_facts,
        guards=[it_ends_after_it_began],
        records=["to_on"],
        label="End the work there",
    )
    def end(self, *, by, to_on, reason):
        """They work there no more. What was asked for stays; less is asked only by a change of facts, on which two agree."""
        self.to_on, self.ended_at = to_on, clock.now()

    def derive_over_both(self):
        """G20: the duties at both schools are put to the rules, and only what is new is asked for."""
        from checks.differences import Difference
        from checks.duties_together import together

        file = self.clearance
        both = together(file.role_facts, self.role_facts)
        if both == file.role_facts:
            return
        day = {"start_date": self.from_on.isoformat()} if file.began_on else {}
        difference = Difference(file, {**both, **day}, file.person_facts)
        file.derive(by=self.added_by, role_facts=difference.role, person_facts=difference.person)
