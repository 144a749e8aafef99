from django.db import models

from checks.guards import it_may_be_asked_now, the_file_is_open
from checks.guards_letters import it_is_somebody_elses_letter
from hiring import clock
from hiring.models import ScopedQuerySet
from hiring.permissions import is_hr
from workflows.transitions import transition


class LetterForWordQuerySet(ScopedQuerySet):
    to_trust, to_school = "check_row__clearance__school__trust", "check_row__clearance__school"
    roles = {"hr_officer", "hr_manager", "head", "safeguarding_lead"}
    to_erasure = "check_row__clearance__erased_at"


class LetterForWord(models.Model):
    """Whom we wrote to for their word on this person: an agency, a training provider, an employer."""

    check_row = models.ForeignKey("checks.Check", models.PROTECT, related_name="letters")
    name = models.CharField(max_length=200)
    email = models.EmailField(max_length=254)
    asked_by = models.ForeignKey("hiring.User", models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now)

    objects = LetterForWordQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        verbose_name_plural = "letters for word"

    def __str__(self):
        return f"To {self.name}"

    @property
    def school(self):
        return self.check_row.school


class AskedByLetter:
    """What others confirm of the people they send: an agency, a training provider, an employer."""

    @transition(
        source=["not_started", "waiting"],
        target="waiting",
        permission=is_hr,
        guards=[the_file_is_open, it_may_be_asked_now, it_is_somebody_elses_letter],
        label="Ask for it by letter",
    )
    def ask_by_letter(self, *, by, to_name, to_email):
        """A letter to whoever sends this person, naming each check that theirs must state (KCSIE Part three)."""
        self.letters.create(name=to_name, email=to_email, asked_by=by, at=clock.now())
        self.asked_at = clock.now()
        self.pass_to(self.kind.holder_words(self))
