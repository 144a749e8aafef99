"""Every kind of person there is, each with a file of checks of their own, opened and derived through the door."""

import datetime as dt
from dataclasses import dataclass

from checks.models import Check, Clearance
from checks.rules import required_checks
from hiring import clock
from tests import story
from tests.checks.evidence import good_evidence
from tests.checks.kinds.receipts import GOOD
from tests.checks.rules.our_cases import OURS, asked
from tests.checks.rules.told import WORKED

STORY_DAY = dt.date(2026, 7, 3)  # the day of the examples in kinds/receipts.py
A_DAY = dt.timedelta(days=1)
A_MONTH = dt.timedelta(days=30)


@dataclass(frozen=True)
class Profile:
    """Somebody's post and person, as the rules take them, and the checks those ask for."""

    name: str
    role: dict
    person: dict
    codes: tuple[str, ...]

    @property
    def came_as(self):
        return self.role["engagement"], self.role["governance_role"]


def profiles():
    """The worked cases, and of our own whoever comes by another way or needs a check that nobody else does.

    Two who need the same checks have the same gate to prove, and whoever needs none has none.
    """
    found = []
    for each in map(profile_of, [(case["id"], case["role"], case["person"]) for case in WORKED]):
        if each.codes and each.codes not in {profile.codes for profile in found}:
            found.append(each)
    for each in map(profile_of, [(case.name, *asked(case)[:2]) for case in OURS if case.policy is None]):
        known = {code for profile in found for code in profile.codes}
        if each.codes and (each.came_as not in {profile.came_as for profile in found} or set(each.codes) - known):
            found.append(each)
    return found


def profile_of(told):
    name, role, person = told
    today = role | {"start_date": STORY_DAY.isoformat()}
    return Profile(name, today, person, required_checks(today, person).codes)


def file_of(cast, profile, email=None, person=None):
    """Their file, with an offer made, so that every check may be asked for."""
    person = person or story.person(
        f"Somebody ({profile.name})", email or f"somebody-{abs(hash(profile.name))}@example.org"
    )
    clearance = Clearance.open(
        by=cast.hr,
        school=cast.school,
        person=person,
        post_title=profile.role.get("title") or profile.name[:100],
        role_facts=profile.role,
        person_facts=profile.person,
        offer_made_at=clock.now() - A_MONTH,
    )
    clearance.derive(by=cast.hr)
    for check in clearance.checks.filter(code="references"):
        name_a_referee(check, cast)
    return fresh_file(clearance)


def name_a_referee(check, cast):
    number = check.number
    fresh(check).correct_referee(
        by=cast.hr,
        reason="Named on paper.",
        name=f"Referee {number}",
        email=f"head{number}@school{number}.example",
        organisation=f"School {number}",
        position="Headteacher",
        relationship="Line manager",
    )


def fresh(check):
    return Check.objects.select_related(*Check.locked_with).get(pk=check.pk)


def fresh_file(clearance):
    return Clearance.objects.select_related(*Clearance.locked_with).get(pk=clearance.pk)


def evidence_for(check, **more):
    """Good evidence for any kind: what the story types where it knows the kind, else the kind's own example, as of today."""
    try:
        return good_evidence(check, **more)
    except ValueError:
        form = check.kind.Evidence(
            GOOD[check.code] | AS_OF_TODAY.get(check.code, {}) | seen_today() | more, check=check
        )
        if not form.is_valid():
            raise ValueError(f"{check.code}: {form.errors.as_json()}") from None
        return form.cleaned_data


AS_OF_TODAY = {}


def seen_today():
    return {"evidence_on": clock.today().isoformat()}


def clear(check, cast):
    """Recorded, and decided by the head where a decision is asked for; what another's evidence settled is settled already."""
    check = fresh(check)
    if check.state in {"clear", "let_go"}:
        return check
    check.record(by=cast.hr, evidence=evidence_for(check))
    if check.code == "references":
        for flag in check.referee.red_flags.filter(settled_at=None):
            check.settle_red_flag(by=cast.head, flag=flag, reason="Asked about it, and it is explained.")
    if check.code == "agency_certificate_copy":
        weighed = {"factors": ["age_then"], "heard_on": clock.today(), "reasons": "Long ago, and told to us at once."}
        check.decide_content(by=cast.head, decision="suitable", **weighed)
        check.destroy_copy(by=cast.hr, destroyed_on=clock.today())
    if check.state == "to_decide":
        check.clear(by=cast.head, reason="Content with what was seen.")
    assert check.state == "clear", f"{check.code} is {check.state}"
    return check
