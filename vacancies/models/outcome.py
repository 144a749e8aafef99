from django.db import models
from django.db.models.query import ModelIterable

from checks.models import Clearance
from hiring import clock
from hiring.actors import SYSTEM
from hiring.permissions import any_of, is_system
from vacancies.guards import nobody_has_been_told, scores_are_open, the_school_still_chooses, too_late
from vacancies.permissions import is_hr_or_chair
from workflows.blockers import Blocked
from workflows.holding_back import hold_back, when_it_goes
from workflows.models import Promise
from workflows.transitions import transition


class AsTold(ModelIterable):
    """Rows as their writer knows them: a decision is theirs to know once its letter may go."""

    def __iter__(self):
        for application in super().__iter__():
            yield application.as_told()


class OutcomeFields(models.Model):
    """What is kept of a decision while its letter waits."""

    decided_from = models.CharField(
        max_length=30,
        blank=True,
        editable=False,
        help_text="Where it stood when it was decided, in case that is undone.",
    )
    outcome_goes_at = models.DateTimeField(
        null=True, blank=True, editable=False, help_text="When the letter about the decision may go."
    )

    class Meta:
        abstract = True

    @property
    def outcome_waits(self):
        """Whether it was decided and the person does not know it yet."""
        waits = self.outcome_goes_at is not None and clock.now() < self.outcome_goes_at
        return self.state == "not_progressing" and waits

    def as_told(self):
        """The copy in hand as its writer knows it. Only for reading: the row stays as it is."""
        if self.outcome_waits:
            self.state, self.ended_at, self.outcome_reason = self.decided_from, None, ""
        return self

    def leads_to(self, rule):
        if rule.name == "undo_decision":
            return (self.decided_from,)
        return super().leads_to(rule)


class Outcome:
    """How an application is turned down, and how that is taken back while nobody has been told."""

    @transition(
        source=["submitted", "shortlisted", "invited", "interviewed"],
        target="not_progressing",
        permission=any_of(is_hr_or_chair, is_system),
        guards=[scores_are_open],
        label="Not progressing",
        together=True,
        undone_by="undo_decision",
    )
    def do_not_progress(self, *, by, reason):
        """A person decided, for a reason, that this application goes no further; the candidate is told in ten minutes."""
        self.ended_at = clock.now()
        self.outcome_goes_at = self.ended_at if by.kind == "system" else when_it_goes(self.ended_at)
        self.decided_from, self.outcome_reason = self.state, reason
        Promise.keep(self, "shortlist", "decision", at=self.outcome_goes_at)
        self.close_checks()

    @transition(
        source="not_progressing",
        target=["submitted", "shortlisted", "invited", "interviewed"],
        permission=is_hr_or_chair,
        guards=[nobody_has_been_told, the_school_still_chooses],
        label="Undo the decision",
        together=True,
    )
    def undo_decision(self, *, by):
        """The letter has not gone, so it is stopped, and the application stands where it stood with the date it was promised."""
        if not hold_back("application.do_not_progress", self, by):
            raise Blocked(too_late(self))
        Promise.restore(self, self.outcome_goes_at)
        self.reopen_checks(by)
        before, self.decided_from = self.decided_from, ""
        self.ended_at = self.outcome_goes_at = None
        return before

    def close_checks(self):
        if self.clearance_id and self.clearance.state == Clearance.State.OPEN:
            self.clearance.close(by=SYSTEM)

    def reopen_checks(self, by):
        """Nobody who was asked about this person has been told otherwise yet."""
        closed = self.clearance_id and self.clearance.state == Clearance.State.CLOSED
        if closed and self.clearance.closed_at >= self.ended_at:
            if not hold_back("clearance.close", self.clearance, by):
                raise Blocked(too_late(self))
            self.clearance.reopen(by=SYSTEM)
