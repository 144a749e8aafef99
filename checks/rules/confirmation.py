"""What somebody else's letter must state, for people whose checks are made by whoever sends them."""

from checks.rules.facts.contact import meets_pupils
from checks.rules.facts.duties import in_childcare, must_hold_a_certificate, teaches


def confirmation_covers(case) -> tuple[str, ...]:
    """The checks the letter must name, in the order of the record; nothing for people the school checks itself."""
    lines = LETTERS.get(case.engagement, ())
    return tuple(code for code, when in lines if when(case))


def always(case):
    return True


def in_regulated_activity(case):
    return case.regulated_activity


def teaches_or_must_hold_a_certificate(case):
    return teaches(case) or must_hold_a_certificate(case)


# KCSIE, agency staff, trainee teachers, contractors and visitors; the 2018 Regulations reach agency staff by assurance
AGENCY = (
    ("identity", always),
    ("right_to_work", always),
    ("dbs_enhanced", meets_pupils),
    ("barred_list", in_regulated_activity),
    ("prohibition", teaches),
    ("qualifications", teaches_or_must_hold_a_certificate),
    ("overseas_if_applicable", always),
    ("childcare_disqualification", in_childcare),
)
TRAINING_PROVIDER = (
    ("identity", always),
    ("dbs_enhanced", meets_pupils),
    ("barred_list", in_regulated_activity),
    ("prohibition", always),
    ("overseas_if_applicable", always),
    ("childcare_disqualification", in_childcare),
    ("suitability_judgement", always),
)
CONTRACTOR = (
    ("dbs_enhanced", meets_pupils),
    ("barred_list", in_regulated_activity),
    ("childcare_disqualification", in_childcare),
)
LETTERS = {
    "agency_supply": AGENCY,
    "trainee_fee_funded": TRAINING_PROVIDER,
    "contractor_staff": CONTRACTOR,
    "professional_visitor": (("appropriate_dbs", always),),
}
