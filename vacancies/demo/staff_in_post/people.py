"""Who they are: a name, a school, a post, since when, and what the old record says of each check."""

import datetime as dt
import random

from checks.record.coming_across import Here
from checks.rules import required_checks
from hiring.models import User
from vacancies.demo import when
from vacancies.demo.staff_in_post.names import names
from vacancies.demo.staff_in_post.posts import BOARD, posts_at

SEEN_BY = ("Marta Voss, HR officer to 2021", "Keith Ansell, business manager to 2019", "", "Jo Marlowe, HR officer")
PERSON = {
    "age_at_start": 31,
    "names_changed": False,
    "rtw": "british_or_irish",
    "abroad": None,
    "previous_school_post": None,
    "internal": None,
    "update_service": None,
    "agency_dbs_has_disclosure": None,
}
SENT_BY = {
    "agency_supply": "Harbour Supply",
    "contractor_staff": "Greensward Grounds",
    "trainee_fee_funded": "The University of Blakeney",
}
LEAST = {"primary": 56, "special": 70, "secondary": 118}
SEED = 1612


def everybody(schools, how_many, heads):
    """So many people and what is said of each, the trust's board first, then school by school.

    heads: school -> the user who is its head in the story already; every other user is new and not yet saved.
    """
    chance = random.Random(SEED)  # noqa: S311 (the story is the same every time; nothing secret hangs on it)
    called = names(chance)
    for place, (school, post) in enumerate(_places(schools, how_many)):
        user = heads.get(school) if post.title == "Headteacher" else None
        yield _person(place, user or _somebody(place, *next(called)), school, post, chance)


def _somebody(place, given, family):
    return User(email=f"{given}.{family}.{place}@aldercoast.example".lower(), name=f"{given} {family}")


def _places(schools, how_many):
    board = [(schools[0], post) for post in BOARD for _ in range(post.each)]
    left = how_many - len(board)
    weights = [LEAST[school.phase] for school in schools]
    sizes = [left * weight // sum(weights) for weight in weights]
    sizes[-1] += left - sum(sizes)
    staff = [(school, post) for school, size in zip(schools, sizes, strict=True) for post in posts_at(school, size)]
    return board + staff


def _person(place, user, school, post, chance):
    since = when.day(5, 1) - dt.timedelta(days=chance.randrange(20, 365 * 11))
    file = {
        "school": school,
        "person": user,
        "post_title": post.title,
        "sent_by": SENT_BY.get(post.facts["engagement"], ""),
        "role_facts": {**post.facts, "phase": school.phase, "title": post.title, "start_date": since.isoformat()},
        "person_facts": {**PERSON, "age_at_start": chance.randrange(21, 63)},
        "in_post_since": since,
    }
    return Here(file, _old_record(file, since, place, chance))


def _old_record(file, since, place, chance):
    """A date for each check before the first day, by whoever kept the old record then."""
    asked = required_checks(file["role_facts"], file["person_facts"]).required
    seen_by = chance.choice(SEEN_BY)
    where = f"spreadsheet of {file['school'].name}, row {place + 2}"
    return {
        need.code: {"seen_on": since - dt.timedelta(days=chance.randrange(2, 40)), "seen_by": seen_by, "where": where}
        | ({"certificate_number": f"{chance.randrange(10**11, 10**12)}"} if need.code == "dbs_enhanced" else {})
        for need in asked
    }
