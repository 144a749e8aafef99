"""Files of checks that a day or the law has caught up with, in a fixed number of questions."""

from functools import cached_property

from django.db.models import Exists, OuterRef, Prefetch, Q, prefetch_related_objects

from checks.models import Check, Clearance, FactsChange
from checks.models.first_day import may_have_moved
from checks.rescreening import READ_OF_EACH, found_among, people_at_work
from checks.rules_moved_alike import reached_by_the_law

MOST = 20


class Files:
    """Nobody is shown their own."""

    @cached_property
    def files(self):
        """Everybody of whom something may have to be done, marked with what (two queries; what there is of each is read below)."""
        reached, _unread = reached_by_the_law(people_at_work(self.actor))
        marks = {
            "may_have_moved": may_have_moved(),
            "is_to_begin": self._begins_today(),
            "said_something": _told_and_not_looked_at(),
            "the_law_reached": Q(pk__in=reached),
        }
        rows = Clearance.objects.visible_to(self.actor).exclude(person=self.actor.pk).with_choices().annotate(**marks)
        wanted = Q.create([Q(**{mark: True}) for mark in marks], connector=Q.OR)
        return list(rows.filter(wanted).order_by("starts_on", "pk"))

    @cached_property
    def whose_rules_moved(self):
        """People still to come of whom the rules may ask more than when they were read (one query more where there are any)."""
        moved = [file for file in self.files if file.may_have_moved]
        prefetch_related_objects(moved, Prefetch("checks", Check.objects.to_judge()))
        return moved

    @cached_property
    def rules_moved(self):
        """People at work of whom the law has come to ask more (one query more where there are any)."""
        reached = [file for file in self.files if file.the_law_reached]
        prefetch_related_objects(reached, READ_OF_EACH)
        return found_among(reached)

    @property
    def beginning(self):
        """People with no vacancy whose first day has come, the longest ago first."""
        return [file for file in self.files if file.is_to_begin][:MOST]

    @property
    def told(self):
        """People still to begin who told us something that could ask for fewer checks, and nobody has looked."""
        said = [file for file in self.files if file.said_something]
        return sorted(said, key=lambda file: (file.told_at, file.pk))[:MOST]

    def _begins_today(self):
        here = Q(state="open", reference="", starts_on__lte=self.today, in_post_since=None)
        return here & Q(Exists(Check.objects.filter(clearance=OuterRef("pk"))))


def _told_and_not_looked_at():
    said = Q(told__has_key="works_here_as") | Q(told__has_key="last_school")
    looked_at = FactsChange.objects.filter(clearance=OuterRef("pk"), proposed_at__gte=OuterRef("told_at"))
    return Q(state="open", told_at__isnull=False) & said & ~Q(Exists(looked_at))
