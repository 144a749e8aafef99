from django.db import models

from checks.reference_policy import it_keeps_within_bounds
from checks.rules_policy import is_the_trusts_hr_manager, nobody_settled_it_meanwhile, something_changes
from hiring import clock
from hiring.calendars import next_office_instant
from hiring.models import ScopedQuerySet
from workflows.models import Root
from workflows.transitions import opening

CHOICES = (
    "answer_in",
    "remind_after",
    "carry_on_after",
    "most_reminders",
    "tell_candidate_after",
    "opens",
    "shuts",
    "link_days",
    "least_tries",
    "most_moves",
    "most_midyear",
)


def first_days():
    return [3, 6]


class ReferencePolicyQuerySet(ScopedQuerySet):
    to_trust, to_school = "school__trust", "school"

    def within_reach_of(self, user):
        return models.Q(school__trust_id__in={m.trust_id for m in user.all_memberships})


class ReferencePolicy(Root):
    """How one trust asks and chases referees, from one moment on. A change is a new one; requests already out keep theirs."""

    class State(models.TextChoices):
        SETTLED = "settled", "Settled"

    state = models.CharField(max_length=30, choices=State, editable=False)
    school = models.ForeignKey(
        "hiring.School", models.PROTECT, related_name="+", help_text="The trust's first: it holds for all."
    )
    settled_at = models.DateTimeField(default=clock.now)
    answer_in = models.PositiveSmallIntegerField(default=5, help_text="Working days a referee is given.")
    remind_after = models.JSONField(
        default=first_days, help_text="School days after asking on which somebody who has not begun is reminded."
    )
    carry_on_after = models.PositiveSmallIntegerField(
        default=2, help_text="School days after the last word typed on which somebody who has begun is reminded."
    )
    most_reminders = models.PositiveSmallIntegerField(default=3, help_text="Then a person phones.")
    tell_candidate_after = models.PositiveSmallIntegerField(
        default=7, help_text="Days after asking on which the candidate is told that the referee is late."
    )
    opens = models.PositiveSmallIntegerField(
        default=8, help_text="The hour, in England, from which referees are written to on working days."
    )
    shuts = models.PositiveSmallIntegerField(default=18, help_text="The hour from which they are left alone.")
    link_days = models.PositiveSmallIntegerField(default=21, help_text="Days for which a referee's link works.")
    least_tries = models.PositiveSmallIntegerField(
        default=3, help_text="Tries before a reference may be said to be beyond reach."
    )
    most_moves = models.PositiveSmallIntegerField(
        default=4, help_text="Jobs begun in five years; more of them is looked into."
    )
    most_midyear = models.PositiveSmallIntegerField(
        default=1, help_text="Moves between schools in mid-year, or abroad; more of them is looked into."
    )

    objects = ReferencePolicyQuerySet.as_manager()
    locked_with = ("school__trust",)
    page_to_change = "/rules/references/change/"

    class Meta:
        ordering = ["-id"]
        verbose_name_plural = "reference policies"
        constraints = [
            models.CheckConstraint(condition=models.Q(least_tries__gte=3), name="three_tries_at_least"),
            models.CheckConstraint(
                condition=models.Q(link_days__range=(1, 84)), name="links_live_twelve_weeks_at_most"
            ),
        ]

    def __str__(self):
        return f"How {self.trust} asks referees"

    def get_absolute_url(self):
        return "/rules/references/"

    @classmethod
    def of(cls, trust):
        """What this trust has settled, or the defaults."""
        return cls.objects.filter(school__trust=trust, settled_at__lte=clock.now()).first() or cls()

    @property
    def choices(self):
        """Everything that was settled, by name."""
        return {name: getattr(self, name) for name in CHOICES}

    def next_letter_at(self, school):
        """The instant at which somebody outside may next be written to from this school: now, or when its office opens."""
        now = clock.now()
        closed = set(school.closures.filter(day_on__gte=clock.today()).values_list("day_on", flat=True))
        return next_office_instant(now, opens=self.opens, shuts=self.shuts, closed=closed)

    @opening(
        target=State.SETTLED,
        permission=is_the_trusts_hr_manager,
        guards=[it_keeps_within_bounds, nobody_settled_it_meanwhile, something_changes],
        records=["choices"],
        label="Settle how referees are asked",
    )
    def settle(cls, *, by, trust, choices, instead_of, reason):
        """The trust says how long referees have, when they are reminded and written to, and what is enough trying."""
        newest = cls.objects.filter(school__trust=trust).first()
        school = trust.schools.order_by("pk").first()
        made = cls(school=school, settled_at=clock.now(), **cls().choices | choices)
        made.instead_of, made.before = instead_of, (newest or cls()).choices
        return made
