"""Does the person belong on the school's single central record?"""

PROPRIETORS = {"member", "trustee", "chair_of_trustees"}
BY_ENGAGEMENT = {
    "agency_supply": "must",  # even for one day
    "trainee_fee_funded": "may",
    "volunteer": "may",
    "professional_visitor": "no",
    "work_experience": "no",
}


def place_on_record(case) -> str:
    """must, may or no."""
    if case.engagement == "governance":
        return place_of_governor(case)
    if case.engagement == "contractor_staff":
        return "may" if case.regulated_activity or case.contact != "none" else "no"
    if works_at_head_office_only(case) or works_for_themselves_elsewhere(case):
        return "may"
    return BY_ENGAGEMENT.get(case.engagement, "must")


def place_of_governor(case) -> str:
    """Members and trustees are part of the proprietor; other governors are often kept there by custom."""
    if case.governance_role in PROPRIETORS:
        return "must"
    return "no" if case.governance_role == "maintained_associate_member" else "may"


def works_at_head_office_only(case) -> bool:
    """Staff of the trust who never meet pupils: prudent, not clearly required."""
    return case.phase == "trust_central" and case.contact == "none" and case.engagement not in BY_ENGAGEMENT


def works_for_themselves_elsewhere(case) -> bool:
    """The duty to list the self-employed is written for academies."""
    return case.engagement == "self_employed" and case.setting != "academy"
