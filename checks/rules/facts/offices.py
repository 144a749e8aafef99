"""What somebody who governs holds."""

TRUSTEES = {"trustee", "chair_of_trustees"}
PROPRIETORS = TRUSTEES | {"member"}
ACADEMY_GOVERNORS = PROPRIETORS | {"local_governor_delegated"}


def is_associate_member(case):
    """Is an associate member of a maintained school's governing body."""
    return case.governance_role == "maintained_associate_member"


def holds_office(case):
    """Anybody who governs, but for an associate member."""
    return not is_associate_member(case)


def is_proprietor(case):
    """Is a member, a trustee or the chair."""
    return case.governance_role in PROPRIETORS


def holds_office_but_is_no_proprietor(case):
    """Is a local or maintained-school governor, or the clerk."""
    return holds_office(case) and not is_proprietor(case)


def governs_an_academy_or_independent(case):
    """Is a member, a trustee, the chair, or a local governor with delegated functions, of an academy or independent school."""
    return case.setting != "maintained" and case.governance_role in ACADEMY_GOVERNORS


def governs_or_serves_otherwise(case):
    """Is any other governor, or the clerk."""
    return holds_office(case) and not governs_an_academy_or_independent(case)


def is_chair(case):
    """Chairs the trustees."""
    return case.governance_role == "chair_of_trustees"


def is_on_the_companies_register(case):
    """Is a trustee or the chair, or a person with significant control."""
    return case.governance_role in TRUSTEES or (holds_office(case) and case.person_with_significant_control is True)


def governs_in_regulated_activity(case):
    """Governs, and is in regulated activity as well."""
    return holds_office(case) and case.regulated_activity
