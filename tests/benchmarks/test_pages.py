"""Pages and calls against the floor, as the number of applications grows."""

import pytest
from django.core.cache import cache
from django.test import Client

from hiring.models import Token
from tests import story
from tests.benchmarks import floor
from tests.benchmarks.crowd import grow
from tests.benchmarks.measuring import Listening, side_by_side

pytestmark = pytest.mark.django_db(transaction=True)
SIZES = [100, 1_000, 5_000]
ALWAYS = ("django_session", "hiring_token", "mfa_authenticator", 'FROM "hiring_user"', 'FROM "hiring_membership"')


@pytest.fixture(autouse=True)
def _floor_beside_it(settings):
    settings.ROOT_URLCONF = "tests.benchmarks.floor"
    settings.API_CALLS_A_MINUTE = 1_000_000
    cache.clear()


def read(client, address, **headers):
    answer = client.get(address, headers=headers)
    assert answer.status_code == 200, answer
    return answer


def learn(client, address, rows, wide=0, **headers):
    """Let the floor do what this page asks, less what signing in asks of both; how much was asked, and how big it is."""
    read(client, address, **headers)
    with Listening() as asked:
        answer = read(client, address, **headers)
    floor.todo.update(statements=beside_signing_in(asked.statements), rows=rows, wide=wide)
    return f"{len(asked)} queries, {len(answer.content) / 1024:.0f} KB"


def beside_signing_in(statements):
    """The floor, signed in as staff, asks for the session, the token, the user and the roles itself."""
    return [each for each in statements if not any(name in each[0].split("WHERE")[0] for name in ALWAYS)]


def test_vacancy_hub(figures):
    cast = story.people()
    vacancy = story.scoring(cast)
    application = vacancy.applications.get()
    client = Client()
    client.force_login(cast.hr)
    medians, done = [], 1
    for size in SIZES:
        grow(application, done, size - 1)
        done = size
        assert vacancy.applications.count() == size
        note = learn(client, vacancy.get_absolute_url(), 50)
        line = side_by_side(
            f"vacancy hub, {size:,} applications",
            lambda: read(client, vacancy.get_absolute_url()),
            lambda: read(client, "/floor/"),
            goes=40,
            note=note,
        )
        figures(line)
        medians.append(line.ours.median)
    figures(f"{'vacancy hub, 5,000 against 100':<46} {medians[-1] / medians[0]:.2f} x")


def test_status_by_api(figures):
    cast = story.people()
    application = story.interviewing(cast, cast.candidate).applications.get()
    _token, key = Token.objects.for_candidate(cast.candidate)
    client, address = Client(), f"/api/v1/me/applications/{application.pk}"
    bearer = {"Authorization": f"Bearer {key}"}
    note = learn(client, address, 10, **bearer)
    figures(
        side_by_side(
            "a candidate's status by API",
            lambda: read(client, address, **bearer),
            lambda: read(client, "/floor/status/", **bearer),
            goes=150,
            note=note,
        )
    )
