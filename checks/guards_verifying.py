"""Each kind is held to its own "who may verify": `(check, move) -> blockers` (decision 0021)."""

from checks.kinds.authority import IDENTITY
from checks.kinds.base import HR
from checks.kinds.words import as_date, day
from checks.verifying import is_called, may_decide, name_given, register_of, who_looked, who_may
from workflows.blockers import Blocker

REGISTER = "/settings/verifiers/"


def whoever_looked_might(check, move):
    """What was looked at counts only when whoever looked was trained or named for it on that day."""
    evidence = move.details.get("evidence")
    if evidence and who_looked(check, evidence, move.by) is None:
        authority, on = check.kind.authority_for(evidence), as_date(evidence["evidence_on"])
        yield _not_theirs(check, authority, name_given(evidence) or move.by.label, on)


def whoever_saw_the_paper_might(check, move):
    """The original behind a look at the Update Service was seen by somebody trained, whoever writes that down."""
    name, on = move.details.get("seen_by_name"), as_date(move.details.get("original_seen_on"))
    if name and on:
        saw = {"seen_by_name": name, "evidence_on": on, "outcome": "seen_no_content"}
        if who_looked(check, saw, move.by) is None:
            yield _not_theirs(check, IDENTITY, name, on)


def whoever_decides_might(check, move):
    """HR settles what only somebody trained for it can see; what needs judgement is the head's, whatever they were trained in."""
    kind = check.kind
    if kind.authorities and kind.decided_by == HR and check.state == "to_decide" and not kind.sealed_to:
        authority, on = kind.authorities[0], as_date(move.at)
        if not may_decide(check, authority, move.by, on):
            who = who_may(check, authority, on)
            others = f"the headteacher{f', {who}' if who else ''}"
            text = f"{_lacks(check, authority, move.by.label, on)} Ask {others} to decide."
            yield _blocker(check, authority, text, others)


def two_people_read_it(check, move):
    """One reader notices what the other did not, so the second is somebody else (KCSIE Part three: two people shortlist)."""
    second = str((move.details.get("evidence") or {}).get("second_reader") or "")
    if check.code == "employment_history" and second and is_called(move.by, second):
        text = f"{move.by.label} cannot be both readers. Enter somebody else who read it too."
        yield Blocker(code="employment_history.one_reader", text=text, owner="HR", rule=check.kind.stage_source)


def _not_theirs(check, authority, name, on):
    """What is missing, who has it, and how to put it right."""
    who = who_may(check, authority, on)
    enter = f"have the HR manager enter {name} under “Who may verify”"
    if not authority.in_register:
        way = "Enter the headteacher’s name as whoever looked, once they have."
    elif who:
        way = f"{who} did: enter who looked, or {enter}, and record it again."
    else:
        way = f"Nobody did: {enter}, or somebody who looks again, and record it again."
    return _blocker(check, authority, f"{_lacks(check, authority, name, on)} {way}", who or "the HR manager")


def _lacks(check, authority, name, on):
    """That they do not hold it, and until when they did where the register says so."""
    theirs = [each.last_on for each in register_of(check, authority) if is_called(each.person, name)]
    ends = [last_on for last_on in theirs if last_on and last_on < on]
    had = f"held until {day(max(ends))}" if ends else f"did not hold on {day(on)}"
    return f"{check.title} asks for “{authority.title}”, which {name} {had}."


def _blocker(check, authority, text, owner):
    return Blocker(
        code=f"{check.code}.may_not_verify",
        text=text,
        owner=owner,
        fix=REGISTER if authority.in_register else check.get_absolute_url(),
        rule=authority.source,
    )
