"""The short lists of the home page, of every kind of record that waits for somebody to look into it: one question for all."""

import datetime as dt
from functools import cached_property

from django.db.models import Count, Q, Window

from checks.models import Concern, Document, EarlyStart, FactsChange, Incident
from hiring import clock
from hiring.models import Few, read_together
from vacancies.models import Probation
from vacancies.probations import PRESSES
from workflows.models import Effect, Message

A_WHILE = dt.timedelta(hours=1)
A_WEEK = dt.timedelta(days=7)
MOST = 20  # of one kind; whoever has more has begun at the oldest
WHOSE = "clearance__person__name clearance__school__name clearance__school__trust_id"
IN_WHICH_POST = (
    "appointment__clearance_id appointment__application__candidate__name appointment__vacancy__title "
    "appointment__vacancy__school__name appointment__vacancy__school__trust_id"
)
CHECK = "check_row__code check_row__number check_row__about check_row__carries check_row__clearance_id"


class Matters:
    """Of each kind the oldest, and of each record what its row says. Nobody is shown their own."""

    @cached_property
    def matters(self):
        return read_together(
            incidents=self._incidents(),
            concerns=self._concerns(),
            changes=self._changes(),
            early_starts=self._early_starts(),
            probations=self._probations(),
            papers=self._papers(),
            letters=self._letters(),
            unwritten=self._unwritten(),
        )

    @property
    def incidents(self):
        return self.matters["incidents"]

    @property
    def concerns(self):
        return self.matters["concerns"]

    @property
    def changes(self):
        return self.matters["changes"]

    @property
    def early_starts(self):
        return self.matters["early_starts"]

    @property
    def probations(self):
        return sorted(self.matters["probations"], key=lambda each: (each.last_day, each.pk))

    @property
    def papers(self):
        return self.matters["papers"]

    @property
    def letters(self):
        return self.matters["letters"]

    @property
    def unwritten(self):
        """How many letters could not even be written."""
        return next((each.of_all for each in self.matters["unwritten"]), 0)

    def _of_others(self, model):
        return model.objects.visible_to(self.actor).exclude(clearance__person=self.actor.pk)

    def _incidents(self):
        """Work begun without clearance that nobody has closed."""
        return Few(self._of_others(Incident).filter(state="open"), f"what recorded_at found_on {WHOSE}", most=MOST)

    def _concerns(self):
        """Checks of people at work in question, that nobody has settled."""
        names = f"state what raised_at review_on {CHECK} {WHOSE}"
        return Few(self._of_others(Concern).open(), names, order=("raised_at", "pk"), most=MOST)

    def _changes(self):
        """Changes of facts and corrections that wait for a second person."""
        waiting = self._of_others(FactsChange).filter(state="proposed")
        return Few(waiting, f"proposed_by__name born_on {WHOSE}", most=MOST)

    def _early_starts(self):
        """Starts before the certificate that are proposed, approved, or revoked while somebody is at work."""
        still = Q(state__in=EarlyStart.LIVE) | Q(state="revoked", clearance__state="relied_on")
        names = f"state starts_on review_on proposed_by_id certificate_id {WHOSE}"
        return Few(self._of_others(EarlyStart).filter(still), names)

    def _probations(self):
        """Those whose next review is due within a week, or whose decision within four."""
        undecided = Probation.objects.visible_to(self.actor).of_others(self.actor).undecided()
        near = clock.today() + PRESSES
        decision = Q(decide_by__lte=near, extended_to=None) | Q(extended_to__lte=near)
        wanted = undecided.filter(decision | Q(next_review_on__lte=clock.today() + A_WEEK))
        return Few(wanted, f"began_on decide_by protected_on extended_to next_review_on {IN_WHICH_POST}")

    def _papers(self):
        """Papers found unsafe, or that no scanner has answered for in an hour."""
        unscanned = Q(state="quarantined", uploaded_at__lt=clock.now() - A_WHILE) & ~Q(scan_fault="")
        found = self._of_others(Document).filter(Q(state="unsafe") | unscanned)
        return Few(found, f"state uploaded_at scan_fault {CHECK} {WHOSE}", most=MOST)

    def _letters(self):
        """Letters that did not arrive, or may not have."""
        stuck = Message.objects.visible_to(self.actor).filter(status__in=["failed", "unknown"])
        names = "status subject to_name written_at school__name"
        return Few(stuck, names, order=("written_at",), most=MOST)

    def _unwritten(self):
        """One of the letters that could not be written, and the number of them all."""
        failed = Effect.objects.visible_to(self.actor).filter(status=Effect.Status.FAILED)
        return Few(failed, "status", most=1, more={"of_all": Window(Count("pk"))})
