"""Cases told for the tests: one plain role and person to vary, the worked cases, and any case at all."""

import json
from pathlib import Path

from hypothesis import strategies as st

from checks.rules import vocabulary as words

WORKED = json.loads(Path(__file__).with_name("check_cases.json").read_text(encoding="utf-8"))

ROLE = {
    "title": "Teaching assistant",
    "setting": "academy",
    "phase": "primary",
    "engagement": "employee",
    "governance_role": None,
    "activities": ["care_supervise"],
    "contact": "direct",
    "frequency": "frequent",
    "overnight": False,
    "supervised": False,
    "paid": True,
    "temporary_or_occasional_service": False,
    "teaching_work": "no",
    "qts_required": False,
    "qualification_required": False,
    "management": False,
    "early_years": False,
    "later_years_childcare": False,
    "manages_childcare": False,
    "competitive_process": True,
    "starts_before_dbs": False,
    "start_date": "2026-11-30",
}
PERSON = {
    "age_at_start": 32,
    "names_changed": False,
    "rtw": "british_or_irish",
    "abroad": None,
    "previous_school_post": None,
    "internal": None,
    "update_service": None,
    "agency_dbs_has_disclosure": None,
}
VISITOR = {"activities": [], "contact": "none", "frequency": "one_off", "paid": False, "competitive_process": False}
PORTUGAL = {"months": 36, "years_since_end": 2, "aged_18_or_over": True, "taught": False}
LEFT_A_SCHOOL = {"in_england": True, "regular_contact": True, "end_date": "2026-08-31", "same_employer": False}
ON_THE_UPDATE_SERVICE = {
    "subscribed": True,
    "consent": True,
    "original_seen": True,
    "workforce": "child",
    "level": "enhanced",
    "children_barred_list": True,
    "status": "BLANK_NO_NEW_INFO",
}
ALREADY_HERE = {
    "same_employer": True,
    "break_days": 0,
    "was_regulated_activity": True,
    "was_teaching_work": "no",
    "was_management": False,
    "was_childcare_in_scope": False,
}


def strengths(decision) -> dict[str, str]:
    """Code -> strength of what is required."""
    return {requirement.code: requirement.strength for requirement in decision.required}


def rules(decision) -> dict[str, str]:
    """Code -> the rule that asks for it or leaves it out."""
    return {each.code: each.rule for each in (*decision.required, *decision.excluded)}


def one_of(values):
    return st.sampled_from(values)


@st.composite
def any_role(draw):
    engagement = draw(one_of(words.ENGAGEMENTS))
    return {
        "setting": draw(one_of(words.SETTINGS)),
        "phase": draw(one_of(words.PHASES)),
        "engagement": engagement,
        "governance_role": draw(one_of(words.GOVERNANCE_ROLES)) if engagement == "governance" else None,
        "person_with_significant_control": draw(st.none() | st.booleans()),
        "activities": draw(st.lists(one_of(words.ACTIVITIES), unique=True)),
        "contact": draw(one_of(words.CONTACTS)),
        "frequency": draw(one_of(words.FREQUENCIES)),
        "teaching_work": draw(one_of(words.TEACHING_WORK)),
        "start_date": draw(
            one_of(["2025-08-31", "2025-09-01", "2026-08-31", "2026-09-01", "2026-10-01", "2027-01-04"])
        ),
    } | {name: draw(st.booleans()) for name, value in ROLE.items() if isinstance(value, bool)}


any_person = st.fixed_dictionaries(
    {
        "age_at_start": st.integers(14, 70),
        "names_changed": st.booleans(),
        "rtw": one_of(words.RIGHTS_TO_WORK),
        "abroad": st.none()
        | st.fixed_dictionaries(
            {
                "months": st.integers(0, 60),
                "years_since_end": st.integers(0, 15),
                "aged_18_or_over": st.booleans(),
                "taught": st.booleans(),
            }
        ),
        "previous_school_post": st.none()
        | st.fixed_dictionaries(
            {
                "in_england": st.booleans(),
                "regular_contact": st.booleans(),
                "end_date": one_of(["2025-07-01", "2026-06-30", "2026-08-31", "2026-12-01"]),
                "same_employer": st.booleans(),
            }
        ),
        "internal": st.none()
        | st.fixed_dictionaries(
            {
                "same_employer": st.booleans(),
                "break_days": st.integers(0, 1),
                "was_regulated_activity": st.booleans(),
                "was_teaching_work": one_of(words.TEACHING_WORK),
                "was_management": st.booleans(),
                "was_childcare_in_scope": st.booleans(),
            },
            optional=dict.fromkeys(("new_name", "newly_time_limited", "new_time_abroad"), st.booleans()),
        ),
        "update_service": st.none()
        | st.fixed_dictionaries(
            {
                "subscribed": st.booleans(),
                "consent": st.booleans(),
                "original_seen": st.booleans(),
                "workforce": st.none() | one_of(words.WORKFORCES),
                "level": st.none() | one_of(words.DBS_LEVELS),
                "children_barred_list": st.none() | st.booleans(),
                "status": st.none() | one_of(words.UPDATE_STATUSES),
            }
        ),
        "agency_dbs_has_disclosure": st.none() | st.booleans(),
    }
)
