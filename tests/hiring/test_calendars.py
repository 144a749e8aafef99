"""When a school is shut: on days nobody works, on its own closures, and outside the terms it has told us."""

import datetime as dt

import pytest

from hiring.calendars import is_shut
from hiring.models import Closure, Term

MONDAY = dt.date(2026, 11, 30)


@pytest.mark.parametrize(
    ("day", "shut"),
    [
        (MONDAY, False),
        (dt.date(2026, 11, 28), True),  # a Saturday
        (dt.date(2026, 12, 25), True),
        (dt.date(2026, 12, 28), True),  # Boxing Day in lieu
        (dt.date(2026, 12, 22), False),  # nobody has said when term ends
    ],
)
def test_without_terms_a_school_is_shut_when_nobody_works(cast, day, shut):
    Term.objects.filter(school=cast.school).delete()
    assert is_shut(cast.school, day) is shut


def test_its_own_closures_and_holidays_shut_a_school_and_no_other(cast):
    first, last = dt.date(2026, 9, 2), dt.date(2026, 12, 18)
    Term.objects.create(school=cast.school, name="Autumn term", starts_on=first, ends_on=last)
    Closure.objects.create(school=cast.school, day_on=MONDAY)
    assert is_shut(cast.school, MONDAY)
    assert not is_shut(cast.other_school, MONDAY)
    assert not is_shut(cast.school, last)
    assert is_shut(cast.school, dt.date(2026, 12, 22))
