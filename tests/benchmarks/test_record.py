"""The single central record at two thousand people, and what stops one person, against the same by hand."""

import functools
import time

import pytest
from django.db import connection
from django.test import Client

from checks.models import Check, Clearance
from checks.record.rows import Record
from checks.rules import required_checks
from hiring import clock
from hiring.models import Token
from tests import story
from tests.benchmarks.measuring import Listening, Times, side_by_side
from tests.benchmarks.staff_at_work import grow
from tests.benchmarks.test_pages import ALWAYS, _floor_beside_it, learn, read  # noqa: F401 (the floor stands beside these too)
from tests.checks.rules import plain_reading
from tests.checks.rules.told import WORKED

pytestmark = pytest.mark.django_db(transaction=True)
SIZES = [200, 2_000]


@pytest.fixture
def at_work(db):
    """One person at work, and the cast."""
    cast = story.people()
    appointment = story.ready(cast)
    appointment.confirm_start(by=cast.head)
    appointment.start(by=cast.hr)
    return cast, Clearance.objects.get(pk=appointment.clearance_id)


def test_record_page(figures, at_work):
    """50 of 2,000: at most 12 queries, at most three times the floor, and flat."""
    cast, clearance = at_work
    client = Client()
    client.force_login(cast.hr)
    medians, done = [], 1
    for size in SIZES:
        grow(clearance, done, size - 1)
        done = size
        assert len(Record(cast.hr)) == size
        note = learn(client, "/record/", 50)
        line = side_by_side(
            f"record, 50 of {size:,} people",
            lambda: read(client, "/record/"),
            lambda: read(client, "/floor/"),
            goes=20,
            note=f"{note} (limit 12 queries, 3 x)",
        )
        figures(line)
        medians.append(line.ours.median)
    figures(f"{'record, 2,000 people against 200':<46} {medians[-1] / medians[0]:.2f} x (limit: flat)")


BY_HAND = """
    SELECT k.id, k.code, k.number, k.state, k.holder, k.held_since, k.expires_on, k.source FROM checks_check k
    JOIN checks_clearance c ON c.id = k.clearance_id WHERE c.id = %s ORDER BY k.id
"""


GATE_SIZES = [20, 200, 2_000]


def test_gate(figures, at_work):
    """What stops one person, by page and by API: at most 6 queries beyond the session and its user (or the token), at most
    three times the floor, and flat; the gate itself beside a plain loop."""
    cast, working = at_work
    Check.objects.filter(clearance=working).update(asked_at=clock.now())
    cast.candidate = cast.other_candidate
    clearance = story.accepted(cast, reference="REY-0143").clearance
    client, (_token, key) = Client(), Token.objects.for_staff(cast.hr, "Gate")
    client.force_login(cast.hr)
    ways = {
        "page": (clearance.get_absolute_url(), "/floor/", {}),
        "API": (f"/api/v1/people/{clearance.pk}/gate", "/floor/gate/", {"Authorization": f"Bearer {key}"}),
    }
    medians, done = {way: [] for way in ways}, 1
    for size in GATE_SIZES:
        grow(working, done, size - 1)
        done = size
        for way, (address, floor, headers) in ways.items():
            learn(client, address, 15, **headers)
            line = side_by_side(
                f"what is stopping one of {size:,} people, {way}",
                functools.partial(read, client, address, **headers),
                functools.partial(read, client, floor, **headers),
                goes=40,
                note=f"{beyond_signing_in(client, address, **headers)} queries beyond signing in (limit 6, 3 x)",
            )
            figures(line)
            medians[way].append(line.ours.median)
    for way, (at_few, *_between, at_many) in medians.items():
        figures(f"{f'what is stopping one person, {way}, 2,000 to 20':<46} {at_many / at_few:.2f} x (limit: flat)")
    with Listening() as asked:
        derived(clearance.pk)
    figures(
        side_by_side(
            "the gate derived and told as JSON",
            lambda: derived(clearance.pk),
            lambda: plain_loop(clearance.pk),
            goes=100,
            against="loop ",
            note=f"{len(asked)} queries (limit 6)",
        )
    )


def beyond_signing_in(client, address, **headers):
    """How many queries, less the session and its user with their roles, or the token with its user and the same."""
    with Listening() as asked:
        read(client, address, **headers)
    heads = [sql.split("WHERE")[0] for sql, _values in asked.statements]
    number = sum(not any(name in head for name in ALWAYS) for head in heads)
    assert number <= 6
    return number


def derived(pk):
    return Clearance.objects.to_judge().get(pk=pk).gate().as_json()


def plain_loop(pk):
    """The same question asked of the same rows with nothing around it."""
    today = clock.today()
    with connection.cursor() as cursor:
        cursor.execute(BY_HAND, [pk])
        rows = cursor.fetchall()
    return [row for row in rows if row[3] != "clear" or (row[6] is not None and row[6] < today)]


def test_rule_table(figures):
    """One case: no query, at most 300 microseconds; beside the same table read a second time in plain Python."""
    cases = [(case["role"], case["person"]) for case in WORKED]

    def by_the_table():
        return [required_checks(*case) for case in cases]

    def by_a_plain_reading():
        return [plain_reading.needed(*case) for case in cases]

    with Listening() as asked:
        by_the_table()
    assert len(asked) == 0
    line = side_by_side(f"rule table, {len(cases)} cases", by_the_table, by_a_plain_reading, goes=100, against="plain")
    each = line.ours.median / len(cases) * 1_000_000
    line.note = f"{each:.0f} µs a case (limit 300)"
    figures(line)
    figures(f"{'rule table, one case, its slowest':<46} {slowest(cases) * 1_000_000:.0f} µs (limit 300)")


def slowest(cases):
    """The median time of whichever case takes longest."""
    return max(Times([took(case) for _ in range(50)]).median for case in cases)


def took(case):
    began = time.perf_counter()
    required_checks(*case)
    return time.perf_counter() - began
