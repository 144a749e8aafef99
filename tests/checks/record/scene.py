"""People at work for the tests of the record, brought there through the door."""

import datetime as dt

from checks.models import Check
from checks.record.coming_across import Here, bring_across
from checks.rules import required_checks
from hiring import clock
from hiring.models import User
from vacancies.demo.staff_in_post.people import PERSON
from vacancies.demo.staff_in_post.posts import ASSISTS, GOVERNS, LEADS, TEACHES, VOLUNTEERS

POSTS = {
    "Teacher": TEACHES,
    "Headteacher": LEADS,
    "Teaching Assistant": ASSISTS,
    "Volunteer": VOLUNTEERS,
    "Local Governor": {**GOVERNS, "governance_role": "local_governor_delegated"},
    "Trustee": {**GOVERNS, "governance_role": "trustee"},
    "Supply Teacher": {**TEACHES, "engagement": "agency_supply"},
    "Trainee": {**TEACHES, "engagement": "trainee_fee_funded"},
    "Music Teacher": {**TEACHES, "engagement": "self_employed"},
    "Grounds Contractor": {**ASSISTS, "engagement": "contractor_staff"},
    "Casual Cover": {**ASSISTS, "engagement": "casual_worker"},
}


def here(school, name="Ada Wroe", post="Teacher", without=(), since=dt.date(2020, 9, 1), permitted_to=None):
    """Somebody in post, all of whose checks the old record has, but for those named."""
    file = {
        "school": school,
        "person": User.objects.create_user(f"{name.lower().replace(' ', '.')}@example.org", name=name),
        "post_title": post,
        "role_facts": {**POSTS[post], "title": post, "start_date": since.isoformat()},
        "person_facts": PERSON,
        "in_post_since": since,
    }
    seen = {"seen_on": since - dt.timedelta(days=10), "seen_by": "Marta Voss", "where": "spreadsheet, row 4"}
    asked = required_checks(file["role_facts"], PERSON).codes
    copied = {code: dict(seen) for code in asked if code not in without}
    if permitted_to:
        copied["right_to_work"]["runs_out_on"] = permitted_to
    return Here(file, copied)


def in_post(cast, *args, school=None, **kwargs):
    """The file of one such person."""
    [file] = bring_across([here(school or cast.school, *args, **kwargs)], by=cast.hr_manager)
    return type(file).objects.select_related("school__trust", "person").get(pk=file.pk)


def check_of(file, code):
    return Check.objects.select_related(*Check.locked_with).get(clearance=file, code=code, number=1)


def said(rows):
    """What a list of rows says, for comparing one day's telling with another's."""
    return [
        (
            row.name,
            row.school.pk,
            row.kind_of_person,
            row.post,
            row.started_on,
            row.left_on,
            [(cell.code, cell.state, cell.on, cell.words, cell.rule) for cell in row.cells],
        )
        for row in rows
    ]


def today():
    return clock.today()
