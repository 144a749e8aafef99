"""Filling in the pages of facts as a browser does."""

import datetime as dt

from django.db import connection

from checks.adding import add
from hiring import clock

WORK = {"activities": ["care_supervise"], "contact": "direct", "frequency": "frequent", "overnight": "no"}
NO_CHILDCARE = {"early_years": "no", "later_years_childcare": "no", "manages_childcare": "no"}
VOLUNTEER = {
    "setting": "academy",
    "phase": "primary",
    "engagement": "volunteer",
    "governance_role": None,
    "activities": ["teach_train_instruct"],
    "contact": "direct",
    "frequency": "frequent",
    "overnight": False,
    "supervised": False,
    "paid": False,
    "temporary_or_occasional_service": False,
    "teaching_work": "no",
    "qts_required": False,
    "qualification_required": False,
    "management": False,
    "early_years": False,
    "later_years_childcare": False,
    "manages_childcare": False,
    "competitive_process": False,
    "starts_before_dbs": False,
}
ADULT = {
    "age_at_start": 18,
    "names_changed": False,
    "rtw": "british_or_irish",
    "abroad": None,
    "previous_school_post": None,
    "internal": None,
    "update_service": None,
    "agency_dbs_has_disclosure": None,
}


def sent(**fields):
    """A page's answers as a browser sends them: a date in three boxes."""
    typed = {}
    for name, value in fields.items():
        if isinstance(value, dt.date):
            typed |= {f"{name}_day": value.day, f"{name}_month": value.month, f"{name}_year": value.year}
        else:
            typed[name] = value
    return typed


def who(school, **changed):
    today = clock.today()
    return sent(
        **{
            "name": "Nell Ashby",
            "email": "nell.ashby@example.org",
            "school": school.pk,
            "post_title": "Reading volunteer",
            "engagement": "volunteer",
            "setting": "academy",
            "here_already": "no",
            "starts_on": today,
            "offered_on": today,
            **changed,
        }
    )


def tell(client, base, **pages):
    """Send each page in turn; the last answer."""
    for name, typed in pages.items():
        answer = client.post(f"{base}{name.replace('_', '-')}/", typed)
        assert answer.status_code == 302, (name, answer.content.decode()[:20000])
    return answer


def a_volunteer(client, school, **changed):
    """Every page of a reading volunteer, up to the check page."""
    return tell(
        client,
        "/people/add/",
        who=who(school, **changed),
        work=WORK | {"activities": ["teach_train_instruct"]},
        terms={"paid": "no"},
        childcare=NO_CHILDCARE,
        about={"age": "18"},
    )


def volunteer(cast, *, by=None, person=None, role=None, **changed):
    """A volunteer's file, opened through the door."""
    today = clock.today()
    said = {
        "name": "Nell Ashby",
        "email": "nell.ashby@example.org",
        "school": cast.school,
        "post_title": "Reading volunteer",
        "starts_on": today,
        "offered_on": today,
    } | changed
    facts = {**VOLUNTEER, "title": said["post_title"], "start_date": said["starts_on"].isoformat(), **(role or {})}
    return add(by or cast.hr, role=facts, person={**ADULT, **(person or {})}, **said)


def at_work(cast, **changed):
    """The same, every check clear and at work."""
    from checks.models import Clearance
    from tests import story

    file = volunteer(cast, **changed)
    for check in file.checks.all():
        if check.code == "references":
            name_a_referee(check, cast)
        story.clear(check, cast)
    file = Clearance.objects.get(pk=file.pk).rely_on(by=cast.hr)
    as_if_committed()
    return file


def as_if_committed():
    """What the database asks at the end of a transaction, asked now: what comes next is another day's work."""
    connection.check_constraints()


def name_a_referee(check, cast):
    """Where nobody applied, HR enters the referee."""
    check.correct_referee(
        by=cast.hr,
        reason="She named them on the telephone.",
        name=f"Referee {check.number}",
        email=f"referee{check.number}@hillview.example",
        organisation="Hill View Nursery",
        position="Manager",
        relationship="Line manager",
    )
