"""Walking a long history: events verified a second, beside the same rows read and their signatures made and nothing else."""

import json

import pytest
from django.db import connection, transaction

from tests import story
from tests.benchmarks.measuring import side_by_side
from vacancies.models import Vacancy
from workflows import history
from workflows.models import Event

pytestmark = pytest.mark.django_db(transaction=True)
LONG = 20_000


def lengthened(vacancy, to):
    """The same vacancy with its last event told again and again, each time signed as the next; with the triggers off."""
    last = Event.objects.filter(root_type="vacancy", root_id=vacancy.pk).order_by("number").last()
    told, before, events = json.loads(last.body), last.mac, []
    for number in range(last.number + 1, to + 1):
        place = {"number": number, "subject_version": 1_000 + number}
        body = history.canonical(told | place)
        before = history.mac(before, body)
        facts = {each.attname: getattr(last, each.attname) for each in Event._meta.concrete_fields}
        events.append(Event(**facts | place | {"id": None, "body": body, "mac": before}))
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        Event.objects.bulk_create(events, batch_size=2_000)
        Vacancy.objects.filter(pk=vacancy.pk).update(history_length=to, history_head=before)


def by_hand(pk):
    """The bodies read in order, and each signature made anew."""
    before = history.GENESIS
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT body FROM workflows_event WHERE root_type = 'vacancy' AND root_id = %s ORDER BY number", [pk]
        )
        for (body,) in cursor:
            before = history.mac(before, body)
    return before


def test_history_is_walked(figures):
    """At least 20,000 events a second."""
    vacancy = story.published(story.people())
    lengthened(vacancy, LONG)
    assert history.first_fault(Vacancy, vacancy.pk) is None
    assert by_hand(vacancy.pk) == Vacancy.objects.get(pk=vacancy.pk).history_head
    line = side_by_side(
        f"a history of {LONG:,} events verified",
        lambda: history.first_fault(Vacancy, vacancy.pk),
        lambda: by_hand(vacancy.pk),
        goes=15,
        against="signing",
    )
    line.note = f"{LONG / line.ours.median:,.0f} events a second (limit 20,000)"
    figures(line)
