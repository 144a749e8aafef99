import datetime as dt

import pytest

from hiring import clock
from tests.checks.dbs.early import as_at_a_commit


@pytest.fixture(autouse=True)
def some_weeks_ago():
    """The story begins in the past, since the database takes no receipt of tomorrow."""
    with clock.at(clock.now() - dt.timedelta(days=40)) as instant:
        yield instant


@pytest.fixture
def ask_the_database():
    """What a commit would ask, asked now."""

    return as_at_a_commit
