from django.db import models
from django.db.models import F, Q

from checks.concerns import (
    LONGEST,
    it_is_settled,
    it_must_be_decided_again,
    nothing_bars_them_from_work,
    somebody_else_brought_it,
    the_day_to_look_again_comes_soon,
)
from hiring import clock
from hiring.encryption import EncryptedTextField
from hiring.models import ScopedQuerySet
from hiring.permissions import READS_CHECKS, any_of, decides_on_people, is_head, is_system
from workflows.models import Stateful
from workflows.transitions import opening, transition


class ConcernQuerySet(ScopedQuerySet):
    to_trust, to_school = "clearance__school__trust", "clearance__school"
    roles = READS_CHECKS

    def open(self):
        return self.exclude(state=Concern.State.SETTLED)


class Concern(Stateful):
    """A check of somebody at work is in question: what came, who brought it, and whether they stay meanwhile. Never green."""

    class State(models.TextChoices):
        RAISED = "raised", "To decide: may they stay?"
        KEPT = "kept", "Kept at work with measures"
        STOOD_DOWN = "stood_down", "Stood down"
        SETTLED = "settled", "Settled"

    class What(models.TextChoices):
        FOUND = "found", "Something was found"
        REPORTED = "reported", "A change was reported"
        VOIDED = "voided", "The evidence was voided"
        REOPENED = "reopened", "It must be decided again"
        EXPIRED = "expired", "It ran out"

    state = models.CharField(max_length=30, choices=State, editable=False)
    clearance = models.ForeignKey("checks.Clearance", models.PROTECT, related_name="concerns")
    check_row = models.ForeignKey("checks.Check", models.PROTECT, related_name="concerns")
    what = models.CharField(max_length=10, choices=What)
    brought_by = models.ForeignKey("hiring.User", models.PROTECT, null=True, related_name="+")
    raised_at = models.DateTimeField(default=clock.now)
    measures = EncryptedTextField(blank=True, help_text="For the head and the safeguarding lead alone.")
    decided_by = models.ForeignKey("hiring.User", models.PROTECT, null=True, related_name="+")
    decided_on = models.DateField(null=True, help_text="The day the head said that they may stay.")
    review_on = models.DateField(null=True, help_text="The last day the measures hold without being looked at again.")
    settled_at = models.DateTimeField(null=True)

    objects = ConcernQuerySet.as_manager()
    locked_with = ("clearance__school__trust", "clearance__person", "check_row", "brought_by", "decided_by")

    class Meta:
        ordering = ["-id"]
        verbose_name = "concern about somebody at work"
        constraints = [
            models.UniqueConstraint(
                fields=["check_row"], condition=~Q(state="settled"), name="one_open_concern_for_a_check"
            ),
            models.CheckConstraint(
                condition=~Q(state="kept") | Q(decided_by__isnull=False, review_on__gte=F("decided_on")),
                name="kept_at_work_by_somebody_until_a_day",
            ),
            models.CheckConstraint(
                condition=Q(review_on=None) | Q(review_on__lte=F("decided_on") + LONGEST),
                name="measures_are_looked_at_again",
            ),
            models.CheckConstraint(
                condition=~Q(state="kept") | Q(brought_by=None) | ~Q(brought_by=F("decided_by")),
                name="kept_at_work_by_somebody_else",
            ),
        ]

    def __str__(self):
        return f"Concern at work, {self.clearance.person.name}"

    def get_absolute_url(self):
        return f"/people/{self.clearance_id}/concerns/{self.pk}/"

    def case(self):
        from checks.models.clearance import Clearance

        case = [(Clearance, self.clearance_id)]
        return [*case, (Concern, self.pk)] if self.pk else case

    @property
    def school(self):
        return self.clearance.school

    @property
    def about_id(self):
        return self.clearance.person_id

    def holds_on(self, on):
        """Whether the head has agreed that they stay, and the day to look again has not passed."""
        return self.state == self.State.KEPT and self.review_on >= on

    @opening(target=State.RAISED, permission=is_system, records=["what"], label="Raise a concern at work")
    def raise_at_work(cls, *, by, check, what, brought_by=None):
        """A check of somebody at work is no longer good. They are not green from this moment, and somebody must decide."""
        return cls(clearance=check.clearance, check_row=check, what=what, brought_by=brought_by, raised_at=clock.now())

    @transition(
        source=[State.RAISED, State.KEPT],
        target=State.KEPT,
        permission=is_head,
        guards=[nothing_bars_them_from_work, somebody_else_brought_it, the_day_to_look_again_comes_soon],
        records=["review_on"],
        label="Keep them at work, with measures",
    )
    def keep_at_work(self, *, by, measures, review_on):
        """The head answers for their staying, writes down the measures, and names the day to look again."""
        self.measures, self.review_on = measures, review_on
        self.decided_by, self.decided_on = by, clock.today()

    @transition(
        source=[State.RAISED, State.KEPT],
        target=State.RAISED,
        permission=is_system,
        guards=[it_must_be_decided_again],
        label="Decide again",
    )
    def decide_again(self, *, by, brought_by=None, more=False):
        """More has come, or the day to look again has passed: what was agreed holds no longer."""
        self.brought_by = brought_by or self.brought_by

    @transition(
        source=[State.RAISED, State.KEPT],
        target=State.STOOD_DOWN,
        permission=any_of(decides_on_people, is_system),
        label="Stand them down",
    )
    def stand_down(self, *, by, reason):
        """They are not at work while it is looked into; where the law bars them, at once and by itself."""

    @transition(
        source=[State.RAISED, State.KEPT, State.STOOD_DOWN],
        target=State.SETTLED,
        permission=is_system,
        guards=[it_is_settled],
        label="Settle the concern",
    )
    def settle(self, *, by):
        """The check is good again, or their work here has ended; what was decided stays to be read."""
        self.settled_at = clock.now()
