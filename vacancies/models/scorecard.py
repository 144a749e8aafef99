from django.db import models

from hiring import clock
from hiring.models import ScopedQuerySet
from hiring.permissions import is_hr
from vacancies.guards import (
    every_score_is_given,
    no_conflict_is_undeclared,
    scoring_has_not_ended,
    scoring_is_open,
    the_seal_is_unopened,
)
from vacancies.models.panel import PanelMember
from vacancies.permissions import is_this_panel_member
from vacancies.queries import matrix
from workflows.models import Stateful
from workflows.transitions import opening, transition

ALIKE = "The panel scored this alike; the middle score counts."


def open_the_seal_if_last(scorecard):
    """When the last member has submitted, the scores are opened in the same breath."""
    from vacancies.models.vacancy import open_the_seal_if_nobody_is_left

    open_the_seal_if_nobody_is_left(scorecard.vacancy)


class ScorecardQuerySet(ScopedQuerySet):
    to_trust, to_school = "panel_member__vacancy__school__trust", "panel_member__vacancy__school"
    roles = {"hr_officer", "hr_manager"}

    def personal_to(self, user):
        here = models.Q(panel_member__vacancy__school__trust__in=user.trust_ids)
        return here & models.Q(panel_member__user=user, panel_member__stood_down_at=None)

    def visible_to_guest(self, guest):
        if guest.link.purpose != "panel":
            return self.none()
        return self.filter(panel_member__pk=guest.link.subject_id, panel_member__stood_down_at=None)


class Scorecard(Stateful):
    """One member's scores for one vacancy: their own until everybody has submitted, then fixed for good."""

    class State(models.TextChoices):
        OPEN = "open", "Being scored"
        SEALED = "sealed", "Submitted and sealed"

    state = models.CharField(max_length=30, choices=State, editable=False)
    panel_member = models.OneToOneField(PanelMember, models.PROTECT, related_name="scorecard")
    opened_at = models.DateTimeField(default=clock.now)
    sealed_at = models.DateTimeField(null=True, blank=True)

    objects = ScorecardQuerySet.as_manager()
    locked_with = ("panel_member__vacancy__school__trust", "panel_member__user")

    class Meta:
        ordering = ["id"]

    def __str__(self):
        return f"{self.panel_member.user.name}’s scores for {self.vacancy.reference}"

    def get_absolute_url(self):
        return f"/panel/{self.vacancy.reference}/"

    def case(self):
        from vacancies.models.vacancy import Vacancy

        return [(Vacancy, self.panel_member.vacancy_id), *([(Scorecard, self.pk)] if self.pk else [])]

    @property
    def vacancy(self):
        return self.panel_member.vacancy

    @property
    def school(self):
        return self.vacancy.school

    @opening(target=State.OPEN, permission=is_hr, guards=[scoring_has_not_ended], label="Hand out a scorecard")
    def deal(cls, *, by, vacancy):
        """Each member of the panel gets a scorecard of their own."""
        members = list(vacancy.panel.sitting().filter(scorecard=None))
        return [cls(panel_member=member, opened_at=clock.now()) for member in members]

    @transition(
        source=State.OPEN,
        target=State.SEALED,
        permission=is_this_panel_member,
        guards=[scoring_is_open, no_conflict_is_undeclared, every_score_is_given],
        then=open_the_seal_if_last,
        label="Submit and seal",
    )
    def seal(self, *, by):
        """The member is done; when the last one is, the scores are opened to all."""
        self.sealed_at = clock.now()

    @transition(
        source=State.SEALED,
        target=State.OPEN,
        permission=is_hr,
        guards=[the_seal_is_unopened],
        label="Reopen the scores",
    )
    def reopen(self, *, by, reason):
        """A member asked to correct something before anybody has seen the scores."""
        self.sealed_at = None

    def to_score(self):
        """The applications this member judges: all that were sent, less those they may know."""
        known = self.panel_member.conflicts.values("application")
        return self.vacancy.applications.exclude(submitted_at=None).exclude(state="withdrawn").exclude(pk__in=known)

    def unfinished(self):
        """(judgements not yet given, scores that need a reason and have none)."""
        criteria = {each.pk: each for each in self.vacancy.scored_criteria}
        wanted = set(self.to_score().values_list("pk", flat=True))
        given = [score for score in self.scores.exclude(value=None) if score.application_id in wanted]
        pass_mark = self.vacancy.pass_mark
        bare = sum(
            score.needs_reason(criteria[score.criterion_id], pass_mark) and not score.reason.strip() for score in given
        )
        return len(criteria) * len(wanted) - len(given), bare


class Score(models.Model):
    """One judgement: one member, one application, one criterion, 0 to 3. The database refuses a change once sealed."""

    scorecard = models.ForeignKey(Scorecard, models.PROTECT, related_name="scores")
    application = models.ForeignKey("vacancies.Application", models.PROTECT, related_name="scores")
    criterion = models.ForeignKey("vacancies.Criterion", models.PROTECT, related_name="scores")
    value = models.PositiveSmallIntegerField(null=True, blank=True)
    reason = models.CharField(max_length=500, blank=True)
    come_back = models.BooleanField(default=False)
    saved_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["scorecard", "application", "criterion"], name="one_score_per_judgement"),
            models.CheckConstraint(condition=models.Q(value=None) | models.Q(value__lte=3), name="score_is_0_to_3"),
        ]

    def __str__(self):
        return f"{self.criterion_id} for {self.application_id}"

    def needs_reason(self, criterion, pass_mark):
        """Reasons where they earn their keep: 0, 3, and an essential not met."""
        return self.value in {0, 3} or (criterion.is_essential and self.value < pass_mark)


class AgreedScore(models.Model):
    """What the panel settled on for one judgement, and why, when members saw it differently. Originals never change."""

    application = models.ForeignKey("vacancies.Application", models.PROTECT, related_name="agreed")
    criterion = models.ForeignKey("vacancies.Criterion", models.PROTECT, related_name="agreed")
    value = models.PositiveSmallIntegerField()
    reason = models.CharField(max_length=500)
    agreed_by = models.ForeignKey("hiring.User", models.PROTECT, related_name="+")
    agreed_at = models.DateTimeField(default=clock.now)
    replaced_at = models.DateTimeField(null=True, blank=True, help_text="When the panel settled on another.")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["application", "criterion"],
                name="one_agreed_score_per_judgement",
                condition=models.Q(replaced_at=None),
            ),
            models.CheckConstraint(condition=models.Q(value__lte=3), name="agreed_score_is_0_to_3"),
        ]

    def __str__(self):
        return f"{self.criterion_id} for {self.application_id}"

    @classmethod
    def replace(cls, applicant, criterion, *, value, reason, by):
        """What `Vacancy.agree_score` writes down; what was agreed before stays beside it."""
        now = clock.now()
        cls.objects.filter(application=applicant, criterion=criterion, replaced_at=None).update(replaced_at=now)
        cls.objects.create(
            application_id=applicant, criterion_id=criterion, value=value, reason=reason, agreed_by=by, agreed_at=now
        )

    @classmethod
    def accept_alike(cls, vacancy, by):
        """What `Vacancy.accept_alike` writes down: the middle score of each judgement that needs no talk."""
        now = clock.now()
        cls.objects.bulk_create(
            cls(
                application=standing.application,
                criterion=judgement.criterion,
                value=judgement.median,
                reason=ALIKE,
                agreed_by=by,
                agreed_at=now,
            )
            for standing in matrix(vacancy)
            for judgement in standing.judgements
            if judgement.values and not judgement.needs_talk and judgement.agreed is None
        )
