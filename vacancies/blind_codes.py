"""Two-character codes that stand for applicants: random, without look-alikes, not in order of receipt."""

import hashlib
import secrets

LETTERS = "ACDEFGHJKLMNPQRTUVWXY"
DIGITS = "234679"


def new_code(taken):
    """A code not yet in `taken`; longer ones once two characters run out."""
    for length in (1, 2, 3):
        free = len(LETTERS) * len(DIGITS) ** length - len([code for code in taken if len(code) == length + 1])
        while free > 0:
            code = secrets.choice(LETTERS) + "".join(secrets.choice(DIGITS) for _ in range(length))
            if code not in taken:
                return code
    raise ValueError("There are no blind codes left for this vacancy.")


def shuffled(codes, seed):
    """The codes in an order fixed by the seed: the same each time it is asked, and unlike any other order of the same people."""
    return sorted(codes, key=lambda code: hashlib.sha256(f"{seed}:{code}".encode()).digest())
