from django.db import models
from django.db.models import Q

from checks.documents.guards import (
    a_copy_may_be_kept,
    a_scanner_said_clean,
    it_says_why,
    no_interviewer_reads_a_finding,
    nobody_brings_too_much,
    nothing_holds_it,
    there_is_room,
)
from checks.documents.kept_copies import copy_of
from checks.documents.permissions import attaches_documents, opens_documents, removes_documents
from checks.guards import the_file_is_open
from hiring import clock
from hiring.models import ScopedQuerySet
from hiring.permissions import is_system
from workflows.models import Stateful
from workflows.transitions import opening, transition


class DocumentQuerySet(ScopedQuerySet):
    to_trust, to_school = "clearance__school__trust", "clearance__school"
    roles = {"hr_officer", "hr_manager", "head", "safeguarding_lead"}
    to_erasure = "clearance__erased_at"

    def personal_to(self, user):
        """Whoever the checks are about knows of what they brought themselves, and of nothing else."""
        return Q(clearance__person=user, uploaded_by=user)

    def live(self):
        return self.filter(state__in=Document.LIVE)


class Document(Stateful):
    """A paper kept with a check: out of reach until it is scanned, opened only with a trace, gone when its time is up."""

    class State(models.TextChoices):
        QUARANTINED = "quarantined", "Waiting for the virus scan"
        CLEAN = "clean", "Can be opened"
        UNSAFE = "unsafe", "Removed: unsafe"
        REMOVED = "removed", "Removed"
        DESTROYED = "destroyed", "Destroyed, its time was up"

    LIVE = (State.QUARANTINED, State.CLEAN)

    state = models.CharField(max_length=30, choices=State, editable=False)
    clearance = models.ForeignKey("checks.Clearance", models.PROTECT, related_name="documents")
    check_row = models.ForeignKey("checks.Check", models.PROTECT, related_name="documents")
    title = models.CharField(max_length=120, help_text="What it is, in the words of whoever brought it.")
    original_name = models.CharField(max_length=200, blank=True, help_text="As it was called there. Never a path.")
    kind = models.CharField(max_length=10, help_text="pdf, jpeg or png, by what is in it.")
    size = models.PositiveIntegerField(help_text="Bytes, as they came.")
    pages = models.PositiveSmallIntegerField(default=1)
    digest = models.CharField(max_length=64, blank=True, help_text="SHA-256 of the bytes that may be opened.")
    waiting_key = models.CharField(max_length=120, blank=True, help_text="Where it lies as it came, out of reach.")
    key = models.CharField(max_length=120, blank=True, help_text="Where it lies once it is clean and written anew.")
    uploaded_by = models.ForeignKey("hiring.User", models.PROTECT, null=True, related_name="+")
    uploaded_at = models.DateTimeField(default=clock.now)
    scan_at = models.DateTimeField(default=clock.now, help_text="When the scanner is asked next.")
    scan_tries = models.PositiveSmallIntegerField(default=0)
    scan_fault = models.CharField(max_length=120, blank=True, help_text="Why the last scan said nothing.")
    scanned_at = models.DateTimeField(null=True, blank=True)
    scanned_by = models.CharField(max_length=20, blank=True, help_text="clamd, or the demo’s stand-in.")
    found = models.CharField(max_length=100, blank=True, help_text="What the scanner calls what it found.")
    gone_at = models.DateTimeField(null=True, blank=True, help_text="When the bytes were last seen to be gone.")

    objects = DocumentQuerySet.as_manager()
    locked_with = ("clearance__school__trust", "clearance__person", "check_row", "uploaded_by")

    class Meta:
        ordering = ["id"]
        indexes = [
            models.Index(fields=["scan_at"], name="documents_to_scan", condition=Q(state="quarantined")),
        ]
        constraints = [
            models.CheckConstraint(
                name="only_a_scanned_paper_can_be_opened",
                condition=~Q(state="clean") | (Q(scanned_at__isnull=False) & ~Q(key="")),
            ),
            models.UniqueConstraint(fields=["key"], name="one_paper_a_key", condition=~Q(key="")),
            models.UniqueConstraint(
                fields=["waiting_key"], name="one_paper_a_waiting_key", condition=~Q(waiting_key="")
            ),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return f"{self.check_row.get_absolute_url()}documents/{self.pk}/"

    def case(self):
        from checks.models.check import Check
        from checks.models.clearance import Clearance

        return [(Clearance, self.clearance_id), (Check, self.check_row_id), (Document, self.pk)]

    @property
    def school(self):
        return self.clearance.school

    @property
    def about_id(self):
        return self.clearance.person_id

    @property
    def is_sensitive(self):
        return copy_of(self.check_row.code).sensitive

    @property
    def from_candidate(self):
        return self.uploaded_by_id == self.clearance.person_id

    @property
    def keys(self):
        return [key for key in (self.waiting_key, self.key) if key]

    @opening(
        target=State.QUARANTINED,
        permission=attaches_documents,
        guards=[
            the_file_is_open,
            a_copy_may_be_kept,
            no_interviewer_reads_a_finding,
            there_is_room,
            nobody_brings_too_much,
        ],
        label="Add a paper",
    )
    def attach(cls, *, by, check, title, original_name, kind, size, pages, waiting_key):
        """Somebody brings a paper; it lies out of reach until the scanner has seen it."""
        return cls(
            clearance=check.clearance,
            check_row=check,
            title=title,
            original_name=original_name,
            kind=kind,
            size=size,
            pages=pages,
            waiting_key=waiting_key,
            uploaded_by=by if by.kind == "user" else None,
            uploaded_at=clock.now(),
            scan_at=clock.now(),
        )

    @transition(
        source=State.QUARANTINED,
        target=State.CLEAN,
        permission=is_system,
        records=["digest"],
        label="Find the paper clean",
    )
    def find_clean(self, *, by, key, digest, scanned_by):
        """The scanner found nothing, and the paper was written anew; what came is let go."""
        self.key, self.digest = key, digest
        self.scanned_at, self.scanned_by, self.scan_fault = clock.now(), scanned_by, ""

    @transition(source=State.QUARANTINED, target=State.UNSAFE, permission=is_system, label="Find the paper unsafe")
    def find_unsafe(self, *, by, found, scanned_by):
        """The scanner found something, or the paper could not be written anew: nobody ever opens it."""
        self.found, self.scanned_at, self.scanned_by, self.scan_fault = found, clock.now(), scanned_by, ""

    @transition(
        source=State.CLEAN,
        target=State.CLEAN,
        permission=opens_documents,
        guards=[a_scanner_said_clean, no_interviewer_reads_a_finding, it_says_why],
        label="Open the paper",
    )
    def open(self, *, by, reason=""):
        """Somebody reads it; who and when stay in the history, and why where it is sensitive."""

    @transition(
        source=[State.QUARANTINED, State.CLEAN, State.UNSAFE],
        target=State.REMOVED,
        permission=removes_documents,
        guards=[nothing_holds_it],
        label="Remove the paper",
    )
    def remove(self, *, by, reason):
        """It is not needed, or was the wrong one; that it was here stays on record."""
        self.forget()

    @transition(
        source=[State.QUARANTINED, State.CLEAN, State.UNSAFE, State.REMOVED],
        target=State.DESTROYED,
        permission=is_system,
        guards=[nothing_holds_it],
        records=["rule"],
        label="Destroy the paper",
    )
    def destroy(self, *, by, rule):
        """The time for which it may be kept is over."""
        from checks.models.hold import Hold

        Hold.settle_with(self.clearance.person_id)
        self.forget()

    def forget(self):
        """What the row itself tells of the paper goes with it."""
        self.original_name, self.title = "", "A paper"
        self.digest = ""
