"""From which day the law protects an employment, and by when a probation is decided: by the calendar, worked by hand."""

import datetime as dt

import pytest
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from checks.protection import LINES, decide_by, last_day_before, line_for, protected_on


def day(text):
    return dt.date.fromisoformat(text)


@pytest.mark.parametrize(
    ("since", "protected"),
    [
        ("2026-09-01", "2027-03-01"),  # domain: decisions for a 1 Sept 2026 starter land before 1 March 2027
        ("2026-07-01", "2027-01-01"),  # domain: on or before 1 July 2026, protected on the day the law comes in
        ("2026-06-30", "2027-01-01"),
        ("2025-09-01", "2027-01-01"),
        ("2025-01-01", "2027-01-01"),  # two years are up on the same day
        ("2026-07-02", "2027-01-02"),
        ("2024-12-31", "2026-12-31"),  # two years are up on the last day of the older law
        ("2024-09-01", "2026-09-01"),
        ("2024-02-29", "2026-02-28"),  # a leap day has no second anniversary
        ("2026-08-31", "2027-02-28"),  # February is shorter than August
        ("2027-08-31", "2028-02-29"),  # in a leap year it is a day longer
        ("2028-02-29", "2028-08-29"),
        ("2027-10-31", "2028-04-30"),
        ("2027-12-31", "2028-06-30"),
    ],
)
def test_protection_begins_on_the_day_the_calendar_says(since, protected):
    assert protected_on(day(since)) == day(protected)
    assert last_day_before(day(since)) == day(protected) - dt.timedelta(days=1)


@pytest.mark.parametrize(
    ("began", "decided"),
    [
        ("2026-09-01", "2027-02-01"),
        ("2026-08-31", "2027-01-31"),
        ("2026-09-30", "2027-02-28"),
        ("2027-09-30", "2028-02-29"),
        ("2028-02-29", "2028-07-29"),
        ("2026-07-01", "2026-12-01"),
    ],
)
def test_the_decision_comes_no_later_than_month_five(began, decided):
    assert decide_by(day(began), day(began)) == day(decided)


def test_a_trust_decides_sooner_and_never_later():
    began = day("2026-09-01")
    assert decide_by(began, began, 3) == day("2026-12-01")
    assert decide_by(began, began, 9) == decide_by(began, began) < protected_on(began)


def test_whoever_was_employed_before_is_decided_on_before_the_law_protects_them():
    """In the post since September, with the trust since April: six months are up before month five is."""
    assert decide_by(day("2027-09-01"), day("2027-04-12")) == day("2027-10-11")


def test_every_line_of_law_says_where_it_is_written_and_one_is_in_force_on_every_day():
    assert [line.months for line in LINES] == [24, 6]
    assert LINES[0].valid_to + dt.timedelta(days=1) == LINES[1].valid_from == day("2027-01-01")
    assert str(line_for(day("2026-09-01")).source).startswith("Employment Rights Act 2025")
    assert str(line_for(day("2024-09-01")).source).startswith("Employment Rights Act 1996, section 108")


@given(st.dates(day("2015-01-01"), day("2060-12-31")), st.integers(-3, 30))
def test_the_decision_always_comes_before_protection_whatever_a_trust_says(began, months):
    assert decide_by(began, began, months) < protected_on(began)
    assert decide_by(began, began) > began


@pytest.mark.django_db
def test_the_database_counts_months_as_we_do():
    """The constraint on `protected_on` is the same arithmetic in SQL: every first day of six years, leap year and all."""
    days = [day("2023-06-01") + dt.timedelta(days=number) for number in range(6 * 366)]
    sql = (
        "SELECT d, LEAST((d + interval '24 months')::date, GREATEST((d + interval '6 months')::date, DATE '2027-01-01')) "
        "FROM unnest(%s::date[]) d"
    )
    with connection.cursor() as cursor:
        cursor.execute(sql, [days])
        assert dict(cursor.fetchall()) == {each: protected_on(each) for each in days}
