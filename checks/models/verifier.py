import datetime as dt

from django.db import models
from django.db.models import F, Q

from checks.guards_verifiers import it_ends_before_its_time, it_lasts_as_long_as_its_terms, it_runs_forward
from checks.kinds.authority import IN_THE_REGISTER
from hiring import clock
from hiring.permissions import KEEPS_THE_TRUST, READS_CHECKS
from workflows.models.of_the_trust import OfTheTrust, OfTheTrustQuerySet
from workflows.permissions import is_a_second_person
from workflows.transitions import opening, transition


class VerifierQuerySet(OfTheTrustQuerySet):
    def within_reach_of(self, user):
        """Whoever reads checks in the trust, or keeps it, reads who may verify there: a register of staff, not of candidates."""
        readers = READS_CHECKS | KEEPS_THE_TRUST
        return Q(school__trust_id__in={m.trust_id for m in user.all_memberships if m.role in readers})

    def reaching(self, school):
        """The entries that hold at this school: its own, and those for the whole trust."""
        return self.filter(Q(trust_wide=True, school__trust_id=school.trust_id) | Q(trust_wide=False, school=school))

    def not_over(self, day):
        """Those whose last day has not passed, begun or not."""
        return self.filter(Q(ended_on=None) | Q(ended_on__gte=day), Q(until_on=None) | Q(until_on__gte=day))


class Verifier(OfTheTrust):
    """Somebody who may verify by one authority, from a day, on written grounds, as somebody else entered it. Ended, never changed."""

    class State(models.TextChoices):
        HELD = "held", "Held"
        ENDED = "ended", "Ended"

    state = models.CharField(max_length=30, choices=State, editable=False)
    trust_wide = models.BooleanField(default=True)
    person = models.ForeignKey("hiring.User", models.PROTECT, related_name="+")
    authority = models.CharField(max_length=30, choices=[(each.code, each.title) for each in IN_THE_REGISTER.values()])
    from_on = models.DateField(help_text="The first day they may verify by it.")
    until_on = models.DateField(null=True, blank=True, help_text="The last day; none: until it is ended.")
    grounds = models.CharField(max_length=200, help_text="Who trained or registered them, and in what.")
    grounds_on = models.DateField(help_text="The day of that training, registration or acceptance of terms.")
    entered_by = models.ForeignKey("hiring.User", models.PROTECT, related_name="+")
    entered_at = models.DateTimeField(default=clock.now)
    ended_on = models.DateField(
        null=True, editable=False, help_text="The last day, where it was ended before its time."
    )

    objects = VerifierQuerySet.as_manager()
    locked_with = ("school__trust", "person", "entered_by")

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(condition=~Q(person=F("entered_by")), name="nobody_makes_themselves_a_verifier"),
            models.CheckConstraint(
                condition=Q(until_on=None) | Q(until_on__gte=F("from_on")), name="verifier_runs_forward"
            ),
            models.CheckConstraint(condition=Q(grounds_on__lte=F("from_on")), name="verifier_has_grounds_first"),
            models.CheckConstraint(
                condition=~Q(authority="barred_list")
                | Q(until_on__isnull=False, until_on__lte=F("grounds_on") + dt.timedelta(days=366)),
                name="barred_list_terms_are_accepted_yearly",
            ),
        ]

    def __str__(self):
        return f"{self.person.name}, {self.title}"

    def get_absolute_url(self):
        return f"/settings/verifiers/{self.pk}/"

    @property
    def about_id(self):
        return self.person_id

    @property
    def title(self):
        return self.get_authority_display()

    @property
    def where(self):
        return self.school.trust if self.trust_wide else self.school

    @property
    def last_on(self):
        """The last day it holds; None while no day is set."""
        return min(filter(None, [self.until_on, self.ended_on]), default=None)

    def holds_on(self, day):
        """Whether it holds on this day, its first and its last included."""
        return self.from_on <= day and (self.last_on is None or day <= self.last_on)

    @opening(
        target=State.HELD,
        permission=is_a_second_person,
        guards=[it_runs_forward, it_lasts_as_long_as_its_terms],
        records=["authority"],
        label="Say who may verify",
    )
    def authorise(cls, *, by, trust, school, person, authority, from_on, grounds, grounds_on, until_on=None):
        """Somebody else than they says what they are trained or registered for, since when, until when and on what grounds."""
        anchor = school or min(trust.schools.all(), key=lambda each: each.pk)
        return cls(
            school=anchor,
            trust_wide=school is None,
            person=person,
            authority=authority,
            from_on=from_on,
            until_on=until_on,
            grounds=grounds,
            grounds_on=grounds_on,
            entered_by=by,
            entered_at=clock.now(),
        )

    @transition(
        source=State.HELD,
        target=State.ENDED,
        permission=is_a_second_person,
        guards=[it_ends_before_its_time],
        records=["ended_on"],
        label="End it",
    )
    def end(self, *, by, ended_on, reason):
        """They left, were taken off the service, or were entered by mistake. What they saw until then stays."""
        self.ended_on = ended_on
