"""The words in the box "position applied for" of a DBS application. The DBS looks where they tell it to.

Each application for work with children names the child workforce; one for managing or governing an independent school,
which an academy is, names that too, or a section 128 direction is not shown (KCSIE Part three, section 128 checks).
"""

POSITIONS = [
    ("Child Workforce", "Child Workforce, and the job"),
    ("Child Workforce Independent School", "Child Workforce Independent School, and the job"),
    ("other", "Something else"),
]


def needs_independent(file):
    """Whether the post takes part in managing or governing an academy or an independent school."""
    role = getattr(file, "role_facts", None) or {}
    manages = role.get("management") or role.get("engagement") == "governance"
    return bool(manages) and role.get("setting") != "maintained"


def position_of(file):
    """What the box must begin with for this post; the job's title follows it."""
    return POSITIONS[1][0] if needs_independent(file) else POSITIONS[0][0]


def names_independent(position):
    return position == POSITIONS[1][0]


def fault_of(position, file):
    """What is missing from the words, as a sentence; nothing where they will do."""
    if position == "other":
        return "The position must say Child Workforce, or the DBS looks elsewhere"
    if needs_independent(file) and not names_independent(position):
        return "This post manages or governs: the position must say Child Workforce Independent School, or a section 128 direction is not shown"
    return ""
