from django.db import models
from django.db.models import F, Q

from checks.models import Clearance
from checks.protection import decide_by, line_for, protected_on
from checks.rules.policy import DEFAULTS
from hiring import clock
from hiring.actors import SYSTEM
from hiring.encryption import EncryptedTextField
from hiring.models import ScopedQuerySet
from hiring.permissions import any_of, is_head, is_head_or_hr, is_system
from vacancies.guards import (
    it_ends_before_they_are_protected,
    it_is_extended_to_a_later_day,
    somebody_has_met_them,
    that_review_is_still_to_record,
    their_work_here_has_ended,
    there_is_still_time_to_decide,
    they_are_at_work,
    they_are_employed,
    they_are_not_protected_yet,
    they_have_none_yet,
    they_have_started,
    they_met_while_they_worked_here,
    they_were_employed_by_their_first_day,
)
from vacancies.probations import READS_PROBATION, begins_by_itself, next_review, review_days, review_name
from workflows.models import Stateful
from workflows.transitions import STAYS, opening, transition


def a_probation_begins(appointment):
    """In the same transaction: no employee begins without a day by which it is decided whether they stay."""
    if begins_by_itself(appointment.clearance):
        Probation.open(by=SYSTEM, appointment=appointment)


def its_probation_is_over(appointment):
    """Nothing is left to decide of somebody whose work here has ended."""
    probation = getattr(appointment, "probation", None)
    if probation is not None and probation.is_undecided:
        probation.leave(by=SYSTEM)


class ProbationQuerySet(ScopedQuerySet):
    to_trust, to_school = "appointment__vacancy__school__trust", "appointment__vacancy__school"
    to_erasure = "appointment__application__erased_at"
    roles = READS_PROBATION

    def undecided(self):
        return self.filter(state__in=Probation.UNDECIDED)

    def of_others(self, user):
        """Never one's own, whatever one's role."""
        return self.exclude(appointment__application__candidate=user.pk)


class Probation(Stateful):
    """The first months in a post: people meet on days that are known, and it is decided before the law protects the employment."""

    class State(models.TextChoices):
        RUNNING = "running", "On probation"
        EXTENDED = "extended", "Probation extended"
        CONFIRMED = "confirmed", "Confirmed in post"
        ENDED = "ended", "Ended, not confirmed in post"
        LEFT = "left", "Left before it was decided"

    UNDECIDED = (State.RUNNING, State.EXTENDED)

    state = models.CharField(max_length=30, choices=State, editable=False)
    appointment = models.OneToOneField("vacancies.Appointment", models.PROTECT, related_name="probation")
    began_on = models.DateField(help_text="The first day in the post: reviews and the decision are counted from it.")
    employed_since = models.DateField(
        help_text="The day their employment with the trust began: protection counts from it."
    )
    decide_by = models.DateField(help_text="The last day to decide, as it was set on the first.")
    protected_on = models.DateField(help_text="The first day of protection against unfair dismissal.")
    extended_to = models.DateField(null=True, help_text="The last day to decide, once it was extended.")
    next_review_on = models.DateField(null=True, help_text="The day by which to meet next; none when none is left.")
    decided_by = models.ForeignKey("hiring.User", models.PROTECT, null=True, related_name="+")
    decided_on = models.DateField(null=True)

    objects = ProbationQuerySet.as_manager()
    locked_with = (
        "appointment__vacancy__school__trust",
        "appointment__application__candidate",
        "appointment__clearance__person",
        "decided_by",
    )

    class Meta:
        ordering = ["id"]
        indexes = [models.Index(fields=["state"], name="probations_by_state")]
        constraints = [
            models.CheckConstraint(
                condition=Q(employed_since__lte=F("began_on"), began_on__lte=F("decide_by")),
                name="probation_runs_forward",
            ),
            models.CheckConstraint(
                condition=Q(decide_by__lt=F("protected_on")), name="probation_is_decided_before_protection"
            ),
            models.CheckConstraint(
                condition=Q(extended_to=None) | Q(extended_to__gt=F("decide_by"), extended_to__lt=F("protected_on")),
                name="probation_is_not_extended_into_protection",
            ),
            models.CheckConstraint(
                condition=~Q(state="extended") | Q(extended_to__isnull=False), name="probation_is_extended_to_a_day"
            ),
            models.CheckConstraint(
                condition=Q(state__in=["confirmed", "ended"], decided_by__isnull=False, decided_on__isnull=False)
                | Q(decided_by=None, decided_on=None) & ~Q(state__in=["confirmed", "ended"]),
                name="probation_is_decided_by_somebody",
            ),
        ]

    def __str__(self):
        return str(self.appointment)

    def get_absolute_url(self):
        return f"/people/{self.appointment.clearance_id}/probation/"

    def case(self):
        """The history of a probation is that of the file, which is kept for as long as the employment and six years on."""
        from vacancies.models.appointment import Appointment

        case = [(Clearance, self.appointment.clearance_id), (Appointment, self.appointment_id)]
        return [*case, (Probation, self.pk)] if self.pk else case

    @property
    def school(self):
        return self.appointment.school

    @property
    def about_id(self):
        return self.appointment.candidate_id

    @property
    def last_day(self):
        """The last day to decide, as things stand."""
        return self.extended_to or self.decide_by

    @property
    def is_decided(self):
        return self.decided_on is not None

    @property
    def is_undecided(self):
        return self.state in self.UNDECIDED

    @property
    def review_days(self):
        return review_days(self.began_on, self.decide_by)

    @property
    def law(self):
        """The dated line of law that protects them from `protected_on` on."""
        return line_for(self.employed_since)

    @opening(
        target=State.RUNNING,
        permission=any_of(is_head_or_hr, is_system),
        guards=[
            they_have_started,
            they_are_employed,
            they_have_none_yet,
            they_were_employed_by_their_first_day,
            there_is_still_time_to_decide,
        ],
        records=["began_on", "employed_since", "decide_by", "protected_on"],
        label="Open a probation",
    )
    def open(cls, *, by, appointment, employed_since=None):
        """They have begun: the days to meet, the last day to decide and the day the law protects them are known from now on."""
        began_on = appointment.starts_on
        since = employed_since or began_on
        last = decide_by(began_on, since, (DEFAULTS | appointment.clearance.policy)["probation_months"])
        return cls(
            appointment=appointment,
            began_on=began_on,
            employed_since=since,
            decide_by=last,
            protected_on=protected_on(since),
            next_review_on=next_review(began_on, last),
        )

    @transition(
        source=[State.RUNNING, State.EXTENDED],
        target=STAYS,
        permission=is_head_or_hr,
        guards=[they_met_while_they_worked_here, that_review_is_still_to_record],
        records=["week", "held_on"],
        label="Record a review",
    )
    def record_review(self, *, by, held_on, met_by, agreed, week=None):
        """Somebody met them: who, on which day, and what was agreed. What was written stands."""
        self.reviews.create(week=week, held_on=held_on, met_by=met_by, agreed=agreed, recorded_by=by)
        held = [each for each in self.reviews.values_list("week", flat=True) if each]
        self.next_review_on = next_review(self.began_on, self.decide_by, held)

    @transition(
        source=[State.RUNNING, State.EXTENDED],
        target=State.CONFIRMED,
        permission=is_head,
        guards=[they_are_at_work, somebody_has_met_them],
        label="Confirm in post",
    )
    def confirm(self, *, by):
        """They have shown that they can do the work: the post is theirs."""
        self.decide(by)

    @transition(
        source=[State.RUNNING, State.EXTENDED],
        target=State.EXTENDED,
        permission=is_head,
        guards=[somebody_has_met_them, it_is_extended_to_a_later_day, it_ends_before_they_are_protected],
        records=["extended_to"],
        label="Extend the probation",
    )
    def extend(self, *, by, until, reason):
        """More time, for a reason they were told, and never up to the day from which the law protects them."""
        self.extended_to = until

    @transition(
        source=[State.RUNNING, State.EXTENDED],
        target=State.ENDED,
        permission=is_head,
        guards=[they_are_not_protected_yet],
        label="End the probation",
    )
    def end(self, *, by, reason):
        """The head decides that they do not stay. Their last day at work is recorded as for anybody who leaves."""
        self.decide(by)

    @transition(
        source=[State.RUNNING, State.EXTENDED],
        target=State.LEFT,
        permission=is_system,
        guards=[their_work_here_has_ended],
        label="Close the probation",
    )
    def leave(self, *, by):
        """Their work here has ended, so there is nothing left to decide."""
        self.next_review_on = None

    def decide(self, by):
        self.decided_by, self.decided_on, self.next_review_on = by, clock.today(), None


class ProbationReview(models.Model):
    """One meeting in a probation: who met, on which day, and what was agreed. Never changed; erased with the application."""

    probation = models.ForeignKey(Probation, models.PROTECT, related_name="reviews")
    week = models.PositiveSmallIntegerField(null=True, help_text="The review it was; none for another meeting.")
    held_on = models.DateField()
    met_by = models.CharField(max_length=200, help_text="Who met them: the line manager, and whoever else was there.")
    agreed = EncryptedTextField(help_text="For the headteacher and HR.")
    recorded_by = models.ForeignKey("hiring.User", models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["held_on", "id"]
        constraints = [models.UniqueConstraint(fields=["probation", "week"], name="each_review_is_held_once")]

    def __str__(self):
        return f"Review of {self.probation} on {self.held_on}"

    @property
    def title(self):
        return review_name(self.week) if self.week else "Another meeting"
