"""How binding a check is, weakest first."""

POLICY = "policy"  # the trust's own choice
CONSIDER = "consider"  # statutory guidance that asks only for consideration
SHOULD = "should"  # statutory guidance that schools must have regard to
MUST = "must"  # statute or regulation

STRENGTHS = (POLICY, CONSIDER, SHOULD, MUST)


def is_weaker(one: str, than: str) -> bool:
    """A trust may bind itself harder than the table, never softer."""
    return STRENGTHS.index(one) < STRENGTHS.index(than)
