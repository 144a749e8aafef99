from django.db import models, transaction

from hiring import clock
from hiring.models import ScopedQuerySet
from vacancies.equality.questions import QUESTIONS, RATHER_NOT
from vacancies.equality.terms import term_of
from vacancies.permissions import READS_TOTALS, trusts_whose_totals_are_read


class EqualityTallyQuerySet(ScopedQuerySet):
    roles = READS_TOTALS

    def within_reach_of(self, user):
        """Only whoever does HR, or audits, for the whole trust: at one school the numbers are small."""
        return models.Q(trust__in=trusts_whose_totals_are_read(user))

    def told(self):
        """Only what cannot change any more, so that nobody reads one person out of two looks at the same term."""
        return self.filter(term_began_on__lt=term_of(clock.today()).began_on)


class EqualityTally(models.Model):
    """How many gave each answer, in one trust and one term, at one stage. No key leads from here to anybody.

    One row holds every count and is written anew with each person, so that neither the order of rows nor the database's
    own marks of who wrote last tell which count grew.
    """

    class Stage(models.TextChoices):
        APPLIED = "applied", "Applied"
        SHORTLISTED = "shortlisted", "Shortlisted"
        OFFERED = "offered", "Offered"

    trust = models.ForeignKey("hiring.Trust", models.PROTECT, related_name="+")
    term_began_on = models.DateField(help_text="1 January, 1 April or 1 September; no finer time is kept.")
    stage = models.CharField(max_length=12, choices=Stage)
    counts = models.JSONField(default=dict, help_text="How many, by question and answer.")

    objects = EqualityTallyQuerySet.as_manager()

    class Meta:
        ordering = ["term_began_on", "stage"]
        constraints = [
            models.UniqueConstraint(fields=["trust", "term_began_on", "stage"], name="one_tally_each_term_and_stage"),
            models.CheckConstraint(
                condition=models.Q(term_began_on__day=1, term_began_on__month__in=[1, 4, 9]),
                name="tally_keeps_no_time_but_the_term",
            ),
        ]

    def __str__(self):
        return f"{self.trust}, {term_of(self.term_began_on)}, {self.get_stage_display().lower()}"

    @classmethod
    def add(cls, trust, stage, answers):
        """One person more; a question they left counts with those who would rather not say."""
        where = {"trust": trust, "term_began_on": term_of(clock.today()).began_on, "stage": stage}
        with transaction.atomic():
            tally, _ = cls.objects.select_for_update().get_or_create(**where)
            for question in QUESTIONS:
                answer = answers.get(question.key) or RATHER_NOT
                so_far = tally.counts.setdefault(question.key, {})
                so_far[answer] = so_far.get(answer, 0) + 1
            tally.save(update_fields=["counts"])

    def of(self, question):
        """How many gave each answer to a question, in the order of its rows."""
        so_far = self.counts.get(question.key, {})
        return [so_far.get(answer, 0) for answer, _ in question.rows]

    @property
    def people(self):
        """How many answered: each of them is in every question once."""
        return sum(self.of(QUESTIONS[0]))
