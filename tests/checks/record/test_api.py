"""The record for programs: the same rows as the page, only of one's own schools, and nothing of a certificate."""

import datetime as dt

import pytest
from django.core.cache import cache

from checks.record.columns import COLUMNS
from checks.record.rows import Record
from hiring import clock
from tests.api.asking import Asking
from tests.checks.record.scene import in_post


@pytest.fixture(autouse=True)
def _fresh_limits():
    cache.clear()


def items(who, path):
    answer = Asking(who).get(path)
    assert answer.status_code == 200, answer.content
    return answer.json()["items"]


def test_a_row_says_what_the_page_says(cast):
    in_post(cast, without=["identity"])
    [told], [row] = items(cast.hr, "record"), Record(cast.hr)
    assert (told["name"], told["kind"], told["school"]) == ("Ada Wroe", "employee", cast.school.slug)
    assert [cell["column"] for cell in told["cells"]] == [column.code for column in COLUMNS]
    assert [cell["words"] for cell in told["cells"]] == [cell.words for cell in row.cells]
    assert told["cells"][0]["state"] == "missing"


def test_a_gap_says_who_has_it_and_where_it_is_put_right(cast):
    in_post(cast, without=["identity"])
    [gap] = items(cast.hr, "record/gaps")
    assert (gap["code"], gap["holder"], gap["days"]) == ("identity", "HR", 0)
    assert Asking(cast.hr).get(gap["href"].removeprefix("/api/v1/")).status_code == 200


def test_only_one_s_own_schools_are_told(cast):
    in_post(cast, "Ada Wroe", without=["identity"])
    in_post(cast, "Cora Nash", school=cast.other_school)
    assert {each["name"] for each in items(cast.hr_manager, "record")} == {"Ada Wroe", "Cora Nash"}
    assert {each["name"] for each in items(cast.head, "record")} == {"Ada Wroe"}
    for who in (cast.stranger, cast.panel[0], cast.approver):
        assert items(who, "record") == items(who, "record/gaps") == []
    assert items(cast.head, f"record?school={cast.other_school.slug}") == []


def test_it_comes_a_page_at_a_time(cast):
    for name in ("Ada Wroe", "Bruno Fitch", "Cora Nash"):
        in_post(cast, name)
    first = Asking(cast.hr).get("record?limit=2").json()
    assert len(first["items"]) == 2
    rest = items(cast.hr, first["next"].removeprefix("/api/v1/"))
    assert {each["name"] for each in first["items"] + rest} == {"Ada Wroe", "Bruno Fitch", "Cora Nash"}


def test_a_past_day_is_told_as_it_stood(cast):
    in_post(cast)
    yesterday = clock.today() - dt.timedelta(days=1)
    assert items(cast.hr, f"record?on={yesterday}") == []
    for wrong in (f"on={yesterday}&gaps=some", "on=2999-01-01", "colour=red", "kind=nobody"):
        assert Asking(cast.hr).get(f"record?{wrong}").status_code in {400, 422}, wrong


@pytest.mark.parametrize("path", ["record", "record/gaps"])
def test_three_cost_no_more_questions_than_one(cast, path, django_assert_max_num_queries):
    in_post(cast, "Ada Wroe", without=["identity"])
    asking = Asking(cast.hr)
    asking.get(path)
    with django_assert_max_num_queries(12) as one:
        asking.get(path)
    for name in ("Bruno Fitch", "Cora Nash"):
        in_post(cast, name, without=["identity"])
    with django_assert_max_num_queries(12) as three:
        asking.get(path)
    assert len(one) == len(three)
