"""What the post asks of its holder."""


def in_childcare(case):
    """Works in early years up to reception, in childcare outside school hours for under-eights, or manages either."""
    return case.early_years or case.later_years_childcare or case.manages_childcare


def often_in_childcare(case):
    """Works in such childcare weekly or on more than 3 days in 30."""
    return in_childcare(case) and case.frequency == "frequent"


def teaches(case):
    """Does teaching work, whatever the job is called."""
    return case.teaching_work == "yes"


def teaches_under_direction_and_the_trust_checks(case):
    """Does teaching work under direction only, where the trust has chosen to check."""
    return case.teaching_work == "under_direction" and case.policy["prohibition_check_for_under_direction"]


def must_hold_a_certificate(case):
    """The post asks for a qualification or for QTS."""
    return case.qualification_required or case.qts_required


def teaches_or_must_hold_a_certificate(case):
    """Does teaching work, or the post asks for a qualification or for QTS."""
    return teaches(case) or must_hold_a_certificate(case)


def must_hold_qts(case):
    """The post asks for QTS."""
    return case.qts_required


def manages_an_academy_or_independent(case):
    """Takes part in the management of an academy or independent school; the fact decides, not the title."""
    return case.management and case.setting != "maintained"
