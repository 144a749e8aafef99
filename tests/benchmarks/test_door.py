"""The door against the same transaction written by hand in psycopg, on the same server, turn about."""

import pytest

from checks.models import Clearance
from tests import story
from tests.benchmarks import by_hand
from tests.benchmarks.measuring import Listening, side_by_side
from vacancies.models import Vacancy
from workflows import history
from workflows.history import first_fault
from workflows.registry import effects_of

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _no_worker(monkeypatch):
    """The nudge goes to a queue, not to the database; it is measured nowhere here."""
    monkeypatch.setattr(history, "_nudge", lambda: None)


def test_chase(figures):
    """A nested record: two locks, and a reason that is kept."""
    cast = story.people()
    clearance = story.accepted(cast).clearance
    check = clearance.checks.filter(code="references").first()
    check.ask(by=cast.hr)
    conn, effects = by_hand.connected(), effects_of("check.chase")

    def through_the_door():
        check.chase(by=cast.hr, reason="I phoned the school.")

    def in_psycopg():
        by_hand.chase(conn, check, cast.hr, effects)
        check.version += 1

    through_the_door()
    with Listening() as asked:
        through_the_door()
    figures(
        side_by_side("the door: check.chase", through_the_door, in_psycopg, 300, "by hand", f"{len(asked)} statements")
    )
    assert first_fault(Clearance, clearance.pk) is None
    conn.close()


def test_send_up_and_back(figures):
    """A root, with guards that read: two moves a go."""
    cast = story.people()
    vacancy = story.draft(cast)
    conn = by_hand.connected()
    effects = {verb: effects_of(verb) for verb in ("vacancy.send_for_approval", "vacancy.send_back")}

    def through_the_door():
        vacancy.send_for_approval(by=cast.hr)
        vacancy.send_back(by=cast.approver, reason="Not yet.")

    def in_psycopg():
        by_hand.send_up_and_back(conn, vacancy, cast.hr, cast.approver, effects)
        vacancy.version += 2

    through_the_door()
    with Listening() as asked:
        through_the_door()
    figures(
        side_by_side(
            "the door: vacancy up and back (2 moves)",
            through_the_door,
            in_psycopg,
            200,
            "by hand",
            f"{len(asked)} statements",
        )
    )
    assert first_fault(Vacancy, vacancy.pk) is None
    conn.close()
