import hashlib

from django.contrib.postgres.fields import ArrayField
from django.db import models

from checks.guards_review import (
    everybody_was_looked_at,
    somebody_else_recorded_it,
    somebody_else_recorded_them,
    somebody_is_on_the_record,
    the_review_is_open,
)
from checks.models.covering import CoversSchools, CoversSchoolsQuerySet
from checks.permissions import looks_at_the_record, reviews_the_record
from hiring import clock
from hiring.models import ScopedQuerySet
from hiring.permissions import READS_CHECKS
from workflows.models import Root, Stateful
from workflows.transitions import opening, transition


class ReviewQuerySet(CoversSchoolsQuerySet):
    roles = READS_CHECKS


class Review(CoversSchools, Root):
    """A spot check of the record: some people drawn by chance, whom somebody who did not record them looks through."""

    class State(models.TextChoices):
        OPEN = "open", "Being looked through"
        SIGNED = "signed", "Signed off"

    state = models.CharField(max_length=30, choices=State, editable=False)
    school = models.ForeignKey("hiring.School", models.PROTECT, related_name="+", help_text="The first it covers.")
    covers = ArrayField(models.BigIntegerField(), help_text="Every school it covers.")
    seed = models.CharField(max_length=32, help_text="What the draw was made with, so that anybody can draw again.")
    size = models.PositiveSmallIntegerField(help_text="How many people were asked for.")
    drawn_from = models.PositiveIntegerField(help_text="How many people were on the record when they were drawn.")
    drawn_by = models.ForeignKey("hiring.User", models.PROTECT, related_name="+")
    drawn_at = models.DateTimeField(default=clock.now)
    signed_by = models.ForeignKey("hiring.User", models.PROTECT, null=True, related_name="+")
    signed_at = models.DateTimeField(null=True)
    conclusion = models.TextField(blank=True, help_text="What the look through came to, in the signer's words.")

    objects = ReviewQuerySet.as_manager()
    locked_with = ("school__trust", "drawn_by")

    class Meta:
        ordering = ["-id"]
        verbose_name = "spot check of the record"

    def __str__(self):
        return f"Spot check {self.pk} of the record"

    def get_absolute_url(self):
        return f"/record/reviews/{self.pk}/"

    @opening(
        target=State.OPEN,
        permission=reviews_the_record,
        guards=[somebody_is_on_the_record],
        records=["covers", "seed", "size", "drawn_from"],
        label="Draw people for a spot check",
    )
    def draw(cls, *, by, schools, seed, size, drawn_from):
        """So many people of these schools, drawn by chance: whoever keeps the record does not choose what is looked at."""
        return cls(
            school=schools[0],
            covers=[school.pk for school in schools],
            seed=seed,
            size=size,
            drawn_from=drawn_from,
            drawn_by=by,
            drawn_at=clock.now(),
        )

    @transition(
        source=State.OPEN,
        target=State.SIGNED,
        permission=reviews_the_record,
        guards=[everybody_was_looked_at, somebody_else_recorded_them],
        label="Sign off the spot check",
    )
    def sign_off(self, *, by, conclusion):
        """Everybody drawn was looked at, and a second person says what it came to."""
        self.conclusion, self.signed_by, self.signed_at = conclusion, by, clock.now()


def drawn(files, seed, size):
    """The keys of so many files: those with the lowest SHA-256 of the seed and their own number."""
    return sorted(files, key=lambda pk: hashlib.sha256(f"{seed}:{pk}".encode()).digest())[:size]


class LookQuerySet(ScopedQuerySet):
    to_trust, to_school = "clearance__school__trust", "clearance__school"
    roles = READS_CHECKS


class Look(Stateful):
    """One person drawn in a spot check: whether what the record says is what the evidence says."""

    class State(models.TextChoices):
        TO_LOOK = "to_look", "To look at"
        AGREES = "agrees", "Record and evidence agree"
        DIFFERS = "differs", "Record and evidence differ"

    state = models.CharField(max_length=30, choices=State, editable=False)
    review = models.ForeignKey(Review, models.PROTECT, related_name="looks")
    clearance = models.ForeignKey("checks.Clearance", models.PROTECT, related_name="looks")
    looked_by = models.ForeignKey("hiring.User", models.PROTECT, null=True, related_name="+")
    looked_at = models.DateTimeField(null=True)
    note = models.TextField(blank=True, help_text="What differs. Never what a certificate says.")

    objects = LookQuerySet.as_manager()
    locked_with = ("review__school__trust", "clearance__school__trust", "clearance__person")

    class Meta:
        ordering = ["id"]
        verbose_name = "person looked at"
        constraints = [
            models.UniqueConstraint(fields=["review", "clearance"], name="each_person_once_in_a_spot_check"),
            models.CheckConstraint(
                condition=~models.Q(state="differs") | ~models.Q(note=""), name="what_differs_is_said"
            ),
        ]

    def __str__(self):
        return f"{self.clearance.person.name} in spot check {self.review_id}"

    def get_absolute_url(self):
        return f"/record/reviews/{self.review_id}/people/{self.pk}/"

    def case(self):
        return [(Review, self.review_id), (Look, self.pk)]

    @property
    def school(self):
        return self.clearance.school

    @property
    def about_id(self):
        return self.clearance.person_id

    @opening(target=State.TO_LOOK, permission=reviews_the_record, guards=[the_review_is_open], label="Draw a person")
    def ask_for(cls, *, by, review, files):
        """The people the draw fell on."""
        return [cls(review=review, clearance=file) for file in files]

    @transition(
        source=State.TO_LOOK,
        target=State.AGREES,
        permission=looks_at_the_record,
        guards=[the_review_is_open, somebody_else_recorded_it],
        label="Record and evidence agree",
    )
    def agree(self, *, by):
        """A second person held every date of this row against the evidence, and they agree."""
        self.looked_by, self.looked_at = by, clock.now()

    @transition(
        source=State.TO_LOOK,
        target=State.DIFFERS,
        permission=looks_at_the_record,
        guards=[the_review_is_open, somebody_else_recorded_it],
        label="Something differs",
    )
    def differ(self, *, by, note):
        """A second person found something that the evidence does not bear out, and says what."""
        self.looked_by, self.looked_at, self.note = by, clock.now(), note
