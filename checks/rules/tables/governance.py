"""G: members, trustees, governors and clerks."""

from checks.rules.facts import offices, routes
from checks.rules.rule import Lifts, Rule
from checks.rules.sources import (
    CHAIR,
    COMPANIES_HOUSE,
    GOVERNANCE_CHECKS,
    KCSIE_GOVERNORS,
    KCSIE_VOLUNTEERS,
    MINIMUM_AGE,
    PROPRIETOR_RIGHT_TO_WORK,
    SECTION_128,
    SVGA,
)
from checks.rules.strengths import MUST, SHOULD

# fmt: off
LINES = (
    #    id      check                                 when                                       strength source
    Rule("G.1",  "governance_eligibility_declaration", routes.always,                             SHOULD,  KCSIE_GOVERNORS),
    Rule("G.2",  "identity",                           offices.is_proprietor,                     MUST,    GOVERNANCE_CHECKS),
    Rule("G.3",  "identity",                           offices.holds_office_but_is_no_proprietor, SHOULD,  KCSIE_GOVERNORS),
    Lifts("R2",  ("dbs_enhanced",),                    routes.is_under_16,                                 MINIMUM_AGE),
    Rule("G.4",  "dbs_enhanced",                       offices.holds_office,                      MUST,    GOVERNANCE_CHECKS),
    Rule("G.5",  "section_128",                        offices.governs_an_academy_or_independent, MUST,    SECTION_128),
    Rule("G.6",  "section_128",                        offices.governs_or_serves_otherwise,       SHOULD,  KCSIE_GOVERNORS),
    Rule("G.7",  "right_to_work",                      offices.is_proprietor,                     MUST,    PROPRIETOR_RIGHT_TO_WORK),
    Rule("G.8",  "chair_dfe_suitability",              offices.is_chair,                          MUST,    CHAIR),
    Rule("G.9",  "companies_house_idv",                offices.is_on_the_companies_register,      MUST,    COMPANIES_HOUSE),
    Rule("G.10", "barred_list",                        offices.governs_in_regulated_activity,     MUST,    SVGA),
    Rule("G.11", "volunteer_risk_assessment",          offices.governs_in_regulated_activity,     SHOULD,  KCSIE_VOLUNTEERS),
)
# fmt: on
