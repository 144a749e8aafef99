"""Which DBS certificate, if any, can be relied on."""

from checks.rules.facts.contact import meets_pupils
from checks.rules.facts.routes import is_under_16
from checks.rules.months import months_after
from checks.rules.vocabulary import NOTHING_NEW


def left_a_school_within_three_months(case):
    """Left a post with regular contact in a school or college in England no more than three months before the first day.

    Kept to the first day of work, the stricter of the two readings in use.
    """
    post = case.previous_school_post
    return (
        post is not None
        and post["in_england"]
        and post["regular_contact"]
        and months_after(post["end_date"], 3) >= case.start_date
    )


def left_a_school_and_is_in_regulated_activity(case):
    """In regulated activity, and left a school in England within three months."""
    return case.regulated_activity and left_a_school_within_three_months(case)


def may_be_asked_for_a_certificate(case):
    """Meets pupils and is 16 or over."""
    return meets_pupils(case) and not is_under_16(case)


def has_a_usable_subscription(case):
    """Is on the Update Service with consent, and the certificate seen is enhanced, for work with children, with the list where it is needed.

    A volunteer's free subscription does not serve for paid work. The printed certificate must be seen and must fit the post; a subscription alone shows nothing.
    """
    held = case.update_service
    return (
        held is not None
        and held["subscribed"]
        and held["consent"]
        and held["original_seen"]
        and held["workforce"] in {"child", "child_and_adult"}
        and held["level"] == "enhanced"
        and not (case.paid and held.get("free_as_volunteer"))
        and (held["children_barred_list"] is True or not case.regulated_activity)
        and may_be_asked_for_a_certificate(case)
        and not left_a_school_within_three_months(case)
    )


def certificate_is_current(case):
    """Is on the Update Service with a certificate that fits, and nothing is new."""
    return has_a_usable_subscription(case) and case.update_service["status"] in NOTHING_NEW


def needs_a_new_certificate(case):
    """Meets pupils and brings no certificate that can be relied on."""
    return (
        may_be_asked_for_a_certificate(case)
        and not left_a_school_within_three_months(case)
        and not certificate_is_current(case)
    )


def subscription_has_run_out(case):
    """Is on the Update Service with a certificate that fits, and there is new information or no clear answer."""
    return has_a_usable_subscription(case) and not certificate_is_current(case)


def subscription_has_run_out_in_regulated_activity(case):
    """In regulated activity, and the Update Service has new information or no clear answer."""
    return case.regulated_activity and subscription_has_run_out(case)


def has_no_certificate_to_rely_on(case):
    """Meets pupils, has not just left a school, and has no subscription that fits."""
    return needs_a_new_certificate(case) and not has_a_usable_subscription(case)


def has_no_list_result_to_rely_on(case):
    """In regulated activity, has not just left a school, and has no subscription that fits."""
    return case.regulated_activity and has_no_certificate_to_rely_on(case)


def starts_before_the_certificate(case):
    """In regulated activity and asked to start before the new certificate is seen."""
    return case.starts_before_dbs and case.regulated_activity and needs_a_new_certificate(case)
