"""Which facts each rule looked at: the rules are put to the case once more, with somebody noting what they read."""

from typing import NamedTuple

from checks.rules import case as cases
from checks.rules.tables.blocks import BLOCKS
from checks.rules.tables.regulated_activity import ANSWERS

NOT_FACTS = {"policy"}


class Looked(NamedTuple):
    """What one rule says of this case, where it says so, and the facts it read before it could say it."""

    rule: str
    holds: bool
    source: str
    facts: tuple[str, ...]


class Noting:
    """A case that keeps a list of what is asked of it, in the order asked."""

    def __init__(self, case):
        self.case, self.asked = case, []

    def __getattr__(self, name):
        if name not in NOT_FACTS and name not in self.asked:
            self.asked.append(name)
        return getattr(self.case, name)


def because(role: dict, person: dict, policy: dict | None = None, rules_of=None) -> dict[str, Looked]:
    """Rule -> what it says, for every rule that had a say: regulated activity, the block, and each line in force."""
    case = cases.read(role, person, policy)
    day = rules_of or case.start_date
    looked: dict[str, Looked] = {}
    for line in (each for each in ANSWERS if each.is_in_force(day)):
        note(looked, line, case, str(line.source.on(day)))
        if looked[line.id].holds:
            case.regulated_activity = line.is_regulated
            break
    for block in BLOCKS:
        note(looked, block, case, "")
        if looked[block.id].holds:
            break
    for line in block.in_force(day):
        note(looked, line, case, str(line.source.on(day)))
    return looked


def note(looked, line, case, source):
    """Put one rule to the case; of two lines with one name, the first stands."""
    noting = Noting(case)
    holds = bool(line.when(noting))
    looked.setdefault(line.id, Looked(line.id, holds, source, tuple(noting.asked)))
