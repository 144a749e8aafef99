"""How a file is put to the rules, and keeps up with the law while somebody is at work on it."""

import datetime as dt
from functools import partial

from checks.age import as_known
from checks.guards_rescreening import something_is_new_by_the_rules_of_today, they_are_at_work
from checks.letters_held import asked_again
from checks.models import lines
from checks.models.historic import RULES_READ
from checks.permissions import may_open_a_file
from checks.rules import required_checks
from hiring import clock
from workflows.many_cases import begin_in_many_cases
from workflows.transitions import STAYS, transition


def derive_all(files, *, by):
    """Put the facts of each file to the rule table, and open what it asks for in every one of them at once."""
    ask_for([file.put_to_the_rules() for file in files], by=by)


def ask_for(wanted, *, by):
    """Open a check for each requirement that is not in its file; one that was let go is asked for again.

    wanted: `(file, requirements, again)` each. `again(held)`: a letter among the checks held does not state what it must
    by these rules, so another is asked for beside it.
    """
    from checks.models.check import Check

    held = lines.in_files(
        [file for file, *_ in wanted if file.history_length > 1]
    )  # of others only the opening is told
    told = [
        {
            "clearance": file,
            "requirements": needs,
            "again": again(held.get(file.pk, [])),
            "held": held.get(file.pk, []),
        }
        for file, needs, again in wanted
    ]
    made = begin_in_many_cases(Check.rule_of("require"), told, by=by)
    for file, needs, _again in wanted:
        file.forget_checks()
        file.newly_required = [check for check in made if check.clearance_id == file.pk]
        asked = {need.code: need for need in needs}
        for check in held.get(file.pk, []):
            if check.state == Check.State.LET_GO and check.code in asked:
                check.require_again(by=by, need=asked[check.code])


def letters_outgrown(decision, rules_of, held):
    """What is asked for again, because the letter that is held states too little by these rules."""
    return [need for need, _lacking in asked_again(held, decision.rules_of, rules_of)]


class MovesWithTheLaw:
    """The verb for a file whose facts are what they were, and whose rules are not."""

    newly_required = ()  # the checks that the last reading of the rules opened

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
        letters = [need for need in moved.added if need.code in moved.letters]
        ask_for([(self, with_papers(moved), lambda held: letters)], by=by)

    def read_the_rules(self, *, by, role=None, person=None):
        """Put the facts to the rule table, these among them, and require what it asks for and the file does not hold."""
        ask_for([self.put_to_the_rules(role, person)], by=by)

    def put_to_the_rules(self, role=None, person=None):
        """What the rules say of the facts, these among them, as `ask_for` takes it; it is kept with the file.

        Where the planned day has passed, the rules are those of today: nobody can begin earlier.
        """
        self.role_facts = {**self.role_facts, **(role or {})}
        self.person_facts = self.as_known(person or {})
        policy = self.policy
        rules_of = partial(required_checks, self.role_facts, self.person_facts, policy)
        decision = rules_of(self.day_of_rules(self.role_facts))
        if not self.began_on:
            self.starts_on = decision.start_date
            if decision.start_date < clock.today():
                decision = self.asked_on(clock.today(), policy)
        self.keep(decision)
        return self, decision.required, partial(letters_outgrown, decision, rules_of)

    def forget_checks(self):
        """What was read of its checks for this move is so no longer."""
        vars(self).get("_prefetched_objects_cache", {}).pop("checks", None)
        vars(self).get("gates_kept", {}).clear()

    def as_known(self, person):
        """The facts of the person with these among them, and their age by their date of birth."""
        return as_known(self, self.role_facts, {**self.person_facts, **person})

    def keep(self, decision):
        """What the rules said of these facts, beside the checks they ask for."""
        self.regulated_activity = decision.regulated_activity
        self.edition_on = decision.rules_of
        self.place_on_record = decision.scr
        self.excluded = [[each.code, each.rule] for each in decision.excluded]

    def day_of_rules(self, role):
        """The day whose rules are read for these facts: of somebody at work, never an older one than was read already."""
        told = role.get("start_date") or ""
        if self.began_on and self.edition_on and told < self.edition_on.isoformat():
            return self.edition_on
        return dt.date.fromisoformat(told) if told else None
