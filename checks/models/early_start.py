from django.db import models
from django.db.models import F, Q

from checks.early_starts import (
    WorksAt,
    as_the_database_says,
    everything_else_is_clear,
    it_began_before_the_certificate,
    it_has_not_lapsed,
    it_no_longer_holds,
    nobody_relies_on_it_yet,
    nothing_is_proposed_already,
    only_the_certificate_is_awaited,
    somebody_else_wrote_it,
    the_certificate_is_clear,
    the_review_comes_soon,
    the_supervisor_is_at_the_school,
)
from checks.permissions import stops_early_starts
from hiring import clock
from hiring.actors import SYSTEM
from hiring.models import ScopedQuerySet
from hiring.permissions import any_of, is_head, is_head_or_hr, is_system
from workflows.models import Stateful
from workflows.transitions import opening, transition

LONGEST = 28  # days between two looks, whatever a trust's own policy says


def an_incident_exists(early):
    """I2: where a condition failed under somebody at work, and nobody simply thought better of it."""
    from checks.models.incident import Incident

    if early.clearance.state == "relied_on" and early.fault != "decided":
        Incident.record_failure(by=SYSTEM, early=early, fault=early.fault)


class EarlyStartQuerySet(ScopedQuerySet):
    to_trust, to_school = "clearance__school__trust", "clearance__school"
    roles = {"hr_officer", "hr_manager", "head", "safeguarding_lead"}

    def live(self):
        """Proposed or approved, and neither stopped nor ended."""
        return self.filter(state__in=EarlyStart.LIVE)

    def to_judge(self):
        """With the people who answer for them, and whether the supervisor is at work at the school."""
        there = WorksAt("supervisor_id", "clearance__school_id")
        return self.select_related("approved_by", "supervisor").annotate(is_supervised=there)


class EarlyStart(Stateful):
    """Work before one thing is back, the certificate, under written safeguards: the one exception to the start gate."""

    class State(models.TextChoices):
        PROPOSED = "proposed", "Proposed"
        APPROVED = "approved", "Approved"
        REVOKED = "revoked", "Revoked"
        ENDED = "ended", "Ended: the certificate is awaited no longer"
        WITHDRAWN = "withdrawn", "Withdrawn"

    LIVE = (State.PROPOSED, State.APPROVED)

    state = models.CharField(max_length=30, choices=State, editable=False)
    clearance = models.ForeignKey("checks.Clearance", models.PROTECT, related_name="early_starts")
    certificate = models.ForeignKey(
        "checks.Check",
        models.PROTECT,
        related_name="early_starts",
        help_text="The check that is awaited. No other can be.",
    )
    starts_on = models.DateField(help_text="The first day the safeguards are for.")
    duties = models.TextField(help_text="What the person will do, and what they will not do yet.")
    risks = models.TextField(help_text="What could go wrong, for whom.")
    safeguards = models.TextField(help_text="How the person is supervised, every hour.")
    never_alone = models.BooleanField(
        help_text="They are never alone with pupils. Without this there is no exception."
    )
    supervisor = models.ForeignKey("hiring.User", models.PROTECT, related_name="+")
    reviewed_on = models.DateField(help_text="The day the safeguards were last looked at; at first, the first day.")
    review_on = models.DateField(help_text="The last day they hold without being looked at again.")
    proposed_by = models.ForeignKey("hiring.User", models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField(default=clock.now)
    approved_by = models.ForeignKey("hiring.User", models.PROTECT, null=True, related_name="+")
    approved_at = models.DateTimeField(null=True)
    stopped_at = models.DateTimeField(null=True)
    fault = models.CharField(max_length=40, blank=True, help_text="Which of its conditions failed, when one did.")

    objects = EarlyStartQuerySet.as_manager()
    known_when_locked = staticmethod(as_the_database_says)
    read_beforehand = Stateful.read_beforehand | {"is_supervised", "is_sent"}
    locked_with = (
        "clearance__school__trust",
        "clearance__person",
        "certificate",
        "supervisor",
        "proposed_by",
        "approved_by",
    )

    class Meta:
        ordering = ["-id"]
        verbose_name = "start before the certificate"
        constraints = [
            models.UniqueConstraint(
                fields=["clearance"], condition=Q(state__in=["proposed", "approved"]), name="one_early_start_at_a_time"
            ),
            models.CheckConstraint(condition=Q(never_alone=True), name="early_start_is_never_alone"),
            models.CheckConstraint(
                condition=Q(approved_by=None) | ~Q(approved_by=F("proposed_by")), name="early_start_takes_two_people"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["approved", "revoked"])
                | Q(approved_by__isnull=False, approved_at__isnull=False),
                name="early_start_was_approved",
            ),
            models.CheckConstraint(
                condition=~Q(state="revoked") | Q(stopped_at__isnull=False), name="early_start_stopped_at_a_moment"
            ),
            models.CheckConstraint(
                condition=Q(reviewed_on__gte=F("starts_on"))
                & Q(review_on__gte=F("reviewed_on"))
                & Q(review_on__lte=F("reviewed_on") + LONGEST),
                name="early_start_is_looked_at_again",
            ),
        ]

    def __str__(self):
        return f"Start before the certificate, {self.clearance.person.name}"

    def get_absolute_url(self):
        return f"/people/{self.clearance_id}/exception/{self.pk}/"

    def case(self):
        from checks.models.clearance import Clearance

        case = [(Clearance, self.clearance_id)]
        return [*case, (EarlyStart, self.pk)] if self.pk else case

    @property
    def school(self):
        return self.clearance.school

    @property
    def about_id(self):
        return self.clearance.person_id

    @opening(
        target=State.PROPOSED,
        permission=is_head_or_hr,
        guards=[
            nothing_is_proposed_already,
            only_the_certificate_is_awaited,
            the_supervisor_is_at_the_school,
            the_review_comes_soon,
        ],
        records=["starts_on", "review_on"],
        label="Propose a start before the certificate",
    )
    def propose(cls, *, by, clearance, starts_on, review_on, duties, risks, safeguards, never_alone, supervisor):
        """HR or a head writes down why it is safe; the separate list check and the assessment become required."""
        if clearance.state == "open":
            told = {"starts_before_dbs": True, "start_date": starts_on.isoformat()}
            clearance.derive(by=by, role_facts=told)
        return cls(
            clearance=clearance,
            certificate=clearance.checks.filter(code="dbs_enhanced").first(),
            starts_on=starts_on,
            reviewed_on=starts_on,
            review_on=review_on,
            duties=duties,
            risks=risks,
            safeguards=safeguards,
            never_alone=never_alone,
            supervisor=supervisor,
            proposed_by=by,
            proposed_at=clock.now(),
        )

    @transition(
        source=State.PROPOSED,
        target=State.APPROVED,
        permission=is_head,
        guards=[
            somebody_else_wrote_it,
            only_the_certificate_is_awaited,
            everything_else_is_clear,
            the_supervisor_is_at_the_school,
            the_review_comes_soon,
        ],
        label="Approve the early start",
    )
    def approve(self, *, by, reason):
        """The head, who did not write it, takes responsibility for the safeguards until the certificate is seen."""
        self.approved_by, self.approved_at = by, clock.now()
        self.record_assessment(by, clock.today())

    @transition(
        source=State.APPROVED,
        target=State.APPROVED,
        permission=is_head,
        guards=[
            it_has_not_lapsed,
            somebody_else_wrote_it,
            only_the_certificate_is_awaited,
            everything_else_is_clear,
            the_supervisor_is_at_the_school,
            the_review_comes_soon,
        ],
        records=["review_on"],
        label="Review the safeguards",
    )
    def renew(self, *, by, review_on, reason):
        """The head has looked again, is still content, and names the next day to look."""
        self.reviewed_on, self.review_on = max(clock.today(), self.starts_on), review_on
        self.record_assessment(by, clock.today())

    @transition(
        source=State.APPROVED,
        target=State.REVOKED,
        permission=stops_early_starts,
        guards=[it_no_longer_holds],
        records=["fault"],
        label="Revoke the early start",
        then=an_incident_exists,
    )
    def revoke(self, *, by, reason, fault="decided"):
        """One of its conditions has failed, or somebody thinks better of it: the person may not be at work."""
        self.stopped_at, self.fault = clock.now(), fault

    @transition(
        source=[State.PROPOSED, State.APPROVED],
        target=State.ENDED,
        permission=is_system,
        guards=[the_certificate_is_clear],
        label="End the early start",
    )
    def end(self, *, by):
        """The certificate was seen, or is asked for no more, so nobody needs an exception."""
        self.stopped_at = clock.now()

    @transition(
        source=[State.PROPOSED, State.APPROVED],
        target=State.WITHDRAWN,
        permission=any_of(is_head_or_hr, is_system),
        guards=[nobody_relies_on_it_yet],
        label="Withdraw the early start",
    )
    def withdraw(self, *, by, reason):
        """It is not wanted, or not agreed to; the start waits for the certificate after all."""
        self.stopped_at = clock.now()

    def record_assessment(self, by, signed_on):
        """The approved safeguards are the evidence of the assessment that the rule table asks for."""
        check = self.clearance.checks.filter(code="dbs_interim_risk_assessment").exclude(state="let_go").first()
        if check is not None:
            check.record(by=by, evidence=self.as_evidence(signed_on))

    def as_evidence(self, signed_on):
        """What the receipt of the assessment says."""
        return {
            "source": f"the safeguards written by {self.proposed_by.name}",
            "terms": "",
            "outcome": "active",
            "evidence_on": signed_on,
            "supervisor": self.supervisor.name,
            "never_alone": "yes",
            "review_on": self.review_on,
        }

    def follow(self, certificate):
        """What becomes of the exception when the certificate it waits for has moved."""
        if certificate.state in {"clear", "let_go"}:
            self.end(by=SYSTEM)
        elif self.state == self.State.APPROVED and not it_began_before_the_certificate(certificate):
            self.revoke(by=SYSTEM, reason="What came back from the DBS must be decided on first.", fault="certificate")
