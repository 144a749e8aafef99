"""What is new for somebody the employer already has."""

from checks.rules.facts.duties import in_childcare, manages_an_academy_or_independent, must_hold_a_certificate
from checks.rules.facts.joining import lived_abroad_long_enough, may_work_for_a_time, taught_abroad_and_will_teach


def in_competition(case):
    """Applied in competition."""
    return case.competitive_process


def in_competition_and_may_be_searched_for(case):
    """Applied in competition, where the trust searches."""
    return case.competitive_process and case.policy["online_search"] != "off"


def new_to_regulated_activity(case):
    """In regulated activity now, and was not before."""
    return case.regulated_activity and not case.internal["was_regulated_activity"]


def new_to_teaching(case):
    """Does teaching work now, and did not before."""
    return case.teaching_work == "yes" and case.internal["was_teaching_work"] != "yes"


def new_to_teaching_and_must_hold_a_certificate(case):
    """Does teaching work now and did not before, and the post asks for a qualification."""
    return new_to_teaching(case) and must_hold_a_certificate(case)


def new_to_management(case):
    """Takes part in the management of an academy or independent school now, and did not before."""
    return manages_an_academy_or_independent(case) and not case.internal["was_management"]


def new_to_childcare(case):
    """Works in childcare now, and did not before."""
    return in_childcare(case) and not case.internal["was_childcare_in_scope"]


def has_a_new_name(case):
    """Has a name that nobody has yet seen documents for."""
    return case.names_changed and case.internal.get("new_name", False)


def newly_works_for_a_time(case):
    """Has permission to work that ends, and had no such permission when it was last looked at."""
    return may_work_for_a_time(case) and case.internal.get("newly_time_limited", False)


def has_lived_abroad_since(case):
    """Told us since they began of time abroad that is long enough, and recent enough, to be checked."""
    return case.internal.get("new_time_abroad", False) and lived_abroad_long_enough(case)


def has_taught_abroad_since(case):
    """Told us since they began that they taught abroad, and does teaching work here."""
    return case.internal.get("new_time_abroad", False) and taught_abroad_and_will_teach(case)
