"""Reading the table for one case, from the top."""

import datetime as dt
from functools import lru_cache

from checks.rules import case as cases
from checks.rules.confirmation import letter_of
from checks.rules.decision import Decision, Exclusion, Requirement
from checks.rules.facts.contact import meets_pupils
from checks.rules.rule import Lifts
from checks.rules.single_central_record import place_on_record
from checks.rules.tables.blocks import BLOCKS
from checks.rules.tables.regulated_activity import ANSWERS
from checks.rules.vocabulary import CODES

ONLY_IN_REGULATED_ACTIVITY = {"barred_list", "barred_list_standalone", "dbs_interim_risk_assessment"}


def required_checks(role: dict, person: dict, policy: dict | None = None, rules_of: dt.date | None = None) -> Decision:
    """Which checks this person needs for this post, and for each other check the rule that left it out.

    The rules are those in force on the role's start date, or on the day `rules_of` where one is given: the law may move
    under somebody whose facts have not. Raises InvalidCase, naming every unknown or missing attribute and value, and
    LoosensAMust for a policy that would weaken the law.
    """
    case = cases.read(role, person, policy)
    case.rules_of = rules_of or case.start_date
    answer = next(line for line in ANSWERS if line.is_in_force(case.rules_of) and line.when(case))
    case.regulated_activity = answer.is_regulated
    block = next(block for block in BLOCKS if block.when(case))
    lifted: dict[str, str] = {}
    required = tuple(requirements(block, case, lifted))
    raised = {requirement.code for requirement in required}
    return Decision(
        regulated_activity=answer.is_regulated,
        regulated_activity_rule=answer.id,
        required=required,
        excluded=tuple(
            Exclusion(code, lifted.get(code) or excluding_rule(code, block, case, answer.id))
            for code in CODES
            if code not in raised
        ),
        letter=letter_of(case),
        self_declaration_scope=declaration_scope(case) if "self_declaration" in raised else None,
        scr=place_on_record(case),
        start_date=case.start_date,
        rules_of=case.rules_of,
    )


def requirements(block, case, lifted):
    """Each check the block's lines ask for; what an earlier line lifted, a later one cannot ask for."""
    raised = set()
    for line in lines_in_force(block.id, case.rules_of):
        if not line.when(case):
            continue
        if isinstance(line, Lifts):
            for code in line.codes:
                lifted.setdefault(code, line.id)
        elif line.adds not in lifted and line.adds not in raised:
            raised.add(line.adds)
            strength = tightened(line.adds, line.strength, case.policy)
            source = line.source.on(case.rules_of)
            yield Requirement(line.adds, strength, line.id, str(source), source.mark)


@lru_cache(maxsize=4096)
def lines_in_force(block_id: str, day: dt.date):
    """The lines of one block by the edition of one day."""
    return next(block for block in BLOCKS if block.id == block_id).in_force(day)


def tightened(code: str, strength: str, policy: dict) -> str:
    """The trust's own strength where it gave one; `policy.py` has refused any weaker than the table's."""
    return policy["strength"].get(code, strength)


def excluding_rule(code: str, block, case, answer_id: str) -> str:
    """The line that would have asked for the check had it fitted, or the block that was read and never asks for it."""
    if not case.regulated_activity and code in ONLY_IN_REGULATED_ACTIVITY:
        return answer_id
    return nearest_lines(block.id, case.rules_of)[code]


@lru_cache(maxsize=4096)
def nearest_lines(block_id: str, day: dt.date) -> dict[str, str]:
    """Code -> the last line in this block that could ask for it; the whole block when none could."""
    nearest = dict.fromkeys(CODES, block_id)
    nearest |= {line.adds: line.id for line in lines_in_force(block_id, day) if not isinstance(line, Lifts)}
    return nearest


def declaration_scope(case) -> str:
    """What may be asked: spent matters only where the post is open to an enhanced check (Exceptions Order 1975)."""
    return "unspent_plus_unprotected_spent" if meets_pupils(case) else "unspent_only"
