"""A, F, P, K, W, V: those sent by somebody else, and those who help without pay."""

from checks.rules.facts import contact, duties, routes
from checks.rules.rule import Lifts, Rule
from checks.rules.sources import (
    AGENCY_REGS,
    CHILDCARE,
    KCSIE_AGENCY,
    KCSIE_CONTRACTORS,
    KCSIE_TRAINEES,
    KCSIE_VISITORS,
    KCSIE_VOLUNTEERS,
    KCSIE_WORK_EXPERIENCE,
    SVGA,
    YOUNG_PERSON,
    YOUNG_PERSON_BY_POLICY,
)
from checks.rules.strengths import MUST, POLICY, SHOULD

# fmt: off
#     id     check                           when                            strength source
AGENCY = (
    Rule("A.1", "agency_written_confirmation",  routes.always,                  MUST,    AGENCY_REGS),
    Rule("A.2", "identity_on_arrival",          routes.always,                  MUST,    KCSIE_AGENCY),
    Rule("A.3", "agency_certificate_copy",      routes.agency_told_of_content,  MUST,    AGENCY_REGS),
)
FEE_FUNDED_TRAINEES = (
    Rule("F.1", "itt_provider_confirmation",    routes.always,                  SHOULD,  KCSIE_TRAINEES),
    Rule("F.2", "identity_on_arrival",          routes.always,                  SHOULD,  KCSIE_TRAINEES),
)
PROFESSIONAL_VISITORS = (
    Rule("P.1", "identity_on_arrival",          routes.always,                  SHOULD,  KCSIE_VISITORS),
    Rule("P.2", "employer_assurance",           routes.always,                  SHOULD,  KCSIE_VISITORS),
)
CONTRACTORS = (
    Rule("K.1", "identity_on_arrival",          routes.always,                  SHOULD,  KCSIE_CONTRACTORS),
    Rule("K.2", "employer_assurance",           contact.meets_pupils,           SHOULD,  KCSIE_CONTRACTORS),
    Lifts("K.2", ("escort_or_supervise",),      contact.meets_pupils,                    KCSIE_CONTRACTORS),  # the employer's checks stand instead
    Rule("K.3", "escort_or_supervise",          contact.meets_no_pupils,        MUST,    KCSIE_CONTRACTORS),
)
WORK_EXPERIENCE = (
    Rule("W.1", "young_person_risk_assessment", routes.is_under_18,             MUST,    YOUNG_PERSON),
    Rule("W.2", "young_person_risk_assessment", routes.is_18_or_over,           POLICY,  YOUNG_PERSON_BY_POLICY),
    Rule("W.3", "escort_or_supervise",          routes.always,                  SHOULD,  KCSIE_WORK_EXPERIENCE),
)
VOLUNTEERS = (
    Rule("V.1", "volunteer_risk_assessment",    routes.always,                  SHOULD,  KCSIE_VOLUNTEERS),
    Rule("V.2", "identity",                     contact.in_regulated_activity,  SHOULD,  KCSIE_VOLUNTEERS),
    Rule("V.3", "dbs_enhanced",                 contact.in_regulated_activity,  MUST,    SVGA),
    Rule("V.4", "barred_list",                  contact.in_regulated_activity,  MUST,    SVGA),
    Rule("V.5", "identity",                     routes.comes_often,             SHOULD,  KCSIE_VOLUNTEERS),
    Lifts("V.6", ("escort_or_supervise",),      routes.is_known_to_the_school,           KCSIE_VOLUNTEERS),   # checked, or assessed and known
    Rule("V.7", "escort_or_supervise",          routes.comes_now_and_then,      MUST,    KCSIE_VOLUNTEERS),
    Rule("V.8", "childcare_disqualification",   duties.often_in_childcare,      MUST,    CHILDCARE),
)
# fmt: on
