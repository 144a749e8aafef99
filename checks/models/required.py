"""How a check comes to be asked for, and to be asked for no more: as the rule table says, and not otherwise."""

from checks.changes_agreed import the_change_asks_for_it_no_more
from checks.guards import the_file_is_open
from checks.guards_dbs import the_list_may_be_looked_up
from checks.kinds import kind
from checks.models import lines
from checks.models.what_follows import what_follows_once_let_go
from checks.permissions import agrees_to_changes, may_open_a_file
from hiring import clock
from workflows.transitions import opening, transition

NOT_STARTED, WAITING, TO_DECIDE, LET_GO = "not_started", "waiting", "to_decide", "let_go"


def carried_by(held, requirements):
    """Paper -> what comes on it. A certificate already asked for without the list does not carry it."""
    codes = {need.code for need in requirements}
    begun = {check.code: check.carries for check in held if check.state != "not_started"}
    papers = {kind(need.code).comes_with: need.code for need in requirements}
    return {paper: code for paper, code in papers.items() if paper in codes and begun.get(paper, code) == code}


class AskedForByTheRules:
    """Required by a line of the rule table, and let go by one."""

    @opening(
        target=NOT_STARTED,
        permission=may_open_a_file,
        guards=[the_file_is_open, the_list_may_be_looked_up],
        label="Require a check",
    )
    def require(cls, *, by, clearance, requirements, again=(), held=None):
        """The rule table asks for this check on this person; what is already in the file is left as it is.

        `again`: what was seen under an old name gets a line of its own under the new one. `held`: the checks of the file, where they have been read. A list asked for inside a certificate's own application comes on that paper, so it is one check and not two.
        """
        held = lines.in_files([clearance])[clearance.pk] if held is None else held
        rows = lines.by_code(held)
        carried = carried_by(held, requirements)
        for check in held:
            if carried.get(check.code, check.carries) != check.carries:
                cls.objects.filter(pk=check.pk).update(carries=carried[check.code])
        wanted = [
            (need, number, about)
            for need in requirements
            if need.code not in carried.values()
            for number, about in lines.wanted(clearance, need.code, rows[need.code])
        ]
        wanted += [(need, lines.following(rows[need.code]), {}) for need in again]
        return [
            cls(
                clearance=clearance,
                code=need.code,
                number=number,
                strength=need.strength,
                required_by=need.rule,
                source=need.source,
                held_since=clock.now(),
                carries=carried.get(need.code, ""),
                **about,
                after_start=clearance.state == "relied_on",
            )
            for need, number, about in wanted
        ]

    @transition(
        source=[NOT_STARTED, WAITING, TO_DECIDE],
        target=LET_GO,
        permission=agrees_to_changes,
        guards=[the_file_is_open, the_change_asks_for_it_no_more],
        label="Let the check go",
        then=what_follows_once_let_go,
    )
    def let_go(self, *, by, change, rule):
        """The facts have changed and no rule asks for it any more. It stays in the file, with the rule that says so."""
        self.let_go_by, self.required_by = change, rule
        self.pass_to("")

    @transition(
        source=LET_GO,
        target=NOT_STARTED,
        permission=may_open_a_file,
        guards=[the_file_is_open],
        label="Require it again",
    )
    def require_again(self, *, by, need):
        """The facts have changed back, and the rule table asks for it once more."""
        self.strength, self.required_by, self.source = need.strength, need.rule, need.source
        self.let_go_by = self.asked_at = None
        self.after_start = self.clearance.state == "relied_on"
        self.pass_to("HR")
