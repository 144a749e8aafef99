"""What may not be asked of anybody before an offer, in any form (G02: Equality Act 2010, section 60)."""

import re

HEALTH = re.compile(
    r"\b(health\w*|sick\w*|ill(?:ness|nesses)?|absen\w+|disab\w+|medic\w+|pregnan\w+|maternity|injur\w+|"
    r"time off|days? off|hospital\w*|mental\w*|trade union|union member\w*)\b",
    re.IGNORECASE,
)
LEAVES_IT_OUT = re.compile(r"(please )?leave (it|them|that) out|we do not ask", re.IGNORECASE)


def asks_about_health(words):
    """Whether these words ask after somebody's health, absence or union; to say that we do not ask is no asking."""
    return bool(HEALTH.search(words)) and not LEAVES_IT_OUT.search(words)
