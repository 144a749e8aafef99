"""`manage.py verify_history`: walks every chain, names the first bad row, and fails."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from tests import story
from workflows import heads
from workflows.models import Event


@pytest.fixture(autouse=True)
def own_heads(settings, tmp_path):
    settings.HEADS_DIR = tmp_path / "heads"


def verify(*arguments):
    """What it printed, and what it failed with."""
    printed = StringIO()
    try:
        call_command("verify_history", *arguments, stdout=printed)
    except CommandError as failure:
        return printed.getvalue(), str(failure)
    return printed.getvalue(), None


def as_owner(sql, *values):
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED")
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute(sql, values)
        cursor.execute("SET LOCAL session_replication_role = DEFAULT")


def test_a_whole_history_is_said_to_be_whole(cast):
    story.ready(cast)
    printed, failure = verify()
    assert failure is None
    assert printed.splitlines()[-1] == "Every history is whole."
    assert f"Walked {Event.objects.count():,} events in " in printed


def test_every_bad_history_is_named_by_its_first_bad_row(cast):
    appointment = story.ready(cast)
    chain = Event.objects.filter(root_type="vacancy").order_by("number")
    as_owner("UPDATE workflows_event SET verb = 'vacancy.close' WHERE id = ANY(%s)", [chain[4].pk, chain[7].pk])
    as_owner("DELETE FROM workflows_event WHERE root_type = 'clearance' AND number = 2")
    printed, failure = verify()
    assert failure == "Not as it was written: 2 of the histories."
    assert f"vacancy {appointment.vacancy_id}, event 5: the columns do not say what was signed" in printed
    assert f"clearance {appointment.clearance_id}, event 2: event 2 is missing" in printed


def test_a_history_cut_short_is_found_by_what_was_published(cast, vacancy):
    vacancy.send_for_approval(by=cast.hr)
    heads.publish()
    first = Event.objects.get(root_type="vacancy", root_id=vacancy.pk, number=1)
    as_owner("DELETE FROM workflows_event WHERE root_id = %s AND number = 2", vacancy.pk)
    as_owner(
        "UPDATE vacancies_vacancy SET history_length = 1, history_head = %s, state = 'draft', version = 1", first.mac
    )
    heads.publish()
    printed, _ = verify()
    assert f"vacancy {vacancy.pk}, event 2: a longer history was published outside the database" in printed
    printed, failure = verify("--published", "/dev/null")
    assert failure is None


def test_a_history_begun_anew_is_found_by_what_was_published(cast, vacancy):
    """A second, different head for a number already published cannot both be right."""
    heads.publish()
    (path,) = sorted(heads.settings.HEADS_DIR.glob("*.jsonl"))
    ours = next(json.loads(line) for line in path.read_text().splitlines() if '"vacancy"' in line)
    told = ours | {"head": "f" * 64}
    path.write_text(path.read_text() + json.dumps(told) + "\n")
    printed, _ = verify("--published", str(path))
    assert f"vacancy {vacancy.pk}, event 1: the head published outside the database is another" in printed


def test_a_record_taken_away_with_its_history_is_found_by_what_was_published(cast, vacancy, tmp_path):
    told = {"type": "vacancy", "id": 4711, "length": 3, "head": "f" * 64}
    path = tmp_path / "kept.jsonl"
    path.write_text(json.dumps(told) + "\n")
    printed, failure = verify("--published", str(path))
    assert "vacancy 4711, event 1: the record this history belongs to is not there" in printed
    assert failure == "Not as it was written: 1 of the histories."


def test_a_history_without_its_record_is_found(cast, vacancy):
    as_owner("UPDATE workflows_event SET root_id = 4711 WHERE root_id = %s", vacancy.pk)
    printed, _ = verify()
    assert "vacancy 4711, event 1: the record this history belongs to is not there" in printed
    assert f"vacancy {vacancy.pk}, event 1: the chain does not end where the record says it does" in printed


def test_a_row_that_cannot_be_read_is_named(cast, vacancy):
    vacancy.send_for_approval(by=cast.hr)
    as_owner("UPDATE workflows_event SET at = '20000-01-01' WHERE number = 2")
    printed, failure = verify()
    assert f"vacancy {vacancy.pk}, event 2: the row cannot be read" in printed
    assert failure
    as_owner("UPDATE workflows_event SET at = now() WHERE number = 2")
