"""The cast: everybody a test may need, and somebody at another trust who must see nothing."""

import os

import pytest
from django.db.backends.postgresql.base import DatabaseWrapper
from django.db.backends.postgresql.operations import DatabaseOperations

from tests import story

pytest_plugins = ["tests.services", "tests.tally"]

# Playwright keeps an event loop in the test's own thread; Django takes that for asynchronous code unless told.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

_flush = DatabaseOperations.execute_sql_flush


def _flush_as_owner(operations, sql_list):
    """Emptying the test database between real transactions is the one thing the triggers must not refuse.

    It reaches tables that no model of ours stands for any more, such as knox's own.
    """
    everything = [sql.replace(";", " CASCADE;") if "TRUNCATE" in sql else sql for sql in sql_list]
    return _flush(
        operations, ["SET session_replication_role = replica;", *everything, "SET session_replication_role = DEFAULT;"]
    )


DatabaseOperations.execute_sql_flush = _flush_as_owner
assert DatabaseWrapper.ops_class is DatabaseOperations


@pytest.fixture
def cast(db):
    """Trust, schools and people: `cast.hr`, `cast.head`, `cast.panel`, `cast.candidate`, `cast.stranger` …"""
    return story.people()


@pytest.fixture
def vacancy(cast):
    """The Pastoral Support Worker post, still a draft."""
    return story.draft(cast)


@pytest.fixture
def open_vacancy(cast):
    """The same post, published and open for applications."""
    return story.published(cast)
