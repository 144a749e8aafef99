"""Dates read as people in schools say them."""

import datetime as dt

import pytest

from hiring import clock
from hiring.templatetags import dates

MONDAY = dt.date(2026, 7, 6)


@pytest.fixture(autouse=True)
def held():
    with clock.at(clock.london(MONDAY, 9)):
        yield


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (dt.date(2026, 7, 3), "Fri 3 July"),
        (dt.date(2025, 7, 3), "3 July 2025"),
        ("4 days", "4 days"),
    ],
)
def test_day_says_the_weekday_only_inside_the_year(value, said):
    assert dates.day(value) == said


@pytest.mark.parametrize(
    ("hour", "minute", "said"), [(12, 0, "noon"), (17, 0, "5pm"), (9, 0, "9am"), (11, 20, "11:20"), (0, 0, "midnight")]
)
def test_hour_says_the_time_on_the_clock_in_england(hour, minute, said):
    summer = clock.london(MONDAY, hour, minute).astimezone(dt.UTC)
    assert dates.hour(summer) == said


def test_moment_joins_the_day_and_the_hour():
    assert dates.moment(clock.london(MONDAY, 12)) == "Mon 6 July, noon"
    assert dates.fullmoment(clock.london(MONDAY, 17)) == "Monday 6 July, 5pm"


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (0, "Due Mon 6 July, today."),
        (1, "Due Tue 7 July, tomorrow."),
        (-1, "Was due Sun 5 July, 1 day late."),
        (-3, "Was due Fri 3 July, 3 days late."),
    ],
)
def test_due_says_how_late_it_is(days, said):
    assert dates.due(MONDAY + dt.timedelta(days=days)) == said


@pytest.mark.parametrize(
    ("days", "said"),
    [(-1, "yesterday"), (-12, "12 days ago"), (-729, "729 days ago"), (-3647, "9 years ago"), (4, "in 4 days")],
)
def test_distance_counts_days_from_today(days, said):
    assert dates.distance(MONDAY + dt.timedelta(days=days)) == said
