"""Checks made before Gatepost was here: copied from the old record, and marked as copied for good."""

from checks.guards import the_file_is_open
from checks.guards_historic import it_was_seen_before_the_file, they_were_here_before_the_file
from checks.kinds import kind
from checks.models.rules_policy import RulesPolicy
from checks.rules import required_checks
from hiring import clock
from hiring.permissions import is_head_or_hr
from workflows.transitions import opening, transition

RULES_READ = [
    *("edition_on", "post_title", "sent_by", "role_facts", "excluded"),
    *("regulated_activity", "place_on_record"),
]


class FileOfSomebodyHere:
    """How the file of somebody who was at work here already is opened."""

    @opening(
        target="open", permission=is_head_or_hr, records=[*RULES_READ, "in_post_since"], label="Bring somebody across"
    )
    def bring_across(cls, *, by, school, person, post_title, role_facts, person_facts, in_post_since, sent_by=""):
        """They were at work here before Gatepost was, so they are on the record from the day their file is opened."""
        file = cls(
            school=school,
            person=person,
            post_title=post_title,
            role_facts=role_facts,
            person_facts=person_facts,
            sent_by=sent_by,
            starts_on=in_post_since,
            in_post_since=in_post_since,
            offer_made_at=clock.london(in_post_since),
            on_record_from=clock.now(),
        )
        file.decision = required_checks(role_facts, person_facts, RulesPolicy.of(school.trust))
        file.keep(file.decision)
        return file


class SeenBeforeTheFile:
    """The verbs of a check for what the old record says."""

    copied = None  # what is on its way to becoming a receipt

    @opening(
        target="clear",
        permission=is_head_or_hr,
        guards=[the_file_is_open, they_were_here_before_the_file, it_was_seen_before_the_file],
        label="Carry over from the old record",
        then=lambda check: check.keep_the_copy(),
    )
    def carry_over(cls, *, by, clearance, requirements, copied):
        """A new file takes over every check that the old record gives a date for. `copied`: code -> what it says."""
        codes = {need.code for need in requirements}
        papers = {kind(code).comes_with: code for code in codes}
        made = [
            cls(
                clearance=clearance,
                code=need.code,
                number=number,
                strength=need.strength,
                required_by=need.rule,
                source=need.source,
                carries=papers.get(need.code, ""),
                holder="",
                held_since=clock.now(),
                expires_on=copied[need.code].get("runs_out_on"),
            )
            for need in requirements
            if need.code in copied and kind(need.code).comes_with not in codes
            for number in range(1, clearance.trust.references_min + 1 if need.code == "references" else 2)
        ]
        for check in made:
            check.copied, check.copied_by = copied[check.code], by
        return made

    @transition(
        source=["not_started", "waiting"],
        target="clear",
        permission=is_head_or_hr,
        guards=[the_file_is_open, they_were_here_before_the_file, it_was_seen_before_the_file],
        label="Add a historic record",
    )
    def record_historic(self, *, by, seen_on, where, seen_by="", certificate_number="", runs_out_on=None):
        """The old record has turned up, or was overlooked: its date counts, marked for good as recorded later."""
        self.copied = {
            "seen_on": seen_on,
            "where": where,
            "seen_by": seen_by,
            "certificate_number": certificate_number,
        }
        self.copied_by = by
        self.expires_on = runs_out_on
        self.pass_to("")
        self.keep_the_copy()

    def keep_the_copy(self):
        """The receipt that says what the old record said, and who copied it."""
        from checks.models.receipt import Receipt

        Receipt.copy(self, self.copied, self.copied_by)
