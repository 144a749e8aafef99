"""People on the record of two schools, and copies of it that are made at once."""

import datetime as dt
import time

import pytest

from checks.models import Export
from checks.record.coming_across import Here, bring_across
from checks.record_exports import making
from hiring import clock
from hiring.sign_in import IN_THE_DEMO
from tests import story

STARTED = dt.date(2024, 9, 1)
PERSON = {
    "age_at_start": 18,
    "names_changed": False,
    "rtw": "british_or_irish",
    "abroad": None,
    "previous_school_post": None,
    "internal": None,
    "update_service": None,
    "agency_dbs_has_disclosure": None,
}


@pytest.fixture
def on_record(cast):
    """Two people at Reydon, one of them with a gap, and one at Kittiwake."""
    in_post(cast.hr_manager, cast.school, ["Amara Okonjo-Bell", "Bethan Frost"], leave_out="identity")
    in_post(cast.hr_manager, cast.other_school, ["Callum Reeve"])
    return cast


def in_post(by, school, names, leave_out=""):
    """Staff who were here already, brought across from the old record; the last has one date missing."""
    from checks.record.columns import CODES

    people = []
    for name in names:
        person = story.person(name, f"{name.lower().replace(' ', '.')}.{school.slug}@example.org")
        file = {
            "school": school,
            "person": person,
            "post_title": "Teaching Assistant",
            "role_facts": {**story.PASTORAL, "title": "Teaching Assistant", "start_date": STARTED.isoformat()},
            "person_facts": PERSON,
            "in_post_since": STARTED,
        }
        gone = leave_out if name == names[-1] else ""
        copied = {
            code: {"seen_on": dt.date(2024, 8, 20), "where": "Old record, row 7"} for code in CODES if code != gone
        }
        people.append(Here(file, copied))
    return bring_across(people, by=by)


def asked(by, *schools, kind_of_file="xlsx", as_at=None, reason="Ofsted is here.", **filters):
    """A copy asked for and not made yet."""
    return Export.ask(
        by=by,
        schools=list(schools),
        format=kind_of_file,
        as_at=as_at or clock.today(),
        filters=filters,
        filter_words="Everybody at work",
        reason=reason,
    )


def made(by, *schools, **facts):
    """A copy asked for and made."""
    making.make_one(asked(by, *schools, **facts).pk)
    return Export.objects.latest("pk")


def bytes_of(export):
    with export.file.open() as file:
        return file.read()


def fresh(client, user):
    """Signed in, and only just."""
    client.force_login(user)
    session = client.session
    session[IN_THE_DEMO] = True
    session["account_authentication_methods"] = [{"method": "password", "at": time.time()}]
    session.save()
    return client
