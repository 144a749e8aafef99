import datetime as dt

from django.contrib.postgres.fields import ArrayField
from django.core.files.storage import default_storage
from django.db import models, transaction

from checks.models.covering import CoversSchools, CoversSchoolsQuerySet
from checks.record_exports import fingerprint
from checks.record_exports.content import filter_in_full
from checks.record_exports.guards import it_is_not_too_long, not_too_many_in_a_day, the_file_is_still_there
from checks.record_exports.who_may import asked_for_it, asked_for_it_or_hr, reads_every_school
from hiring import clock
from hiring.permissions import READS_CHECKS, any_of, is_system
from workflows.models import Root
from workflows.transitions import opening, transition

KEPT_FOR = dt.timedelta(hours=24)


class ExportQuerySet(CoversSchoolsQuerySet):
    roles = READS_CHECKS


class Export(CoversSchools, Root):
    """One copy of the single central record taken out: who took it, when, of what, and the fingerprint it left with."""

    class State(models.TextChoices):
        ASKED = "asked", "Being made"
        READY = "ready", "Ready to download"
        FAILED = "failed", "Could not be made"
        GONE = "gone", "File taken away"

    class Format(models.TextChoices):
        XLSX = "xlsx", "Spreadsheet (XLSX)"
        PDF = "pdf", "Document to print (PDF)"

    state = models.CharField(max_length=30, choices=State, editable=False)
    school = models.ForeignKey("hiring.School", models.PROTECT, related_name="+", help_text="The first it covers.")
    covers = ArrayField(models.BigIntegerField(), help_text="Every school it covers.")
    made_by = models.ForeignKey("hiring.User", models.PROTECT, related_name="exports")
    format = models.CharField(max_length=8, choices=Format)
    as_at = models.DateField(help_text="The day the record is shown as it stood on.")
    filters = models.JSONField(default=dict, help_text="What narrowed the rows, without the words of a search.")
    filter_words = models.TextField(help_text="The same in words; of a search, only that there was one.")
    sought = models.CharField(
        max_length=60, blank=True, help_text="The words of a search, often a name: they go with the file."
    )
    asked_at = models.DateTimeField(default=clock.now)
    expires_at = models.DateTimeField(help_text="When the file is taken away; this row stays.")
    rows = models.PositiveIntegerField(null=True, help_text="How many rows it holds.")
    fingerprint = models.CharField(max_length=32, blank=True, help_text="Keyed digest of every cell, in order.")
    file_digest = models.CharField(max_length=64, blank=True, help_text="SHA-256 of the file's bytes.")
    digests = models.JSONField(
        default=dict, help_text="Keyed digests of each row and column, to find what was changed."
    )
    file = models.FileField(upload_to="exports/", blank=True)
    made_at = models.DateTimeField(null=True)

    objects = ExportQuerySet.as_manager()
    locked_with = ("school__trust", "made_by")

    class Meta:
        verbose_name = "export of the record"
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["fingerprint"], condition=~models.Q(fingerprint=""), name="one_export_per_fingerprint"
            ),
            models.CheckConstraint(
                condition=(~models.Q(state="gone") | models.Q(sought="")) & ~models.Q(filters__has_key="q"),
                name="words_sought_go_with_the_file",
            ),
        ]

    def __str__(self):
        return f"Export {self.pk} of the record"

    def get_absolute_url(self):
        return f"/record/export/{self.pk}/"

    @property
    def key(self):
        """Where its file lies: known before it is written, so that what a dead worker left is found, and guessed by nobody."""
        return f"exports/{fingerprint.name_for(self.pk)}.{self.format}"

    @property
    def filter_in_full(self):
        """As printed on the copy; once its file is gone, without the words that were searched for."""
        return filter_in_full(self.filter_words, self.sought)

    @property
    def is_ready(self):
        return self.state == self.State.READY and clock.now() < self.expires_at

    @opening(
        target=State.ASKED,
        permission=reads_every_school,
        guards=[not_too_many_in_a_day, it_is_not_too_long],
        records=["covers", "format", "as_at", "filters", "filter_words"],
        label="Ask for a copy of the record",
    )
    def ask(cls, *, by, schools, format, as_at, filters, filter_words, reason, sought=""):  # noqa: A002 (as its column is called)
        """A copy of the record is wanted outside, and why is said before it is made."""
        return cls(
            school=schools[0],
            covers=[school.pk for school in schools],
            made_by=by,
            format=format,
            as_at=as_at,
            filters=filters,
            filter_words=filter_words,
            sought=sought,
            asked_at=clock.now(),
            expires_at=clock.now() + KEPT_FOR,
        )

    @transition(
        source=State.ASKED,
        target=State.READY,
        permission=is_system,
        records=["fingerprint", "rows", "file_digest"],
        label="Finish the copy",
    )
    def finish(self, *, by, fingerprint, rows, digests, file_digest, file):
        """The file is made, and its fingerprint is kept."""
        self.fingerprint, self.rows, self.digests = fingerprint, rows, digests
        self.file_digest, self.file, self.made_at = file_digest, file, clock.now()

    @transition(source=State.ASKED, target=State.FAILED, permission=is_system, label="Give up making it")
    def fail(self, *, by, reason):
        """It could not be made, and why is said."""

    @transition(source=State.FAILED, target=State.ASKED, permission=asked_for_it, label="Try again")
    def try_again(self, *, by):
        """Whoever asked wants it made after all."""

    @transition(
        source=State.READY,
        target=State.READY,
        permission=asked_for_it,
        guards=[the_file_is_still_there],
        records=["device"],
        label="Download",
    )
    def download(self, *, by, device=""):
        """The file leaves, once more, with the one who asked for it; each time is recorded."""

    @transition(
        source=[State.ASKED, State.FAILED, State.READY],
        target=State.GONE,
        permission=any_of(asked_for_it_or_hr, is_system),
        label="Take the file away",
    )
    def take_away(self, *, by):
        """A day has passed, or it is needed no more: the file goes, the record of it stays."""
        self.file, self.sought = self.key, ""
        transaction.on_commit(self.let_go)

    def let_go(self):
        """Remove the bytes, and only then forget where they lay. Doing it twice does nothing twice."""
        default_storage.delete(self.key)
        type(self).objects.filter(pk=self.pk).update(file="")
