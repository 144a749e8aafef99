"""What the rules ask for on the first day and the file does not hold: a dated rule, the trust's own choice or the day itself has moved."""

from dataclasses import replace
from functools import cache

from checks.gate_line import Line
from checks.kinds import kind
from checks.kinds.words import as_date
from checks.letters_held import asked_again
from checks.models.lines import lacking
from checks.rules import InvalidCase
from checks.rules.moving_law import days_moved
from hiring import clock
from hiring.calendars import add_working_days
from hiring.templatetags.dates import day as in_words

DEAL_WITH_IN = 2  # working days


def newly_asked(gate):
    """A line for each check that nobody has asked for yet. Of whoever has begun the start is history (decision 0007)."""
    file, held = gate.clearance, [*gate.checks, *gate.let_go]
    if file.state != "open" or file.began_on or not file.role_facts or not held:
        return []
    rules_of = cache(file.asked_on)
    try:
        required = rules_of(gate.begins_on).required
        again = asked_again(held, gate.begins_on, rules_of)
    except InvalidCase:  # facts told before the rules knew these words; whoever derives again is told which
        return []
    have = {check.code for check in gate.checks} | {check.carries for check in gate.checks}
    more = [each for need in required if need.code in have for each in _more_of_it(gate, need)]
    missing = {need.code: need for need in required if need.code not in have}
    carried = {kind(code).comes_with: code for code in missing}  # one paper, one check (decision 0003)
    wanted = [need for code, need in missing.items() if kind(code).comes_with not in missing]
    new = [_line(gate, need, carried.get(need.code, ""), *_came_to_be_asked(gate, need)) for need in wanted]
    return new + more + [_letter_line(gate, need, lacking) for need, lacking in again]


def _more_of_it(gate, need):
    """Where several of one kind are asked for, those that the file does not hold: a reference more, another country."""
    file, several = gate.clearance, kind(need.code).per_country and gate.clearance.countries
    if need.code != "references" and not several:
        return []
    held = [check for check in (*gate.checks, *gate.let_go) if check.code == need.code]
    lines = lacking(file.lived_in(need.code), 1, held) if several else lacking([], file.how_many(need.code), held)
    why = _came_to_be_asked(gate, need) if lines else ()
    return [_line(gate, need, "", *why, number=number, **which) for number, which in lines]


def _letter_line(gate, need, lacking):
    """A letter that came before it had to state what it must now: another is asked for, naming what is missing."""
    since = next((each.since for each in lacking if each.since), gate.today)
    line = _line(gate, need, "", since, "")
    return replace(line, detail=" ".join(each.words for each in lacking))


def _line(gate, need, carries, since, why, **which):
    file = gate.clearance
    told = {"code": need.code, "required_by": need.rule, "source": need.source, "strength": need.strength}
    check = file.checks.model(clearance=file, carries=carries, **told, **which)
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
    for turn in days_moved(read_on, begins_on):
        if need.code in file.asked_on(turn).codes:
            return turn, f"from {in_words(turn)}, when the rules changed"
    return gate.today, f"of whoever begins on {in_words(begins_on)}"
