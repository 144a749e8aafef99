"""A history of two hundred events, changed in every way: each change found, and found where it is."""

import random
import time
from itertools import combinations

import pytest
from django.db import Error, connection, transaction

from tests import story
from tests.proofs.flips import NotStored, flipped, stored_fields
from vacancies.models import Vacancy
from workflows.history import GENESIS, fault_among, first_fault, mac, stored
from workflows.models import Event

LENGTH = 200
SAMPLE = 400
FIELDS = stored_fields(Event)
pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.fixture
def vacancy(cast):
    """Sent up, sent back with a reason, and so on, then advertised and scored: two hundred events through the door."""
    vacancy = story.draft(cast)
    for _ in range(91):
        vacancy.send_for_approval(by=cast.hr)
        vacancy.send_back(by=cast.approver, reason="Überlegt es noch einmal: the hours went up.")
    vacancy.send_for_approval(by=cast.hr)
    vacancy.approve(by=cast.approver)
    vacancy.publish(by=cast.hr)
    for candidate in (cast.candidate, cast.other_candidate):
        story.submitted(vacancy, candidate)
    vacancy = story.closed(vacancy)
    vacancy.open_scoring(by=cast.hr)
    for member in list(vacancy.panel.all())[:2]:
        member.declare()
        for application in vacancy.applications.all():
            story.score(member, application, "2222222")
        member.scorecard.seal(by=member.user)
    for _ in range(2):
        member.scorecard.reopen(by=cast.hr, reason="A slip of the pen.")
        member.scorecard.seal(by=member.user)
    vacancy = Vacancy.objects.get(pk=vacancy.pk)
    assert vacancy.history_length >= LENGTH
    return vacancy


@pytest.fixture(scope="module")
def kept():
    """The rows as they were read once; only one test writes to the table itself."""
    return []


@pytest.fixture
def rows(kept, request):
    """The first two hundred events as they are stored, with the reasons that belong to them."""
    if not kept:
        vacancy = request.getfixturevalue("vacancy")
        kept.extend(stored(Vacancy, vacancy.pk)[:LENGTH])
    assert fault_among(kept, head(kept)) is None
    return list(kept)


def head(rows):
    return (rows[-1].number, rows[-1].mac) if rows else (0, GENESIS)


def from_here(rows, place):
    """The walk as it stands before the row at this place; the ones before are untouched and were found whole."""
    return (rows[place - 1].number, rows[place - 1].mac) if place else (0, GENESIS)


def test_every_bit_of_every_stored_field_is_found_where_it_was_turned(rows, tally):
    tried = not_storable = 0
    missed = []
    for place, row in enumerate(rows):
        before = from_here(rows, place)
        for name, bits in FIELDS:
            for value in flipped(getattr(row, name), bits):
                if value is NotStored:
                    not_storable += 1
                    continue
                tried += 1
                fault = fault_among([row._replace(**{name: value})], head(rows), after=before)
                if fault is None or fault[0] != row.number:
                    missed.append((row.number, name, value))
    tally(
        "single bits turned in 200 events",
        tried,
        len(missed),
        f"{not_storable} more are nothing PostgreSQL would store",
    )
    assert missed == []
    assert tried > LENGTH * 1000


def test_every_bit_of_every_reason_is_found(rows, tally):
    noted = [row for row in rows if row.note__text]
    missed = tried = 0
    for row in noted[:20]:
        for name in ("note__text", "note__salt"):
            for value in flipped(getattr(row, name), 0):
                if value is NotStored:
                    continue
                tried += 1
                fault = fault_among([row._replace(**{name: value})], head(rows), after=from_here(rows, row.number - 1))
                missed += fault != (row.number, "the reason is not the one that was given")
    tally("single bits turned in 20 reasons", tried, missed)
    assert (len(noted) >= 80, missed) == (True, 0)


def test_every_removal_is_found(rows, tally):
    missed = sum(fault_among(rows[:place] + rows[place + 1 :], head(rows))[0] != place + 1 for place in range(LENGTH))
    closed_up = sum(
        fault_among(_renumbered(rows[:place] + rows[place + 1 :]), head(rows))[0] != place + 1
        for place in range(LENGTH)
    )
    tally("events removed, left open and closed up", 2 * LENGTH, missed + closed_up)
    assert (missed, closed_up) == (0, 0)


def _renumbered(rows):
    return [row._replace(number=number) for number, row in enumerate(rows, start=1)]


def test_every_swap_is_found(rows, tally):
    tried = missed = 0
    for first, second in combinations(range(LENGTH), 2):
        for take in (_as_it_is, _with_the_number_of_the_place):
            fault = fault_among([take(rows[second], rows[first])], head(rows), after=from_here(rows, first))
            tried += 1
            missed += fault is None or fault[0] != first + 1
    tally("events swapped, any two, with and without their numbers", tried, missed)
    assert missed == 0


def _as_it_is(row, place):
    return row


def _with_the_number_of_the_place(row, place):
    return row._replace(number=place.number)


def test_every_duplication_is_found(rows, tally):
    missed = 0
    for place in range(LENGTH):
        twice = [*rows[: place + 1], *rows[place:]]
        missed += fault_among(twice, head(rows))[0] != place + 2
        missed += fault_among(_renumbered(twice), head(rows))[0] != place + 2
    tally("events written twice, as they are and renumbered", 2 * LENGTH, missed)
    assert missed == 0


def test_every_truncation_is_found_by_the_head_kept_outside(rows, tally):
    """With the root mended to match, the table alone cannot tell; that is why the head is published."""
    published = dict([head(rows)])
    unmended = sum(fault_among(rows[:keep], head(rows))[0] != keep + 1 for keep in range(LENGTH))
    missed = sum(fault_among(rows[:keep], head(rows[:keep]), published)[0] != keep + 1 for keep in range(LENGTH))
    untold = sum(fault_among(rows[:keep], head(rows[:keep])) is None for keep in range(LENGTH))
    tally(
        "histories cut short",
        2 * LENGTH,
        unmended + missed,
        f"{untold} of {LENGTH} would pass without a published head",
    )
    assert (unmended, missed, untold) == (0, 0, LENGTH)


def test_a_suffix_signed_anew_without_the_key_is_found_where_it_begins(rows, settings, tally):
    missed = 0
    ours = settings.AUDIT_KEY
    for place in range(LENGTH):
        settings.AUDIT_KEY = "whatever the database holds"
        previous, forged = from_here(rows, place)[1], []
        for row in rows[place:]:
            previous = mac(previous, row.body)
            forged.append(row._replace(mac=previous))
        settings.AUDIT_KEY = ours
        missed += fault_among(forged, head(forged), after=from_here(rows, place))[0] != place + 1
    tally("histories signed anew with another key", LENGTH, missed)
    assert missed == 0


def test_bits_turned_in_the_table_itself_are_found(vacancy, tally):
    """The same through the database: what it lets a superuser store with the triggers off, the walk finds."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED")
        cursor.execute("SET LOCAL session_replication_role = replica")
    chosen, rows = random.Random(200), list(Event.objects.filter(root_type="vacancy", root_id=vacancy.pk))
    tried = missed = refused = 0
    while tried < SAMPLE:
        row = chosen.choice(rows)
        name, bits = chosen.choice([(name, bits) for name, bits in FIELDS if getattr(row, name)])
        value = chosen.choice(list(flipped(getattr(row, name), bits)))
        try:
            with transaction.atomic():
                Event.objects.filter(pk=row.pk).update(**{name: value})
        except (Error, ValueError, TypeError, OverflowError):
            refused += 1
            continue
        tried += 1
        fault = first_fault(Vacancy, vacancy.pk)
        missed += fault is None or fault[0] not in _places(row, name, value)
        Event.objects.filter(pk=row.pk).update(**{name: getattr(row, name)})
    assert first_fault(Vacancy, vacancy.pk) is None
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = DEFAULT")
    tally("bits turned in the table itself", tried, missed, f"{refused} more the table refused to store")
    assert missed == 0


def _places(row, name, value):
    """A row that went to another place leaves a gap where it was, or stands in front of it."""
    return {row.number, value} if name == "number" else {row.number}


def test_how_fast_a_history_is_walked(vacancy, tally):
    times = []
    for _ in range(15):
        began = time.perf_counter()
        assert first_fault(Vacancy, vacancy.pk) is None
        times.append(vacancy.history_length / (time.perf_counter() - began))
    times.sort()
    tally(
        "events verified",
        15 * vacancy.history_length,
        0,
        f"median {times[7]:,.0f} a second, from {times[0]:,.0f} to {times[-1]:,.0f}",
    )
