"""How a file is put to the rules, and keeps up with the law while somebody is at work on it."""

import datetime as dt
from functools import partial

from checks.age import as_known
from checks.guards_rescreening import something_is_new_by_the_rules_of_today, they_are_at_work
from checks.letters_held import asked_again
from checks.models.historic import RULES_READ
from checks.permissions import may_open_a_file
from checks.rules import required_checks
from hiring import clock
from workflows.transitions import STAYS, transition


class MovesWithTheLaw:
    """The verb for a file whose facts are what they were, and whose rules are not."""

    @transition(
        source=["open", "relied_on"],
        target=STAYS,
        permission=may_open_a_file,
        guards=[they_are_at_work, something_is_new_by_the_rules_of_today],
        records=RULES_READ,
        label="Ask for what the rules now ask",
    )
    def rescreen(self, *, by):
        """The law moved while they were at work: what it now asks for becomes open checks; nothing they have is dropped."""
        from checks.rescreening import moved_for, with_papers

        moved = moved_for(self)
        self.keep(moved.now)
        self.ask_for(with_papers(moved), by=by, again=[need for need in moved.added if need.code in moved.letters])

    def read_the_rules(self, *, by, role=None, person=None):
        """Put the facts to the rule table, these among them, and require what it asks for and the file does not hold.

        Where the planned day has passed, the rules are those of today: nobody can begin earlier.
        """
        self.role_facts = {**self.role_facts, **(role or {})}
        self.person_facts = self.as_known(person or {})
        day = self.day_of_rules(self.role_facts)
        rules_of = partial(required_checks, self.role_facts, self.person_facts, self.policy)
        decision = rules_of(day)
        if not self.began_on:
            self.starts_on = decision.start_date
            decision = self.asked_on(clock.today()) if decision.start_date < clock.today() else decision
        self.keep(decision)
        again = asked_again(self.checks.with_letters(), decision.rules_of, rules_of)
        self.ask_for(decision.required, by=by, again=[need for need, _lacking in again])

    def as_known(self, person):
        """The facts of the person with these among them, and their age by their date of birth."""
        return as_known(self, self.role_facts, {**self.person_facts, **person})

    def keep(self, decision):
        """What the rules said of these facts, beside the checks they ask for."""
        self.regulated_activity = decision.regulated_activity
        self.edition_on = decision.rules_of
        self.place_on_record = decision.scr
        self.excluded = [[each.code, each.rule] for each in decision.excluded]

    def ask_for(self, requirements, *, by, again=()):
        """Open a check for each of these that is not in the file; one that was let go is asked for again.

        `again`: a letter in the file does not state what it must by these rules, so another is asked for beside it.
        """
        from checks.models.check import Check

        Check.require(by=by, clearance=self, requirements=requirements, again=again)
        asked = {need.code: need for need in requirements}
        for check in self.checks.filter(state=Check.State.LET_GO, code__in=asked):
            check.require_again(by=by, need=asked[check.code])

    def day_of_rules(self, role):
        """The day whose rules are read for these facts: of somebody at work, never an older one than was read already."""
        told = role.get("start_date") or ""
        if self.began_on and self.edition_on and told < self.edition_on.isoformat():
            return self.edition_on
        return dt.date.fromisoformat(told) if told else None
