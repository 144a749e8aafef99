"""What somebody who joins brings with them."""

from checks.rules.facts.duties import teaches

STAFF = {"employee", "casual_worker", "trainee_salaried"}


def joins_the_staff(case):
    """Joins as an employee, a casual worker or a salaried trainee."""
    return case.engagement in STAFF


def works_for_themselves(case):
    """Is self-employed."""
    return case.engagement == "self_employed"


def works_for_themselves_in_an_academy(case):
    """Is self-employed and works in an academy."""
    return works_for_themselves(case) and case.setting == "academy"


def joins(case):
    """Joins the staff, or is self-employed and works in an academy."""
    return joins_the_staff(case) or works_for_themselves_in_an_academy(case)


def joins_early_years(case):
    """Joins, to work in early years."""
    return joins(case) and case.early_years


def joins_elsewhere(case):
    """Joins, to work anywhere but in early years."""
    return joins(case) and not case.early_years


def may_be_searched_for(case):
    """Joins the staff, where the trust searches."""
    return joins_the_staff(case) and case.policy["online_search"] != "off"


def changed_name(case):
    """Has had another name."""
    return case.names_changed


def may_work_for_a_time(case):
    """Has permission to work that ends."""
    return case.rtw == "time_limited"


def lived_abroad_long_enough(case):
    """Lived abroad as an adult for the trust's number of months or more, ended within the trust's number of years."""
    stay, policy = case.abroad, case.policy
    return (
        stay is not None
        and stay["months"] >= policy["overseas_months"]
        and stay["years_since_end"] <= policy["overseas_years"]
        and (stay["aged_18_or_over"] or not policy["overseas_adult_only"])
    )


def taught_abroad_and_will_teach(case):
    """Taught abroad, and will do teaching work here."""
    return case.abroad is not None and case.abroad["taught"] and teaches(case)
