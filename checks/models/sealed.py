from django.db import models

from hiring import clock
from hiring.encryption import EncryptedTextField
from hiring.models import ScopedQuerySet


class SealedWordsQuerySet(ScopedQuerySet):
    to_trust, to_school = "check_row__clearance__school__trust", "check_row__clearance__school"
    roles = {"hr_officer", "hr_manager", "head", "safeguarding_lead"}

    def standing(self):
        """Those that still count: not set aside with a voided receipt, and not yet removed."""
        return self.filter(set_aside_at=None, erased_at=None)


class SealedWords(models.Model):
    """What a person declared, what a search found, or what was said about either: opened only through `open_sealed`."""

    class What(models.TextChoices):
        DECLARED = "declared", "What the person declared"
        FOUND = "found", "What the search found"
        SAID = "said", "What was said about it"

    check_row = models.ForeignKey("checks.Check", models.PROTECT, related_name="sealed_words")
    what = models.CharField(max_length=10, choices=What)
    scope = models.CharField(max_length=40, blank=True, help_text="What the post allowed us to ask about.")
    words = EncryptedTextField(null=True, help_text="As JSON: question -> answer. Empty once removed.")
    said_by_label = models.CharField(max_length=200)
    at = models.DateTimeField(default=clock.now)
    set_aside_at = models.DateTimeField(null=True, blank=True)
    erased_at = models.DateTimeField(null=True, blank=True)

    objects = SealedWordsQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        verbose_name_plural = "sealed words"

    def __str__(self):
        return f"{self.get_what_display()}, sealed"

    @property
    def school(self):
        return self.check_row.school

    @property
    def about_id(self):
        return self.check_row.clearance.person_id

    def erase(self):
        """The words have done their work; that they were said, by whom and when, stays."""
        self.words, self.erased_at = None, clock.now()
        self.save(update_fields=["words", "erased_at"])


class InterviewQuestionQuerySet(ScopedQuerySet):
    to_trust, to_school = "check_row__clearance__school__trust", "check_row__clearance__school"
    roles = {"hr_officer", "hr_manager", "head", "safeguarding_lead"}

    def personal_to(self, user):
        """Whoever sits on the panel that is to ask it."""
        panel = "check_row__clearance__application__vacancy__panel"
        theirs = self.model.objects.filter(**{f"{panel}__user": user, f"{panel}__stood_down_at": None})
        return models.Q(check_row__clearance__school__trust__in=user.trust_ids, pk__in=theirs.values("pk"))


class InterviewQuestion(models.Model):
    """All that the panel is told of an online search: a question worded by HR (KCSIE Part three, online searches)."""

    check_row = models.ForeignKey("checks.Check", models.PROTECT, related_name="interview_questions")
    text = models.CharField(max_length=300)
    worded_by = models.ForeignKey("hiring.User", models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now)

    objects = InterviewQuestionQuerySet.as_manager()

    class Meta:
        ordering = ["id"]

    def __str__(self):
        return self.text

    @property
    def school(self):
        return self.check_row.school
