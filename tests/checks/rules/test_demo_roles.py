"""The posts of the demo story, told in the rules' words."""

import pytest

from checks.rules import required_checks
from tests.checks.rules.told import PERSON, ROLE

STAFF = {
    "identity",
    "right_to_work",
    "references",
    "medical_fitness",
    "employment_history",
    "self_declaration",
    "online_search",
    "dbs_enhanced",
    "barred_list",
}
CERTIFIED = {"qualification_required": True}
TEACHES = CERTIFIED | {"activities": ["teach_train_instruct"], "teaching_work": "yes", "qts_required": True}
ROUND_THE_SITE = {"activities": ["other_school_work"], "contact": "opportunity"}
EARLY = {"early_years": True}
TEACHER = {"prohibition", "qualifications", "qts_status"}
CHILDCARE = {"childcare_disqualification"}

POSTS = {
    "Pastoral Support Worker": (
        CERTIFIED | EARLY | {"activities": ["care_supervise", "advice_guidance_wellbeing"]},
        CHILDCARE | {"qualifications"},
    ),
    "Class Teacher": (TEACHES, TEACHER),
    "Teaching Assistant": (CERTIFIED | EARLY | {"teaching_work": "under_direction"}, CHILDCARE | {"qualifications"}),
    "Science Technician": (ROUND_THE_SITE | CERTIFIED | {"phase": "secondary"}, {"qualifications"}),
    "Midday Supervisor": (EARLY, CHILDCARE),
    "Headteacher": (TEACHES | {"management": True, "manages_childcare": True}, TEACHER | CHILDCARE | {"section_128"}),
    "HLTA": (TEACHES | {"teaching_work": "yes", "qts_required": False}, {"prohibition", "qualifications"}),
    "Caretaker": (ROUND_THE_SITE, set()),
    "Cook": (ROUND_THE_SITE, set()),
    "SENDCo": (TEACHES | {"management": True}, TEACHER | {"section_128"}),
}


@pytest.mark.parametrize("title", POSTS)
def test_a_demo_post_asks_for_the_checks_of_its_kind(title):
    facts, beyond = POSTS[title]

    decision = required_checks(ROLE | {"title": title} | facts, PERSON)

    assert set(decision.codes) == STAFF | beyond
    assert (decision.regulated_activity, decision.scr) == (True, "must")
