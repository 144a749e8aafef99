from django.db import models

from checks.permissions import records_incidents, stops_early_starts
from hiring import clock
from hiring.models import ScopedQuerySet
from hiring.permissions import READS_CHECKS, decides_on_people
from hiring.templatetags.dates import as_date
from workflows.models import Stateful
from workflows.transitions import opening, transition

FAULTS = {
    "review": "The day to look at the safeguards again passed, and nobody had.",
    "certificate": "What came back from the DBS must be decided on first.",
    "supervisor": "The supervisor no longer works at the school.",
    "check": "Another check was no longer clear.",
    "list": "The children’s barred list was not looked up.",
}


class IncidentQuerySet(ScopedQuerySet):
    to_trust, to_school = "clearance__school__trust", "clearance__school"
    roles = READS_CHECKS


class Incident(Stateful):
    """Somebody was at work without clearance: when, how it was found, what was done, who was told. Never green."""

    class State(models.TextChoices):
        OPEN = "open", "Open"
        CLOSED = "closed", "Closed"

    class What(models.TextChoices):
        BEGAN = "began", "Began work without clearance"
        FAILED = "failed", "An early start failed at work"

    state = models.CharField(max_length=30, choices=State, editable=False)
    clearance = models.ForeignKey("checks.Clearance", models.PROTECT, related_name="incidents")
    what = models.CharField(max_length=10, choices=What, default=What.BEGAN)
    early_start = models.ForeignKey("checks.EarlyStart", models.PROTECT, null=True, related_name="incidents")
    began_on = models.DateField(help_text="The first day they worked.")
    stopped_on = models.DateField(null=True, help_text="The last day they worked before somebody stopped it.")
    found_on = models.DateField()
    how_found = models.TextField()
    what_was_done = models.TextField()
    who_was_told = models.TextField()
    missing = models.JSONField(default=list, help_text="What was not clear when it was recorded: [code, title, word].")
    recorded_by = models.ForeignKey(
        "hiring.User", models.PROTECT, null=True, related_name="+", help_text="Nobody, where the clock found it."
    )
    recorded_at = models.DateTimeField(default=clock.now)
    learnt = models.TextField(blank=True, help_text="What was learnt, told when it is closed.")
    closed_at = models.DateTimeField(null=True)

    objects = IncidentQuerySet.as_manager()
    locked_with = ("clearance__school__trust", "clearance__person", "recorded_by")

    class Meta:
        ordering = ["-id"]

    def __str__(self):
        return f"{self.get_what_display()}, {self.clearance.person.name}"

    def get_absolute_url(self):
        return f"/people/{self.clearance_id}/incidents/{self.pk}/"

    def case(self):
        from checks.models.clearance import Clearance

        return [(Clearance, self.clearance_id), (Incident, self.pk)]

    @property
    def school(self):
        return self.clearance.school

    @property
    def about_id(self):
        return self.clearance.person_id

    @opening(
        target=State.OPEN,
        permission=records_incidents,
        records=["began_on", "found_on"],
        label="Record that work began without clearance",
    )
    def record(cls, *, by, clearance, began_on, found_on, how_found, what_was_done, who_was_told, stopped_on=None):
        """Somebody was at work before their checks were clear. It is said plainly, at once, and stays."""
        missing = [[line.check.code, line.name, line.word] for line in clearance.gate().lines]
        return cls(
            clearance=clearance,
            began_on=began_on,
            stopped_on=stopped_on,
            found_on=found_on,
            how_found=how_found,
            what_was_done=what_was_done,
            who_was_told=who_was_told,
            missing=missing,
            recorded_by=by,
            recorded_at=clock.now(),
        )

    @opening(
        target=State.OPEN,
        permission=stops_early_starts,
        records=["fault"],
        label="Record that an early start failed",
    )
    def record_failure(cls, *, by, early, fault):
        """A condition of an early start gave way under somebody at work (I2). It exists in the same moment."""
        today, file = clock.today(), early.clearance
        return cls(
            clearance=file,
            what=cls.What.FAILED,
            early_start=early,
            began_on=as_date(file.relied_on_at),
            found_on=today,
            how_found=FAULTS.get(fault, "One of its conditions no longer held."),
            what_was_done="The early start was revoked, and they are stood down from work.",
            who_was_told="The headteacher, the safeguarding lead, HR and the supervisor are written to.",
            missing=[[line.check.code, line.name, line.word] for line in file.gate().lines],
            recorded_by=by if by.kind == "user" else None,
            recorded_at=clock.now(),
        )

    @property
    def who_recorded(self):
        return self.recorded_by.name if self.recorded_by else "Gatepost, by itself"

    @transition(source=State.OPEN, target=State.CLOSED, permission=decides_on_people, label="Close the incident")
    def close(self, *, by, learnt):
        """The headteacher or the safeguarding lead says what was learnt. The incident stays in the record for good."""
        self.learnt, self.closed_at = learnt, clock.now()
