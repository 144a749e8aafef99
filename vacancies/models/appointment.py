from django.db import models

from checks.models import Clearance
from checks.models.first_day import read_for_gates
from hiring import clock
from hiring.actors import SYSTEM
from hiring.models import ScopedQuerySet
from hiring.permissions import any_of, is_head, is_head_or_hr, is_system
from vacancies.guards import (
    a_post_is_free_for_this,
    every_check_is_clear,
    it_is_the_day_that_was_confirmed,
    it_was_interviewed,
    something_has_come_open,
    the_date_is_after_right_to_work,
    the_first_day_has_come,
    the_reply_date_has_passed,
    what_the_offer_depends_on_is_clear,
)
from vacancies.models.probation import a_probation_begins, its_probation_is_over
from vacancies.permissions import is_the_candidate
from workflows.models import Promise, Stateful
from workflows.transitions import opening, transition


def read_gates(appointments):
    """A start asks the gate at its own door and at that of the file: it is read once."""
    read_for_gates([each.clearance for each in appointments])


class AppointmentQuerySet(ScopedQuerySet):
    to_trust, to_school = "vacancy__school__trust", "vacancy__school"
    roles = {"hr_officer", "hr_manager", "head", "safeguarding_lead"}

    def personal_to(self, user):
        return models.Q(application__candidate=user)

    def taking_a_post(self):
        return self.filter(state__in=Appointment.TAKES_A_POST)


class Appointment(Stateful):
    """An offer and what becomes of it, up to the first day at work. Conditional until every check is clear."""

    class State(models.TextChoices):
        OFFERED = "offered", "Conditional offer made"
        ACCEPTED = "accepted", "Accepted, checks in progress"
        CONFIRMED = "confirmed", "Start confirmed"
        STARTED = "started", "Started"
        STOOD_DOWN = "stood_down", "Stood down from work"
        LEFT = "left", "Left"
        DECLINED = "declined", "Declined"
        LAPSED = "lapsed", "Lapsed"
        WITHDRAWN = "withdrawn", "Withdrawn by the school"

    TAKES_A_POST = (State.OFFERED, State.ACCEPTED, State.CONFIRMED, State.STARTED, State.STOOD_DOWN)

    state = models.CharField(max_length=30, choices=State, editable=False)
    vacancy = models.ForeignKey("vacancies.Vacancy", models.PROTECT, related_name="appointments")
    application = models.OneToOneField("vacancies.Application", models.PROTECT, related_name="appointment")
    clearance = models.OneToOneField("checks.Clearance", models.PROTECT, related_name="appointment")
    starts_on = models.DateField()
    salary = models.DecimalField(max_digits=9, decimal_places=2, help_text="Actual, £ a year.")
    reply_by = models.DateField()
    offered_at = models.DateTimeField(default=clock.now)
    accepted_at = models.DateTimeField(null=True, blank=True)
    confirmed_at = models.DateTimeField(null=True, blank=True)
    started_on = models.DateField(null=True, blank=True)
    left_on = models.DateField(null=True, blank=True)

    objects = AppointmentQuerySet.as_manager()
    locked_with = (
        "vacancy__school__trust",
        "application__candidate",
        "clearance__person",
        "clearance__school__trust",
        "probation",
    )

    class Meta:
        ordering = ["id"]
        indexes = [models.Index(fields=["vacancy", "state"])]

    def __str__(self):
        return f"{self.application.candidate.name}, {self.vacancy.title}"

    def get_absolute_url(self):
        return f"/people/{self.clearance_id}/"

    def case(self):
        from vacancies.models.application import Application
        from vacancies.models.vacancy import Vacancy

        case = [(Vacancy, self.vacancy_id), (Application, self.application_id), (Clearance, self.clearance_id)]
        return [*case, (Appointment, self.pk)] if self.pk else case

    @property
    def school(self):
        return self.vacancy.school

    @property
    def candidate_id(self):
        return self.application.candidate_id

    @property
    def about_id(self):
        return self.candidate_id

    @property
    def first_day(self):
        """The planned first day. HR may have told another since the offer, and once confirmed that one stands until it is confirmed anew."""
        is_to_confirm = self.state in {self.State.OFFERED, self.State.ACCEPTED}
        return (self.clearance.starts_on if is_to_confirm else None) or self.starts_on

    @property
    def must_be_confirmed_anew(self):
        """Whether what was confirmed is so no longer: a check has come open, or HR was told of another first day."""
        return self.clearance.starts_on != self.starts_on or bool(self.clearance.gate().blockers_of_the_offer)

    @property
    def is_unconditional(self):
        """Never stored: true only while every required check is clear (G11); not under an exception."""
        return self.clearance.gate().status == "ready"

    @opening(
        target=State.OFFERED,
        permission=is_head,
        guards=[it_was_interviewed, a_post_is_free_for_this],
        records=["starts_on", "reply_by"],
        label="Offer the post",
    )
    def offer(cls, *, by, application, starts_on, salary, reply_by):
        """The offer goes out, naming every check it still depends on; health and DBS may now be asked."""
        application.clearance.offer_made_at = clock.now()
        application.clearance.starts_on = starts_on
        application.clearance.save(update_fields=["offer_made_at", "starts_on"])
        application.clearance.plan_for(starts_on, by=by)
        return cls(
            vacancy=application.vacancy,
            application=application,
            clearance=application.clearance,
            starts_on=starts_on,
            salary=salary,
            reply_by=reply_by,
            offered_at=clock.now(),
        )

    @transition(source=State.OFFERED, target=State.ACCEPTED, permission=is_the_candidate, label="Accept the offer")
    def accept(self, *, by):
        """The candidate says yes, and the remaining checks begin."""
        self.accepted_at = clock.now()

    @transition(
        source=[State.OFFERED, State.ACCEPTED],
        target=State.DECLINED,
        permission=is_the_candidate,
        label="Decline the offer",
    )
    def decline(self, *, by, reason=""):
        """The candidate says no; the post is free again."""
        self.leave_checks()

    @transition(
        source=State.OFFERED,
        target=State.LAPSED,
        permission=is_system,
        guards=[the_reply_date_has_passed],
        label="Let the offer lapse",
    )
    def lapse(self, *, by):
        """Nobody answered by the date in the letter."""
        self.leave_checks()

    @transition(
        source=State.ACCEPTED,
        target=State.CONFIRMED,
        permission=is_head,
        guards=[what_the_offer_depends_on_is_clear, the_date_is_after_right_to_work],
        records=["starts_on"],
        reads=read_gates,
        label="Confirm the start",
    )
    def confirm_start(self, *, by, starts_on=None):
        """Every check that the offer depends on is clear, so the offer and the first day are confirmed."""
        self.starts_on = starts_on or self.first_day
        self.clearance.plan_for(self.starts_on, by=by)
        self.confirmed_at = clock.now()
        Promise.make(self.application, "start", clock.london(self.starts_on, 9))

    @transition(
        source=State.CONFIRMED,
        target=State.ACCEPTED,
        permission=is_system,
        guards=[something_has_come_open],
        label="Reopen the offer’s conditions",
    )
    def reopen(self, *, by):
        """A check that was clear no longer is, so the start is not confirmed after all."""
        self.confirmed_at = None
        Promise.drop(self.application)

    @transition(
        source=State.CONFIRMED,
        target=State.STARTED,
        permission=is_head_or_hr,
        guards=[every_check_is_clear, it_is_the_day_that_was_confirmed, the_first_day_has_come],
        records=["started_on"],
        reads=read_gates,
        label="Record the start",
        then=a_probation_begins,
    )
    def start(self, *, by):
        """The person is at work. Impossible, by any way in, while a required check is not clear."""
        self.clearance.rely_on(by=by, post=self.vacancy.reference)
        self.started_on = clock.today()
        Promise.keep(self.application, "start")

    @transition(
        source=State.STARTED,
        target=State.STOOD_DOWN,
        permission=any_of(is_head_or_hr, is_system),
        label="Stand down from work",
    )
    def stand_down(self, *, by, reason):
        """Something has come to light; the person is not at work while it is looked into."""
        self.clearance.stop_relying(by=by, reason=reason, post=self.vacancy.reference)

    @transition(
        source=State.STOOD_DOWN,
        target=State.STARTED,
        permission=is_head,
        guards=[every_check_is_clear],
        reads=read_gates,
        label="Return to work",
    )
    def return_to_work(self, *, by, reason):
        """It was looked into, and every check is clear again."""
        self.clearance.rely_on(by=by, post=self.vacancy.reference)

    @transition(
        source=[State.OFFERED, State.ACCEPTED, State.CONFIRMED, State.STOOD_DOWN],
        target=State.WITHDRAWN,
        permission=is_head,
        label="Withdraw the offer",
        then=its_probation_is_over,
    )
    def withdraw(self, *, by, reason):
        """A check was not satisfactory and the candidate has been heard; the school takes the offer back."""
        self.leave_checks()

    @transition(
        source=[State.STARTED, State.STOOD_DOWN],
        target=State.LEFT,
        permission=is_head_or_hr,
        records=["left_on"],
        label="Record that they left",
        then=its_probation_is_over,
    )
    def leave(self, *, by, left_on, reason):
        """Their work here has ended: off the current record, and in the past as they were."""
        self.left_on = left_on
        self.clearance.leave(by=by, left_on=left_on, reason=reason, post=self.vacancy.reference)

    def leave_checks(self):
        """Nothing more is asked about somebody who is not coming."""
        Promise.drop(self.application)
        if self.clearance.state == Clearance.State.OPEN:
            self.clearance.close(by=SYSTEM)
