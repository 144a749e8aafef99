"""The filters, in SQL and in the rows' own words, find the same people."""

import datetime as dt

import pytest

from checks.record.choosing import suits
from checks.record.columns import COLUMNS
from checks.record.rows import Record
from checks.record.tally import by_school, due_again, gaps_of, totals
from hiring import clock
from tests.checks.record.scene import in_post


@pytest.fixture
def several(cast):
    """Five people, two of them with a gap, one at another school."""
    in_post(cast, "Ada Wroe")
    in_post(cast, "Bruno Fitch", "Volunteer", without=["identity"])
    in_post(cast, "Cora Nash", "Trustee", school=cast.other_school)
    later = dt.date(2021, 1, 4)
    in_post(cast, "Dilys Snape", "Supply Teacher", without=["agency_written_confirmation"], since=later)
    in_post(cast, "Efua Tench", permitted_to=clock.today() + dt.timedelta(days=20))
    return cast


ASKED = [
    {},
    {"kind": "volunteer"},
    {"q": "wroe"},
    {"q": "supply"},
    {"gaps": "some"},
    {"gaps": "none"},
    {"gaps": "exception"},
    {"gaps": "some", "kind": "volunteer"},
    {"since": "2020-09-01"},
    {"since": "2020-09-02"},
    {"since": "2020-09-02", "gaps": "some"},
    *[{"column": column.code, "state": state} for column in COLUMNS for state in ("date", "not_needed", "missing")],
]


@pytest.mark.parametrize("asked", ASKED, ids=str)
def test_a_filter_finds_the_rows_that_say_so(several, asked):
    everybody = list(Record(several.hr_manager))
    wanted = [row.name for row in everybody if suits(row, asked)]
    found = Record(several.hr_manager, **asked)
    assert [row.name for row in found] == wanted
    assert len(found) == len(wanted)
    assert [row.name for row in found.page(1, 2)] == wanted[:2]


def test_a_school_s_own_part_holds_nobody_else(several):
    rows = list(Record(several.hr_manager, schools=[several.other_school]))
    assert [row.name for row in rows] == ["Cora Nash"]
    assert several.school not in {row.school for row in Record(several.hr_elsewhere)}


def test_the_figures_are_those_of_the_rows(several):
    files = Record(several.hr_manager).files()
    today = clock.today()
    assert totals(files, today) == {"people": 5, "gaps": 2, "exceptions": 0, "due": 1}
    assert {check.clearance.person.name for check in gaps_of(files, today)} == {"Bruno Fitch", "Dilys Snape"}
    assert [check.code for check in due_again(files, today, 30)] == ["right_to_work"]
    assert not due_again(files, today, 10)
    counted = {name: (people, sum(gaps.values())) for name, people, gaps in by_school(files, today)}
    assert counted == {several.school.name: (4, 2), several.other_school.name: (1, 0)}


@pytest.mark.parametrize("days", [0, 3])
def test_three_people_cost_no_more_questions_than_one(cast, django_assert_max_num_queries, days):
    """Now, and looking back on the same day from later."""
    on = clock.today()
    in_post(cast, "Ada Wroe")
    with clock.at(clock.now() + dt.timedelta(days=days)):
        list(Record(cast.hr, on=on))
        with django_assert_max_num_queries(9) as one:
            assert len(list(Record(cast.hr, on=on))) == 1
    in_post(cast, "Bruno Fitch", "Volunteer", without=["identity"])
    in_post(cast, "Cora Nash", "Trustee")
    with clock.at(clock.now() + dt.timedelta(days=days)), django_assert_max_num_queries(9) as three:
        assert len(list(Record(cast.hr, on=on))) == 3
    assert len(one) == len(three)
