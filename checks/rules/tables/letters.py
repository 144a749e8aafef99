"""What the letter of whoever sends somebody must state: an agency, a training provider, an employer.

From 1 October 2026 liability for illegal working runs down the chain of contracts, so from then on the letter of an
agency, or of a contractor's employer, says who engaged the person, through whom, and who checked their right to work.
"""

from datetime import date

from checks.rules.facts import contact, duties, routes
from checks.rules.rule import Statement
from checks.rules.sources import (
    CHILDCARE,
    KCSIE_AGENCY,
    KCSIE_CONTRACTORS,
    KCSIE_TRAINEES,
    KCSIE_VISITORS,
    RIGHT_TO_WORK_2026,
)

CHAIN = "contract_chain"
FROM_OCTOBER = date(2026, 10, 1)

# fmt: off
#             id        must state                      when                                        source
AGENCY = (
    Statement("A.1.1",  "identity",                     routes.always,                              KCSIE_AGENCY),
    Statement("A.1.2",  "right_to_work",                routes.always,                              KCSIE_AGENCY),
    Statement("A.1.3",  "dbs_enhanced",                 contact.meets_pupils,                       KCSIE_AGENCY),
    Statement("A.1.4",  "barred_list",                  contact.in_regulated_activity,              KCSIE_AGENCY),
    Statement("A.1.5",  "prohibition",                  duties.teaches,                             KCSIE_AGENCY),
    Statement("A.1.6",  "qualifications",               duties.teaches_or_must_hold_a_certificate,  KCSIE_AGENCY),
    Statement("A.1.7",  "overseas_if_applicable",       routes.always,                              KCSIE_AGENCY),
    Statement("A.1.8",  "childcare_disqualification",   duties.in_childcare,                        CHILDCARE),
    Statement("A.1.9",  CHAIN,                          routes.always,                              RIGHT_TO_WORK_2026, valid_from=FROM_OCTOBER),
)
TRAINING_PROVIDER = (
    Statement("F.1.1",  "identity",                     routes.always,                              KCSIE_TRAINEES),
    Statement("F.1.2",  "dbs_enhanced",                 contact.meets_pupils,                       KCSIE_TRAINEES),
    Statement("F.1.3",  "barred_list",                  contact.in_regulated_activity,              KCSIE_TRAINEES),
    Statement("F.1.4",  "prohibition",                  routes.always,                              KCSIE_TRAINEES),
    Statement("F.1.5",  "overseas_if_applicable",       routes.always,                              KCSIE_TRAINEES),
    Statement("F.1.6",  "childcare_disqualification",   duties.in_childcare,                        CHILDCARE),
    Statement("F.1.7",  "suitability_judgement",        routes.always,                              KCSIE_TRAINEES),
)
VISITORS_EMPLOYER = (
    Statement("P.2.1",  "appropriate_dbs",              routes.always,                              KCSIE_VISITORS),
)
CONTRACTORS_EMPLOYER = (
    Statement("K.2.1",  "dbs_enhanced",                 contact.meets_pupils,                       KCSIE_CONTRACTORS),
    Statement("K.2.2",  "barred_list",                  contact.in_regulated_activity,              KCSIE_CONTRACTORS),
    Statement("K.2.3",  "childcare_disqualification",   duties.in_childcare,                        CHILDCARE),
    Statement("K.2.4",  CHAIN,                          contact.meets_pupils,                       RIGHT_TO_WORK_2026, valid_from=FROM_OCTOBER),
)
# fmt: on
LETTERS = {
    "agency_supply": AGENCY,
    "trainee_fee_funded": TRAINING_PROVIDER,
    "professional_visitor": VISITORS_EMPLOYER,
    "contractor_staff": CONTRACTORS_EMPLOYER,
}
