"""One person for one post, as the rules see them."""

import datetime as dt
from dataclasses import dataclass, fields

from checks.rules import policy as policies
from checks.rules import shapes
from checks.rules import vocabulary as words
from checks.rules.shapes import InvalidCase, nothing_or, number, one_of, quantity, some_of, yes_no

ROLE = shapes.record(
    {
        "title": shapes.text,
        "setting": one_of(*words.SETTINGS),
        "phase": one_of(*words.PHASES),
        "engagement": one_of(*words.ENGAGEMENTS),
        "governance_role": nothing_or(one_of(*words.GOVERNANCE_ROLES)),
        "person_with_significant_control": nothing_or(yes_no),
        "activities": some_of(*words.ACTIVITIES),
        "contact": one_of(*words.CONTACTS),
        "frequency": one_of(*words.FREQUENCIES),
        "overnight": yes_no,
        "supervised": yes_no,
        "paid": yes_no,
        "temporary_or_occasional_service": yes_no,
        "teaching_work": one_of(*words.TEACHING_WORK),
        "qts_required": yes_no,
        "qualification_required": yes_no,
        "management": yes_no,
        "early_years": yes_no,
        "later_years_childcare": yes_no,
        "manages_childcare": yes_no,
        "competitive_process": yes_no,
        "starts_before_dbs": yes_no,
        "start_date": shapes.date,
    },
    optional=frozenset({"title", "person_with_significant_control"}),
)
ABROAD = {"months": quantity, "years_since_end": quantity, "aged_18_or_over": yes_no, "taught": yes_no}
SCHOOL_POST = {"in_england": yes_no, "regular_contact": yes_no, "end_date": shapes.date, "same_employer": yes_no}
INTERNAL = {
    "same_employer": yes_no,
    "break_days": number,
    "was_regulated_activity": yes_no,
    "was_teaching_work": one_of(*words.TEACHING_WORK),
    "was_management": yes_no,
    "was_childcare_in_scope": yes_no,
    "new_name": yes_no,
    "newly_time_limited": yes_no,
    "new_time_abroad": yes_no,
}
SINCE_THEN = frozenset({"new_name", "newly_time_limited", "new_time_abroad"})  # told of somebody at work when it is so
UPDATE_SERVICE = {
    "subscribed": yes_no,
    "consent": yes_no,
    "original_seen": yes_no,
    "workforce": nothing_or(one_of(*words.WORKFORCES)),
    "level": nothing_or(one_of(*words.DBS_LEVELS)),
    "children_barred_list": nothing_or(yes_no),
    "status": nothing_or(one_of(*words.UPDATE_STATUSES)),
    "free_as_volunteer": yes_no,
}
IF_ASKED = frozenset(
    {"free_as_volunteer"}
)  # of those whose subscription was told of before this was asked, nobody knows
PERSON = shapes.record(
    {
        "age_at_start": number,
        "names_changed": yes_no,
        "rtw": one_of(*words.RIGHTS_TO_WORK),
        "abroad": nothing_or(shapes.record(ABROAD)),
        "previous_school_post": nothing_or(shapes.record(SCHOOL_POST)),
        "internal": nothing_or(shapes.record(INTERNAL, optional=SINCE_THEN)),
        "update_service": nothing_or(shapes.record(UPDATE_SERVICE, optional=IF_ASKED)),
        "agency_dbs_has_disclosure": nothing_or(yes_no),
    }
)


@dataclass(slots=True)
class Case:
    """Every fact of the role and the person, the trust's policy, and what the first table found."""

    setting: str
    phase: str
    engagement: str
    governance_role: str | None
    person_with_significant_control: bool | None
    activities: frozenset[str]
    contact: str
    frequency: str
    overnight: bool
    supervised: bool
    paid: bool
    temporary_or_occasional_service: bool
    teaching_work: str
    qts_required: bool
    qualification_required: bool
    management: bool
    early_years: bool
    later_years_childcare: bool
    manages_childcare: bool
    competitive_process: bool
    starts_before_dbs: bool
    start_date: dt.date
    age_at_start: int
    names_changed: bool
    rtw: str
    abroad: dict | None
    previous_school_post: dict | None
    internal: dict | None
    update_service: dict | None
    agency_dbs_has_disclosure: bool | None
    policy: dict
    regulated_activity: bool = False
    rules_of: dt.date | None = None


TOLD = frozenset(field.name for field in fields(Case)) - {"policy", "regulated_activity", "rules_of"}


def read(role: dict, person: dict, policy: dict | None = None) -> Case:
    """The case in the rules' own words; raises InvalidCase with every fault in it at once."""
    problems: list[str] = []
    ROLE("role", role, problems)
    PERSON("person", person, problems)
    loosened = policies.read("policy", {} if policy is None else policy, problems)
    if not problems:
        check_governance(role, problems)
    if problems:
        raise InvalidCase([*problems, *loosened])
    if loosened:
        raise policies.LoosensAMust(loosened)
    facts = {name: value for name, value in (role | person).items() if name in TOLD}
    facts["start_date"] = shapes.as_date(role["start_date"])
    facts["activities"] = frozenset(role["activities"])
    facts.setdefault("person_with_significant_control", None)
    return Case(**facts, policy=policies.over_defaults(policy))


def check_governance(role, problems) -> None:
    """An office is named for those who govern and for nobody else."""
    if (role["engagement"] == "governance") != (role["governance_role"] is not None):
        problems.append("role.governance_role must be given for governance, and only for governance")
