"""E: somebody who joins: employees, casual workers, salaried trainees, and people working for themselves."""

from datetime import date

from checks.rules.facts import certificates, duties, joining, routes
from checks.rules.rule import Lifts, Rule
from checks.rules.sources import (
    BARRED_LIST_SERVICE,
    CHILDCARE,
    EYFS_REFERENCES,
    ISS_18,
    KCSIE_DBS,
    KCSIE_DECLARATION,
    KCSIE_HISTORY,
    KCSIE_NAMES,
    KCSIE_ONLINE,
    KCSIE_REFERENCES,
    KCSIE_STANDING,
    KCSIE_START,
    KCSIE_THREE_MONTHS,
    KCSIE_UPDATE_SERVICE,
    MINIMUM_AGE,
    PROHIBITION,
    PROHIBITION_BY_POLICY,
    RIGHT_TO_WORK,
    RIGHT_TO_WORK_2026,
    RIGHT_TO_WORK_BY_DEFAULT,
    SECTION_128,
    STAFF_REGS,
    SVGA,
    YOUNG_PERSON,
)
from checks.rules.strengths import CONSIDER, MUST, POLICY, SHOULD

# fmt: off
LINES = (
    #    id       check                          when                                                        strength  source                    in force
    # Everybody on the staff, and people working for themselves in an academy
    Rule("E1.1",  "identity",                    joining.joins,                                              MUST,     STAFF_REGS),
    Rule("E1.2",  "right_to_work",               joining.joins_the_staff,                                    MUST,     RIGHT_TO_WORK),
    Rule("E1.3",  "right_to_work",               joining.works_for_themselves_in_an_academy,                 POLICY,   RIGHT_TO_WORK_BY_DEFAULT, valid_to=date(2026, 9, 30)),
    Rule("E1.4",  "right_to_work",               joining.works_for_themselves,                               MUST,     RIGHT_TO_WORK_2026,       valid_from=date(2026, 10, 1)),
    Rule("E1.5",  "references",                  joining.joins_elsewhere,                                    SHOULD,   KCSIE_REFERENCES),
    Rule("E1.6",  "references",                  joining.joins_early_years,                                  SHOULD,   KCSIE_REFERENCES,         valid_to=date(2025, 8, 31)),
    Rule("E1.7",  "references",                  joining.joins_early_years,                                  MUST,     EYFS_REFERENCES,          valid_from=date(2025, 9, 1)),
    Rule("E1.8",  "medical_fitness",             joining.joins,                                              MUST,     STAFF_REGS),
    # The staff only
    Rule("E2.1",  "employment_history",          joining.joins_the_staff,                                    SHOULD,   KCSIE_HISTORY),
    Rule("E2.2",  "self_declaration",            joining.joins_the_staff,                                    SHOULD,   KCSIE_DECLARATION),
    Rule("E2.3",  "online_search",               joining.may_be_searched_for,                                CONSIDER, KCSIE_ONLINE),
    # What the person brings
    Rule("E3.1",  "name_history",                joining.changed_name,                                       SHOULD,   KCSIE_NAMES),
    Rule("E3.2",  "rtw_follow_up",               joining.may_work_for_a_time,                                MUST,     RIGHT_TO_WORK),
    # Left a school or college in England in the last three months: the certificate there carries over, the list does not
    Lifts("E4",   ("dbs_enhanced", "dbs_update_status", "barred_list", "overseas_criminal_record", "overseas_teaching_standing"), certificates.left_a_school_within_three_months, KCSIE_THREE_MONTHS),
    Rule("E4.1",  "barred_list_standalone",      certificates.left_a_school_and_is_in_regulated_activity,    MUST,     BARRED_LIST_SERVICE),
    # Nobody under 16 can have a certificate
    Lifts("R2",   ("dbs_enhanced", "dbs_update_status"), routes.is_under_16, MINIMUM_AGE),
    # On the Update Service with a certificate that fits: a status check stands in for a new one while nothing is new
    Lifts("E5",   ("dbs_enhanced", "barred_list"), certificates.certificate_is_current, KCSIE_UPDATE_SERVICE),
    Lifts("E6",   ("dbs_update_status",), certificates.has_no_certificate_to_rely_on, KCSIE_DBS),
    Rule("E5.1",  "dbs_update_status",           certificates.has_a_usable_subscription,                     MUST,     KCSIE_UPDATE_SERVICE),
    Rule("E5.2",  "dbs_enhanced",                certificates.subscription_has_run_out,                      MUST,     KCSIE_UPDATE_SERVICE),
    Rule("E5.3",  "barred_list",                 certificates.subscription_has_run_out_in_regulated_activity, MUST,    SVGA),
    # Everybody else who meets pupils
    Rule("E6.1",  "dbs_enhanced",                certificates.has_no_certificate_to_rely_on,                 MUST,     KCSIE_DBS),
    Rule("E6.2",  "barred_list",                 certificates.has_no_list_result_to_rely_on,                 MUST,     SVGA),
    Rule("E7.1",  "barred_list_standalone",      certificates.starts_before_the_certificate,                 MUST,     BARRED_LIST_SERVICE),
    Rule("E7.2",  "dbs_interim_risk_assessment", certificates.starts_before_the_certificate,                 SHOULD,   KCSIE_START),
    # The duties of the post
    Rule("E8.1",  "prohibition",                 duties.teaches,                                             MUST,     PROHIBITION),
    Rule("E8.2",  "prohibition",                 duties.teaches_under_direction_and_the_trust_checks,        POLICY,   PROHIBITION_BY_POLICY),
    Rule("E9.1",  "qualifications",              duties.must_hold_a_certificate,                             MUST,     STAFF_REGS),
    Rule("E9.2",  "qts_status",                  duties.must_hold_qts,                                       MUST,     STAFF_REGS),
    Rule("E10",   "section_128",                 duties.manages_an_academy_or_independent,                   MUST,     SECTION_128),
    Rule("E11",   "childcare_disqualification",  duties.in_childcare,                                        MUST,     CHILDCARE),
    # Time abroad, and youth
    Rule("E12",   "overseas_criminal_record",    joining.lived_abroad_long_enough,                           MUST,     ISS_18),
    Rule("E13",   "overseas_teaching_standing",  joining.taught_abroad_and_will_teach,                       SHOULD,   KCSIE_STANDING),
    Rule("E14",   "young_person_risk_assessment", routes.is_under_18,                                        MUST,     YOUNG_PERSON),
)
# fmt: on
