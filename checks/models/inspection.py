import datetime as dt

from django.contrib.postgres.fields import ArrayField
from django.db import models

from checks.models.covering import CoversSchools, CoversSchoolsQuerySet
from checks.record_exports.who_may import is_the_inspector, opens_to_inspectors
from hiring import clock, links
from hiring.models import Link
from hiring.permissions import READS_CHECKS, any_of, is_system
from workflows.door import DatabaseClock
from workflows.models import Root
from workflows.transitions import opening, transition

MOST_DAYS = 5


class InspectionQuerySet(CoversSchoolsQuerySet):
    roles = READS_CHECKS


class Inspection(CoversSchools, Root):
    """A way in for an inspector: the record of the schools named, read only, for some days, by link and by spoken code."""

    class State(models.TextChoices):
        OPEN = "open", "Open"
        ENDED = "ended", "Ended"

    state = models.CharField(max_length=30, choices=State, editable=False)
    school = models.ForeignKey("hiring.School", models.PROTECT, related_name="+", help_text="The first it covers.")
    covers = ArrayField(models.BigIntegerField(), help_text="Every school it covers.")
    made_by = models.ForeignKey("hiring.User", models.PROTECT, related_name="inspections")
    inspector = models.CharField(max_length=200, help_text="Who it is for, such as: Ofsted, lead inspector.")
    shows_leavers = models.BooleanField(default=False)
    made_at = models.DateTimeField(default=clock.now)
    ends_at = models.DateTimeField()

    objects = InspectionQuerySet.as_manager()
    locked_with = ("school__trust", "made_by")

    class Meta:
        verbose_name = "inspection link"
        ordering = ["-id"]

    def __str__(self):
        return f"Inspection link for {self.inspector}"

    def get_absolute_url(self):
        return f"/record/inspection/{self.pk}/"

    @property
    def link(self):
        """The newest way in; a new code does not need a new link."""
        return Link.objects.filter(purpose=Link.Purpose.INSPECTION, subject_id=self.pk).order_by("-pk").first()

    @property
    def is_live(self):
        """Open, in time, and its maker is still somebody who may open the record to inspectors."""
        in_time = self.state == self.State.OPEN and clock.now() < self.ends_at
        return in_time and self.made_by.is_active and opens_to_inspectors(self, self.made_by)

    @opening(
        target=State.OPEN,
        permission=opens_to_inspectors,
        records=["covers", "ends_at", "shows_leavers"],
        label="Make an inspection link",
    )
    def make(cls, *, by, schools, inspector, days, shows_leavers=False):
        """An inspector is here, or expected, and may look at the record of these schools."""
        return cls(
            school=schools[0],
            covers=[school.pk for school in schools],
            made_by=by,
            inspector=inspector,
            shows_leavers=shows_leavers,
            made_at=clock.now(),
            ends_at=clock.now() + dt.timedelta(days=days),
        )

    @transition(source=State.OPEN, target=State.OPEN, permission=opens_to_inspectors, label="Make a new code")
    def renew(self, *, by):
        """The code was lost or mistyped too often, so another is read out; the old one stops working."""

    @transition(source=State.OPEN, target=State.OPEN, permission=is_the_inspector, records=["device"], label="Come in")
    def let_in(self, *, by, device=""):
        """The inspector opened the link and typed the code."""

    @transition(
        source=State.OPEN,
        target=State.ENDED,
        permission=any_of(opens_to_inspectors, is_system),
        label="End the link",
    )
    def end(self, *, by):
        """The inspection is over, or the time is up: nothing opens any more, not even for somebody already looking."""
        links.end(Link.Purpose.INSPECTION, self.pk)


class InspectionView(models.Model):
    """The fact that the record was looked at through an inspection link: when, on what, which part. Only ever added."""

    inspection = models.ForeignKey(Inspection, models.PROTECT, related_name="views")
    at = models.DateTimeField(default=clock.now)
    recorded_at = models.DateTimeField(db_default=DatabaseClock())
    what = models.CharField(max_length=200, help_text="What was shown, in words. Never whose row.")
    device = models.CharField(
        max_length=100, help_text="The kind of browser, and four characters that tell devices apart."
    )

    class Meta:
        ordering = ["-id"]

    def __str__(self):
        return f"{self.what}, {self.at}"
