"""What a trust may settle for itself, and how far: tighter than the rules always, looser than a MUST never."""

import operator
from functools import lru_cache

from checks.rules.shapes import InvalidCase, number, one_of, record, yes_no
from checks.rules.strengths import STRENGTHS, is_weaker
from checks.rules.vocabulary import CODES

DEFAULTS = {
    "references_min": 2,
    "overseas_months": 3,
    "overseas_years": 10,
    "overseas_adult_only": True,
    "online_search": "all_shortlisted",
    "prohibition_check_for_under_direction": False,
    "employment_gap_days": 28,
    "retention_unsuccessful_months": 12,
    "probation_months": 5,  # until it is decided whether somebody stays (checks/protection.py)
    "dbs_again_years": 0,  # never, unless a trust wishes it: the law sets no end
    "strength": {},  # check code -> a harder strength than the table gives
}

KNOBS = {
    "references_min": number,
    "overseas_months": number,
    "overseas_years": number,
    "overseas_adult_only": yes_no,
    "online_search": one_of("all_shortlisted", "off"),
    "prohibition_check_for_under_direction": yes_no,
    "employment_gap_days": number,
    "retention_unsuccessful_months": number,
    "probation_months": number,
    "dbs_again_years": number,
    "strength": record(dict.fromkeys(CODES, one_of(*STRENGTHS)), optional=frozenset(CODES)),
}
POLICY = record(KNOBS, optional=frozenset(KNOBS))

# The duty to make the checks judged appropriate is a MUST; from which stay on is the trust's own judgement, since no act sets
# a threshold. It may choose as loosely as any policy in use, and no further: there the duty would be let go (decision 0020).
LOOSEST = {
    "references_min": (operator.ge, 1, "references", "at least"),
    "overseas_months": (operator.le, 6, "overseas_criminal_record", "at most"),
    "overseas_years": (operator.ge, 5, "overseas_criminal_record", "at least"),
}


class LoosensAMust(InvalidCase):
    """A trust's policy would switch off, or weaken, something the law requires."""


def read(name: str, policy: dict, problems: list[str]) -> list[str]:
    """Note each unknown word in `problems`; return each choice that loosens."""
    mine: list[str] = []
    POLICY(name, policy, mine)
    problems.extend(mine)
    return [] if mine else loosened(policy)


def within_bounds(choices: dict) -> dict:
    """Choices settled while the bounds were wider, as the rules may take them now."""
    kept = {
        knob: bound
        for knob, (holds, bound, _code, _words) in LOOSEST.items()
        if knob in choices and not holds(choices[knob], bound)
    }
    return choices | kept


def over_defaults(policy: dict | None) -> dict:
    """The trust's choices over the defaults."""
    return DEFAULTS | policy if policy else DEFAULTS


def loosened(policy: dict | None) -> list[str]:
    """Each choice that would let a check go, or weaken it, where the law may require it; whoever the case is about."""
    if not policy:
        return []
    chosen = over_defaults(policy)
    return [
        *(
            f"policy.{knob} must be {words} {bound}: {code} may be a MUST and a policy cannot loosen it"
            for knob, (holds, bound, code, words) in LOOSEST.items()
            if not holds(chosen[knob], bound)
        ),
        *(
            f"policy.strength.{code} {strength!r} is weaker than the rules' {strongest()[code]!r}"
            for code, strength in chosen["strength"].items()
            if is_weaker(strength, strongest()[code])
        ),
    ]


@lru_cache(maxsize=1)
def strongest() -> dict[str, str]:
    """Code -> the hardest strength any line of the table gives it."""
    from checks.rules.tables.blocks import BLOCKS

    hardest: dict[str, str] = {}
    for block in BLOCKS:
        for line in block.asking:
            hardest[line.adds] = max(line.strength, hardest.get(line.adds, STRENGTHS[0]), key=STRENGTHS.index)
    return hardest
