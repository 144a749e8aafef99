from django.db import models
from django.db.models.functions import Lower, Trim

from vacancies.months import Span

HOME = {"united kingdom", "uk", "england", "wales", "scotland", "northern ireland", ""}


def is_abroad(country):
    """Whether a country as somebody typed it is outside the United Kingdom."""
    return country.strip().lower() not in HOME


class Answer(models.Model):
    """What the candidate wrote to one evidence question."""

    application = models.ForeignKey("vacancies.Application", models.CASCADE, related_name="answers")
    criterion = models.ForeignKey("vacancies.Criterion", models.PROTECT, related_name="answers")
    text = models.TextField(blank=True)
    saved_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["application", "criterion"], name="one_answer_per_question")]

    def __str__(self):
        return f"{self.application} on {self.criterion.code}"


class HistoryEntryQuerySet(models.QuerySet):
    def abroad(self):
        """What was done outside the United Kingdom."""
        return self.annotate(place=Lower(Trim("country"))).exclude(place__in=HOME)


class HistoryEntry(models.Model):
    """A stretch of work, study, caring or time away, by the month."""

    class Kind(models.TextChoices):
        WORK = "work", "Paid work"
        VOLUNTARY = "voluntary", "Voluntary work"
        STUDY = "study", "Study or training"
        CARING = "caring", "Caring"
        OTHER = "other", "Something else"

    class Taught(models.TextChoices):
        YES = "yes", "Yes"
        NO = "no", "No"

    application = models.ForeignKey("vacancies.Application", models.CASCADE, related_name="history")
    kind = models.CharField(max_length=12, choices=Kind, default=Kind.WORK)
    title = models.CharField(max_length=200)
    organisation = models.CharField(max_length=200, blank=True)
    country = models.CharField(max_length=60, default="United Kingdom")
    from_month = models.CharField(max_length=7, help_text="YYYY-MM")
    to_month = models.CharField(max_length=7, blank=True, help_text="YYYY-MM; empty while it goes on.")
    with_children = models.BooleanField(default=False)
    taught = models.CharField(
        max_length=3,
        choices=Taught,
        blank=True,
        help_text="Whether they taught there, where it was outside the UK; empty where nobody was asked.",
    )
    reason_for_leaving = models.CharField(max_length=300, blank=True)

    objects = HistoryEntryQuerySet.as_manager()

    class Meta:
        ordering = ["from_month", "id"]
        verbose_name_plural = "history entries"

    def __str__(self):
        return f"{self.title}, {self.from_month}"

    @property
    def span(self):
        return Span.of(self.from_month, self.to_month)

    @property
    def is_abroad(self):
        return is_abroad(self.country)


class GapExplanation(models.Model):
    """What the candidate says of months with nothing else in them. Never changed or removed by the system."""

    class Why(models.TextChoices):
        STUDYING = "studying", "Studying"
        CARING = "caring", "Caring for somebody"
        CHILDREN = "children", "Looking after my children"
        LOOKING = "looking", "Looking for work"
        TRAVELLING = "travelling", "Travelling"
        UNWELL = "unwell", "Unwell (you do not need to give details)"
        OTHER = "other", "Something else"
        IN_PERSON = "in_person", "I would rather explain in person"

    application = models.ForeignKey("vacancies.Application", models.CASCADE, related_name="gaps")
    from_month = models.CharField(max_length=7)
    to_month = models.CharField(max_length=7)
    why = models.CharField(max_length=12, choices=Why)
    text = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["from_month"]

    def __str__(self):
        return f"{self.from_month} to {self.to_month}: {self.get_why_display()}"

    @property
    def span(self):
        return Span.of(self.from_month, self.to_month)


class Qualification(models.Model):
    """A qualification as the candidate states it; seen only after an offer."""

    application = models.ForeignKey("vacancies.Application", models.CASCADE, related_name="qualifications")
    title = models.CharField(max_length=200)
    awarded_by = models.CharField(max_length=200, blank=True)
    grade = models.CharField(max_length=60, blank=True)
    year = models.PositiveSmallIntegerField(null=True, blank=True)

    class Meta:
        ordering = ["id"]

    def __str__(self):
        return self.title


class Referee(models.Model):
    """Somebody the candidate names to speak for them, and when we may write."""

    application = models.ForeignKey("vacancies.Application", models.CASCADE, related_name="referees")
    name = models.CharField(max_length=200)
    email = models.EmailField()
    phone = models.CharField(max_length=30, blank=True)
    organisation = models.CharField(max_length=200)
    position = models.CharField(max_length=200)
    relationship = models.CharField(max_length=200)
    may_contact = models.CharField(max_length=20, default="any_time")
    history = models.ForeignKey(HistoryEntry, models.SET_NULL, null=True, blank=True, related_name="referees")

    class Meta:
        ordering = ["id"]

    def __str__(self):
        return f"{self.name}, {self.organisation}"

    def as_request(self):
        """The fields a referee request copies, so that the file of checks never looks up here."""
        names = ("name", "email", "phone", "organisation", "position", "relationship", "may_contact")
        facts = {name: getattr(self, name) for name in names}
        if self.history:
            facts |= {
                "candidate_job_title": self.history.title,
                "candidate_from": self.history.from_month,
                "candidate_to": self.history.to_month,
                "candidate_reason": self.history.reason_for_leaving,
            }
        return facts
