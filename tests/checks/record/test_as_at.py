"""What the record said on a day is what it says of that day later, whatever has happened since."""

import contextlib
import datetime as dt
import random

import pytest
from django.db import connection

from checks.models import Check, Clearance, FactsChange, Placement
from checks.record.coming_across import bring_across
from checks.record.rows import Record
from hiring import clock
from tests.checks.evidence import good_evidence
from tests.checks.record.scene import POSTS, here, in_post, said
from workflows.blockers import Refused

DAYS = 12
MEETS_NOBODY = {"contact": "none", "activities": [], "frequency": "one_off"}
NAMES = ["Ada Wroe", "Bruno Fitch", "Cora Nash", "Dilys Snape", "Efua Tench", "Fern Gill"]


def day_of(number):
    return clock.today() - dt.timedelta(days=DAYS + 1 - number)


def fresh(check):
    return Check.objects.select_related(*Check.locked_with).get(pk=check.pk)


def changed(file, cast, **duties):
    """Other facts of the post, proposed by HR and agreed by the head."""
    told = {"role_facts": {**file.role_facts, **duties}, "person_facts": file.person_facts}
    change = FactsChange.propose(by=cast.hr, clearance=file, reason="Other work.", **told)
    change = FactsChange.objects.select_related(*FactsChange.locked_with).get(pk=change.pk)
    if change.state == "proposed":
        change.make(by=cast.head)


def there(file):
    return Placement.objects.select_related(*Placement.locked_with).get(clearance=file, state="placed")


def something_happens(chance, cast, files):
    """One thing somebody might do to the record on a day; a refusal is an answer too."""
    file = chance.choice(files)
    file = type(file).objects.select_related("school__trust", "person").get(pk=file.pk)
    check = fresh(chance.choice(list(file.checks.all())))
    deeds = {
        "record": lambda: check.record(by=cast.hr, evidence=good_evidence(check)),
        "void": lambda: check.void(by=cast.head, reason="It was somebody else's."),
        "raise": lambda: check.raise_concern(by=cast.head, reason="Something was found."),
        "clear": lambda: check.clear(by=cast.head, reason="Content."),
        "historic": lambda: check.record_historic(
            by=cast.hr, seen_on=day_of(0) - dt.timedelta(days=900), where="cupboard, folder 3"
        ),
        "leave": lambda: file.leave(by=cast.hr, left_on=clock.today(), reason="Their own wish."),
        "stop": lambda: file.stop_relying(by=cast.head, reason="To look again."),
        "rely": lambda: file.rely_on(by=cast.head),
        "derive": lambda: file.derive(by=cast.hr, role_facts={"management": True}),
        "no contact": lambda: changed(file, cast, **MEETS_NOBODY),
        "there too": lambda: Placement.add(by=cast.hr, clearance=file, place=cast.other_school, from_on=clock.today()),
        "there no more": lambda: there(file).end(by=cast.hr, to_on=there(file).from_on, reason="Found out late."),
    }
    with contextlib.suppress(Refused, ValueError, AttributeError, Placement.DoesNotExist):
        deeds[chance.choice(list(deeds))]()
    connection.check_constraints()  # as at the end of a request


@pytest.mark.parametrize("seed", range(4))
def test_the_past_is_told_as_it_was_told(cast, seed):
    chance = random.Random(seed)
    told, files = {}, []
    for number in range(1, DAYS + 1):
        with clock.at(clock.london(day_of(number), 9)):
            if number <= len(NAMES):
                gone = chance.sample(["identity", "qualifications", "right_to_work"], chance.randrange(0, 2))
                person = here(cast.school, NAMES[number - 1], chance.choice(list(POSTS)), without=gone)
                files += bring_across([person], by=cast.hr_manager)
                connection.check_constraints()
        for hour in (11, 14, 16):
            with clock.at(clock.london(day_of(number), hour)):
                something_happens(chance, cast, files)
        with clock.at(clock.london(day_of(number), 22)):
            told[number] = {who: said(Record(cast.hr_manager, who=who)) for who in ("", "leavers")}
    for number, then in told.items():
        for who, rows in then.items():
            assert said(Record(cast.hr_manager, on=day_of(number), who=who)) == rows, (number, who)
    assert len({str(each) for each in told.values()}) > 3, "nothing happened, so nothing was shown"


def test_nobody_was_on_the_record_before_their_file_was_opened(cast):
    with clock.at(clock.london(day_of(5), 9)):
        bring_across([here(cast.school)], by=cast.hr_manager)
    assert said(Record(cast.hr, on=day_of(4))) == []
    assert len(Record(cast.hr, on=day_of(5))) == 1


def test_a_leaver_stays_in_the_past_as_they_were(cast):
    with clock.at(clock.london(day_of(2), 9)):
        [file] = bring_across([here(cast.school)], by=cast.hr_manager)
    with clock.at(clock.london(day_of(6), 9)):
        type(file).objects.get(pk=file.pk).leave(by=cast.hr, left_on=clock.today(), reason="Their own wish.")
    assert len(Record(cast.hr)) == 0
    assert [row.left_on for row in Record(cast.hr, who="leavers")] == [day_of(6)]
    assert [row.left_on for row in Record(cast.hr, on=day_of(5))] == [None]


def test_whoever_belonged_on_the_record_then_is_on_it_whatever_became_of_their_post(cast):
    """A contractor who no longer meets pupils is off the record, and still on that of the days when they did."""
    with clock.at(clock.london(day_of(1), 9)):
        file = in_post(cast, post="Grounds Contractor")
        connection.check_constraints()
    with clock.at(clock.london(day_of(6), 9)):
        evening = said(Record(cast.hr))
        changed(Clearance.objects.select_related(*Clearance.locked_with).get(pk=file.pk), cast, **MEETS_NOBODY)
        connection.check_constraints()
    assert len(evening) == 1
    assert said(Record(cast.hr)) == []
    assert said(Record(cast.hr, on=day_of(5))) == evening
    assert len(Record(cast.hr, on=day_of(5))) == 1
    assert said(Record(cast.hr, on=day_of(6))) == []


def test_the_end_of_work_at_another_school_is_not_known_before_it_is_written_down(cast):
    """On the 8th somebody says that it ended on the 3rd: the record of the 5th had their row, and still has."""
    began, ended = day_of(1), day_of(3)
    with clock.at(clock.london(began, 9)):
        file = in_post(cast)
        Placement.add(by=cast.hr, clearance=file, place=cast.other_school, from_on=began)
    with clock.at(clock.london(day_of(5), 22)):
        evening = said(Record(cast.hr_manager))
        assert said(Record(cast.hr_manager, who="leavers")) == []
    with clock.at(clock.london(day_of(8), 9)):
        there(file).end(by=cast.hr, to_on=ended, reason="Found out late.")
    assert len(evening) == 2
    assert said(Record(cast.hr_manager, on=day_of(5))) == evening
    assert said(Record(cast.hr_manager, on=day_of(5), who="leavers")) == []
    assert len(Record(cast.hr_manager, on=day_of(5), schools=[cast.other_school])) == 1
    assert [row.left_on for row in Record(cast.hr_manager, on=day_of(9), who="leavers")] == [ended]
    assert len(Record(cast.hr_manager, on=day_of(9))) == 1


def test_tomorrow_cannot_be_asked_for(cast):
    assert Record(cast.hr, on=clock.today() + dt.timedelta(days=3)).then is None
