"""What the record said on a day is what it says of that day later, whatever has happened since."""

import contextlib
import datetime as dt
import random

import pytest
from django.db import connection

from checks.models import Check
from checks.record.coming_across import bring_across
from checks.record.rows import Record
from hiring import clock
from tests.checks.evidence import good_evidence
from tests.checks.record.scene import POSTS, here, said
from workflows.blockers import Refused

DAYS = 12
NAMES = ["Ada Wroe", "Bruno Fitch", "Cora Nash", "Dilys Snape", "Efua Tench", "Fern Gill"]


def day_of(number):
    return clock.today() - dt.timedelta(days=DAYS + 1 - number)


def fresh(check):
    return Check.objects.select_related(*Check.locked_with).get(pk=check.pk)


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
    }
    with contextlib.suppress(Refused, ValueError, AttributeError):
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
            told[number] = {who: said(Record(cast.hr, who=who)) for who in ("", "leavers")}
    for number, then in told.items():
        for who, rows in then.items():
            assert said(Record(cast.hr, on=day_of(number), who=who)) == rows, (number, who)
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


def test_tomorrow_cannot_be_asked_for(cast):
    assert Record(cast.hr, on=clock.today() + dt.timedelta(days=3)).then is None
