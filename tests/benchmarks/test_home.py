"""The home page of a trust with 60 vacancies and 2,000 people at work, against the same by hand."""

import pytest
from django.db import connection
from django.test import Client

from checks.models import Clearance
from hiring.models import User
from tests import story
from tests.benchmarks.measuring import side_by_side
from tests.benchmarks.staff_at_work import grow
from tests.benchmarks.test_pages import _floor_beside_it, learn, read  # noqa: F401 (the floor stands beside these too)
from tests.benchmarks.test_record import at_work  # noqa: F401 (one person, to copy)
from tests.vacancies.pages import candidates
from vacancies.home import home_of

pytestmark = pytest.mark.django_db(transaction=True)
SIZES = [200, 2_000]
STAGES = [story.published, story.scoring, story.moderating, story.interviewing]
ONE_IN_A_HUNDRED_RAN_OUT = """
    UPDATE checks_check SET expires_on = current_date - 1 WHERE code = 'right_to_work' AND clearance_id % 100 = 0
"""


def sixty_vacancies(cast):
    """Fifteen of each: advertised, being scored, being moderated, and interviewing with a file of checks."""
    for number in range(60):
        stage, reference = STAGES[number % 4], f"BIG-{number:04}"
        people = () if stage is story.published else candidates(1, start=number)
        stage(cast, *people, reference=reference)


def test_home(figures, at_work):  # noqa: F811
    """At most 15 queries, at most three times the floor, and flat in the number of people."""
    cast, working = at_work
    sixty_vacancies(cast)
    client = Client()
    client.force_login(cast.hr)
    medians, done = [], 1
    for size in SIZES:
        grow(working, done, size - 1)
        done = size
        with connection.cursor() as cursor:
            cursor.execute(
                f"SET session_replication_role = replica; {ONE_IN_A_HUNDRED_RAN_OUT}; SET session_replication_role = DEFAULT; ANALYZE"
            )
        assert Clearance.objects.filter(state="relied_on").count() == size
        shown = home_of(User.objects.get(pk=cast.hr.pk))
        rows = shown["task_count"] + shown["waiting_count"] + len(shown["coming"]["tasks"])
        note = learn(client, "/home/", rows)
        line = side_by_side(
            f"home, 60 vacancies, {size:,} people at work",
            lambda: read(client, "/home/"),
            lambda: read(client, "/floor/"),
            goes=30,
            note=f"{note}, {rows} rows (limit 15 queries, 3 x)",
        )
        figures(line)
        medians.append(line.ours.median)
    figures(f"{'home, 2,000 people to 200':<46} {medians[-1] / medians[0]:.2f} x (limit: flat)")
