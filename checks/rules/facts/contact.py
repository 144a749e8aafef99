"""What the post brings of children: the questions regulated activity turns on."""

SUPPLIED = {"agency_supply", "trainee_salaried", "trainee_fee_funded"}
WITH_CHILDREN = {"teach_train_instruct", "care_supervise", "advice_guidance_wellbeing", "drive_children"}
INTIMATE = {"personal_care", "health_care"}


def gives_intimate_or_health_care(case):
    """Gives personal care or health care, even once, even supervised."""
    return not case.activities.isdisjoint(INTIMATE)


def is_supplied_to_teach_or_help(case):
    """Comes from an agency or is a trainee, and works with pupils or for the school, even for a day."""
    return case.engagement in SUPPLIED and bool(case.activities)


def is_unpaid_and_supervised(case):
    """Is unpaid, and supervised by somebody in regulated activity."""
    return case.supervised and not case.paid


def works_with_children_often_or_overnight(case):
    """Teaches, cares for, advises or drives children, weekly or on more than 3 days in 30, or overnight."""
    return not case.activities.isdisjoint(WITH_CHILDREN) and (case.frequency == "frequent" or case.overnight)


def works_in_school_often_with_contact(case):
    """Works in a school for the school weekly or on more than 3 days in 30, with a chance of contact with pupils; not to govern, and not for a passing job."""
    return (
        case.engagement != "governance"
        and case.contact != "none"
        and case.frequency == "frequent"
        and not case.temporary_or_occasional_service
        and bool(case.activities)
    )


def in_regulated_activity(case):
    """In regulated activity."""
    return case.regulated_activity


def meets_pupils(case):
    """In regulated activity, or has contact or a chance of contact with pupils."""
    return case.regulated_activity or case.contact != "none"


def meets_no_pupils(case):
    """Has no contact with pupils and no chance of it."""
    return not meets_pupils(case)
