"""I: somebody the same employer already has, with no break. No line may fit, and that is a valid answer."""

from checks.rules.facts import moving
from checks.rules.rule import Rule
from checks.rules.sources import (
    CHILDCARE,
    KCSIE_DECLARATION,
    KCSIE_EXISTING_STAFF,
    KCSIE_NAMES,
    KCSIE_ONLINE,
    KCSIE_REFERENCES,
    LATER_TIME_ABROAD,
    PROHIBITION,
    RIGHT_TO_WORK,
    SECTION_128,
    STAFF_REGS,
    SVGA,
)
from checks.rules.strengths import CONSIDER, MUST, POLICY, SHOULD

# fmt: off
LINES = (
    #    id      check                         when                                                strength  source
    Rule("I.1",  "references",                 moving.in_competition,                              SHOULD,   KCSIE_REFERENCES),
    Rule("I.2",  "self_declaration",           moving.in_competition,                              SHOULD,   KCSIE_DECLARATION),
    Rule("I.3",  "online_search",              moving.in_competition_and_may_be_searched_for,      CONSIDER, KCSIE_ONLINE),
    Rule("I.4",  "dbs_enhanced",               moving.new_to_regulated_activity,                   MUST,     KCSIE_EXISTING_STAFF),
    Rule("I.5",  "barred_list",                moving.new_to_regulated_activity,                   MUST,     SVGA),
    Rule("I.6",  "prohibition",                moving.new_to_teaching,                             MUST,     PROHIBITION),
    Rule("I.7",  "qualifications",             moving.new_to_teaching_and_must_hold_a_certificate, MUST,     STAFF_REGS),
    Rule("I.8",  "section_128",                moving.new_to_management,                           MUST,     SECTION_128),
    Rule("I.9",  "childcare_disqualification", moving.new_to_childcare,                            MUST,     CHILDCARE),
    # What has become different about the person since they began
    Rule("I.10", "identity",                   moving.has_a_new_name,                              MUST,     STAFF_REGS),
    Rule("I.11", "name_history",               moving.has_a_new_name,                              SHOULD,   KCSIE_NAMES),
    Rule("I.12", "rtw_follow_up",              moving.newly_works_for_a_time,                      MUST,     RIGHT_TO_WORK),
    Rule("I.13", "overseas_criminal_record",   moving.has_lived_abroad_since,                      POLICY,   LATER_TIME_ABROAD),
    Rule("I.14", "overseas_teaching_standing", moving.has_taught_abroad_since,                     POLICY,   LATER_TIME_ABROAD),
)
# fmt: on
