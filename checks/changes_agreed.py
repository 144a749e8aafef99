"""What must be true before facts change, and before a check is let go because they did: `(subject, move) -> blockers`."""

from workflows.blockers import Blocker


def the_work_has_not_ended(subject, move):
    """Nothing changes about somebody who is not considered any more, or who has left."""
    clearance = subject.clearance
    if clearance.state in {"closed", "left"}:
        text = f"{clearance}: the file is closed. Add the person again to begin new checks."
        yield Blocker(code="clearance.ended", text=text, owner="HR", fix=clearance.get_absolute_url())


def no_other_change_came_first(change, move):
    """A change is made to the facts it was proposed for, and to no others."""
    born = change.born_on and change.clearance.born_on != change.born_before
    if born or change.clearance.facts != change.facts_before:
        text = "The facts have changed since this was proposed. Set it aside and propose it again."
        yield Blocker(code="change.overtaken", text=text, owner=change.proposed_by.name, fix=change.get_absolute_url())


def a_second_person_agrees_to_lighter_checks(change, move):
    """Less is asked for only when two people say so, and never about either of them (I5, I11)."""
    if change.is_lighter and move.by.pk == change.proposed_by_id:
        text = "This asks for less than before. Somebody else must agree to it: another person in HR, the headteacher or the safeguarding lead."
        yield Blocker(
            code="change.second_person", text=text, owner="a second person", fix=change.get_absolute_url(), rule="I5"
        )


def no_status_is_typed(change, move):
    """What the Update Service says comes from a look at it or from its receipt, never from somebody's keyboard."""
    told = (change.person_facts.get("update_service") or {}).get("status")
    held = (change.clearance.person_facts.get("update_service") or {}).get("status")
    if told and told != held:
        text = "A status is not typed. Look at the Update Service, or record what it said, on the page of the check."
        yield Blocker(code="change.status_typed", text=text, owner="HR", fix=change.clearance.get_absolute_url())


def the_change_asks_for_it_no_more(check, move):
    """A check is let go only by a change of facts of its own file that says so."""
    change = move.details.get("change")
    if change is None or change.clearance_id != check.clearance_id or change.state != "proposed":
        text = f"{check.title} is let go only by a change of facts."
        yield Blocker(
            code=f"{check.code}.no_change", text=text, owner="HR", fix=f"{check.clearance.get_absolute_url()}facts/"
        )
