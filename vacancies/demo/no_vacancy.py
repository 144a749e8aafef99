"""People with no vacancy: two volunteers whom the law caught up with, a governor, a supply teacher and a contractor."""

import datetime as dt

from django.db import connection

from checks.adding import add
from checks.forms.facts.gathering import NOTHING
from checks.forms.facts.person import NOBODY
from checks.models import Placement
from hiring import clock
from vacancies.demo import evidence
from vacancies.demo.tell import again
from workflows import outbox

SUPERVISION_ENDED = dt.date(2026, 9, 1)  # supervised work became regulated activity like any other
EVERY_WEEK = {"contact": "direct", "frequency": "frequent", "overnight": False, "setting": "academy"}
READING = EVERY_WEEK | {
    "engagement": "volunteer",
    "activities": ["teach_train_instruct"],
    "paid": False,
    "supervised": True,
}
GOVERNING = {
    "engagement": "governance",
    "governance_role": "local_governor_delegated",
    "person_with_significant_control": False,
    "activities": [],
    "contact": "opportunity",
    "frequency": "occasional",
    "overnight": False,
    "setting": "academy",
    "paid": False,
}
SUPPLY = EVERY_WEEK | {"engagement": "agency_supply", "activities": ["teach_train_instruct"]}
REPAIRS = {
    "engagement": "contractor_staff",
    "activities": ["other_school_work"],
    "contact": "opportunity",
    "frequency": "one_off",
    "overnight": False,
    "setting": "academy",
    "temporary_or_occasional_service": True,
}


def tell_all(schools, staff):
    """Five people who came by no advert, each at another point."""
    jo, ruth = staff["Jo Marlowe"], staff["Ruth Calloway"]
    _volunteer(schools["Reydon Primary"], jo, ruth)
    _not_asked_yet(schools["Reydon Primary"], jo, ruth)
    _governor(schools["Reydon Primary"], jo, ruth)
    _supply_teacher(schools["Kittiwake Academy"], jo)
    _contractor(schools["Kessingmere Primary"], jo, staff["Ines Tolland"], and_at=schools["Reydon Primary"])
    outbox.carry_out_all()


def _added(by, school, name, email, post_title, role, begins_on, sent_by=""):
    facts = NOTHING | role | {"phase": school.phase, "title": post_title, "start_date": begins_on.isoformat()}
    return add(
        by,
        name=name,
        email=email,
        school=school,
        post_title=post_title,
        sent_by=sent_by,
        role=facts,
        person=NOBODY | {"age_at_start": 18},
        starts_on=begins_on,
        offered_on=clock.today(),
    )


def _volunteer(school, jo, head):
    """At work since June, supervised and so not in regulated activity, until the law changed; the certificate is still missing."""
    file = _supervised_since_june(school, jo, head, "Wilf Tranter", "wilf.tranter@example.org", "Reading volunteer")
    if clock.today() < SUPERVISION_ENDED:
        return
    with clock.at(clock.london(SUPERVISION_ENDED, 8)):
        again(file).rescreen(by=jo)


def _not_asked_yet(school, jo, head):
    """The same, whom nobody has asked yet: she is on the list of those under whom the law has moved."""
    _supervised_since_june(school, jo, head, "Edda Fennick", "edda.fennick@example.org", "Library helper")


def _supervised_since_june(school, jo, head, name, email, title):
    began_on = min(dt.date(2026, 6, 8), clock.today() - dt.timedelta(days=90))
    with clock.at(clock.london(began_on, 9)):
        file = _added(jo, school, name, email, title, READING, began_on)
        _settled(file, jo, head)
        again(file).rely_on(by=head)
    connection.check_constraints()  # the story is told in one transaction; what follows is another day's work
    return file


def _governor(school, jo, head):
    """Everything but the section 128 direction has been looked at."""
    begins_on = clock.today() + dt.timedelta(days=9)
    title = "Local governor"
    file = _added(jo, school, "Imogen Castell", "imogen.castell@example.org", title, GOVERNING, begins_on)
    _settled(file, jo, head, but="section_128")


def _supply_teacher(school, jo):
    """The agency has confirmed its checks; who they are is seen when they arrive."""
    begins_on = clock.today() + dt.timedelta(days=1)
    who = ("Dilys Penhale", "dilys.penhale@example.org", "Supply teacher")
    file = _added(jo, school, *who, SUPPLY, begins_on, sent_by="Harbour Supply")
    _settled(file, jo, jo, but="identity_on_arrival")


def _contractor(school, jo, head, and_at):
    """A one-off repair, with the employer's letter and the driving licence seen at the desk; at two schools."""
    file = _added(
        jo,
        school,
        "Bram Hollowell",
        "bram.hollowell@example.org",
        "Heating engineer",
        REPAIRS,
        clock.today(),
        sent_by="Fenland Heating",
    )
    _settled(file, jo, head)
    again(file).rely_on(by=head)
    Placement.add(by=jo, clearance=again(file), place=and_at, from_on=clock.today())


def _settled(file, by, decider, but=""):
    for check in file.checks.exclude(code=but):
        evidence.settle(check, by, decider)
