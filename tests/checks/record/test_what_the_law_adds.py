"""Cells that say more than a date because the law has more on the record: supply staff's letters, and decisions overseas."""

import datetime as dt

import pytest

from checks.models import Check
from checks.record.rows import Record
from checks.record_exports.content import cells_of
from hiring import clock
from tests.checks import everybody
from tests.checks.rules.our_cases import OURS, asked

TWO_DAYS = dt.timedelta(days=2)


def short(on):
    return f"{on.day} {on:%b %y}"


def supply_teacher(cast, name):
    """The file of one of our own cases, the agency's letter two days old and everything else clear."""
    told = next(case for case in OURS if case.name == name)
    with clock.at(clock.now() - TWO_DAYS):
        file = everybody.file_of(cast, everybody.profile_of((told.name, *asked(told)[:2])))
        everybody.clear(file.checks.get(code="agency_written_confirmation"), cast)
    return file


def certificate(file):
    facts = file.checks.get(code="agency_written_confirmation").receipts.get().facts
    return short(dt.date.fromisoformat(facts["certificate_dated_on"]))


def row_of(cast, file):
    return Record(cast.hr).row_of(file.pk)


def cell(row, code):
    return next(each for each in row.cells if each.code == code)


def test_supply_staff_s_letter_says_when_it_came_and_which_certificate_it_tells_of(cast):
    file = supply_teacher(cast, "agency, no content told")
    came = clock.today() - TWO_DAYS
    found = cell(row_of(cast, file), "confirmation")
    assert (found.state, found.on) == ("date", came)
    assert found.words == f"{short(came)}, certificate {certificate(file)}"


def test_that_a_copy_was_read_is_said_and_does_not_move_the_day_the_letter_came(cast):
    file = supply_teacher(cast, "agency, content told")
    assert cell(row_of(cast, file), "confirmation").state == "missing"
    everybody.clear(file.checks.get(code="agency_certificate_copy"), cast)
    row, came = row_of(cast, file), clock.today() - TWO_DAYS
    found = cell(row, "confirmation")
    assert (found.state, found.on) == ("date", came)
    assert found.words == f"{short(came)}, certificate {certificate(file)}, copy read"
    assert f"{came.day} {came:%B %Y}, certificate {certificate(file)}, copy read" in cells_of(row)


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({"outcome": "received_clear"}, ""),
        ({"outcome": "unobtainable_alternatives", "tried": "May", "instead": ["references"]}, ", other evidence"),
        ({"outcome": "not_needed_reason"}, ", decided not needed"),
    ],
)
def test_an_overseas_cell_says_what_the_head_decided_on(cast, facts, words):
    abroad = next(each for each in everybody.profiles() if "overseas_criminal_record" in each.codes)
    file = everybody.file_of(cast, abroad)
    for check in map(everybody.fresh, Check.objects.filter(clearance=file, code__startswith="overseas")):
        more = facts if check.code == "overseas_criminal_record" else {}
        check.record(by=cast.hr, evidence=everybody.evidence_for(check, reason="As they told us", **more))
        if check.state == "to_decide":
            check.clear(by=cast.head, reason="Enough.")
    found = cell(row_of(cast, file), "overseas")
    assert (found.state, found.on) == ("date", clock.today())
    assert found.words == f"{short(clock.today())}{words}"
