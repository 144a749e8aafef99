import pytest
from django.core.cache import cache

from tests.api.client import Client


@pytest.fixture(autouse=True)
def _fresh_limits(settings):
    """No test is refused for what another asked, and none for being quick."""
    cache.clear()
    settings.API_CALLS_A_MINUTE = 1_000_000


@pytest.fixture
def client_of(live_server):
    """`client_of(user)` talks to the live server as this person."""

    def make(user=None, scope="staff", **options):
        return Client.of(live_server.url, user, scope, **options) if user else Client(live_server.url)

    return make
