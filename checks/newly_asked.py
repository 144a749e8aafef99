"""What the rules ask for on the first day and the file does not hold: a dated rule, the trust's own choice or the day itself has moved."""

from checks.gate_line import Line
from checks.kinds import kind
from checks.kinds.words import as_date
from checks.rules import InvalidCase
from checks.rules.tables.blocks import BLOCKS
from checks.rules.tables.regulated_activity import ANSWERS
from hiring import clock
from hiring.calendars import add_working_days
from hiring.templatetags.dates import day as in_words

DEAL_WITH_IN = 2  # working days


def newly_asked(gate):
    """A line for each check that nobody has asked for yet. Of whoever has begun the start is history (decision 0007)."""
    file, held = gate.clearance, [*gate.checks, *gate.let_go]
    if file.state != "open" or file.began_on or not file.role_facts or not held:
        return []
    try:
        required = file.asked_on(gate.begins_on).required
    except InvalidCase:  # facts told before the rules knew these words; whoever derives again is told which
        return []
    have = {check.code for check in gate.checks} | {check.carries for check in gate.checks}
    missing = {need.code: need for need in required if need.code not in have}
    carried = {kind(code).comes_with: code for code in missing}  # one paper, one check (decision 0003)
    wanted = [need for code, need in missing.items() if kind(code).comes_with not in missing]
    return [_line(gate, need, carried.get(need.code, "")) for need in wanted]


def _line(gate, need, carries):
    file, (since, why) = gate.clearance, _came_to_be_asked(gate, need)
    told = {"code": need.code, "required_by": need.rule, "source": need.source, "strength": need.strength}
    check = file.checks.model(clearance=file, carries=carries, **told)
    said = f"{'since' if since <= gate.today else 'from'} {in_words(since)}"
    return Line(
        check=check,
        condition="newly_asked",
        mark="none",
        name=check.title,
        word="Newly asked for",
        detail=f"Rule {need.rule} asks for it {why}, and it is not in the file.",
        holder="HR",
        held_since=clock.london(since),
        since=said,
        next_step="ask for it, and it opens like any other check.",
        due_on=add_working_days(gate.today, DEAL_WITH_IN),
        action_url=f"{file.get_absolute_url()}derive/",
        action_label="Ask for it",
        restricted="",
    )


def _came_to_be_asked(gate, need):
    """Since which day, and why: the trust's choice, a rule that came into force, or only that the first day is another."""
    file, read_on, begins_on = gate.clearance, gate.clearance.edition_on or gate.begins_on, gate.begins_on
    if need.code in file.asked_on(read_on).codes:
        chosen = file.policy_settled_at
        return (as_date(chosen) if chosen else gate.today), "as the trust has chosen"
    for turn in turning_days(read_on, begins_on):
        if need.code in file.asked_on(turn).codes:
            return turn, f"from {in_words(turn)}, when the rules changed"
    return gate.today, f"of whoever begins on {in_words(begins_on)}"


def turning_days(after, until):
    """The days between these two on which a line of the table comes into force or goes out of it."""
    lines = [*ANSWERS, *(line for block in BLOCKS for line in block.lines)]
    begins = {line.valid_from for line in lines}
    begins |= {type(after).fromordinal(line.valid_to.toordinal() + 1) for line in lines if line.valid_to < until}
    return sorted(day for day in begins if after < day <= until)
