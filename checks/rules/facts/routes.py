"""By which route somebody comes to the school, and what those who visit or help bring with them."""

YOUNGEST_FOR_A_CERTIFICATE = 16
ADULT = 18


def always(case):
    """Always."""
    return True


def engaged_as(engagement):
    """The question whether somebody comes by this route."""

    def comes_by_this_route(case):
        return case.engagement == engagement

    comes_by_this_route.__doc__ = f"Comes as: {engagement.replace('_', ' ')}."
    return comes_by_this_route


def stays_with_the_same_employer(case):
    """Is already with the same employer, with no break."""
    return case.internal is not None and case.internal["same_employer"] and case.internal["break_days"] == 0


def agency_told_of_content(case):
    """The agency says that the certificate has something on it."""
    return case.agency_dbs_has_disclosure is True


def comes_often(case):
    """Not in regulated activity, and comes weekly or on more than 3 days in 30."""
    return not case.regulated_activity and case.frequency == "frequent"


def comes_now_and_then(case):
    """Not in regulated activity, and comes less often than that."""
    return not case.regulated_activity and case.frequency != "frequent"


def is_known_to_the_school(case):
    """In regulated activity, or comes weekly or on more than 3 days in 30."""
    return not comes_now_and_then(case)


def is_under_16(case):
    """Is under 16 on the first day."""
    return case.age_at_start < YOUNGEST_FOR_A_CERTIFICATE


def is_under_18(case):
    """Is under 18 on the first day."""
    return case.age_at_start < ADULT


def is_18_or_over(case):
    """Is 18 or over on the first day."""
    return not is_under_18(case)
