"""The door's transaction as somebody would write it by hand in psycopg: the same locks, reads and writes, and nothing else."""

import datetime as dt
import hashlib
import hmac
import json
import secrets

import psycopg
from django.conf import settings
from django.db import connection
from psycopg.rows import dict_row

LOCK_CLEARANCE = """
    SELECT c.*, s.*, t.*, u.*, clock_timestamp() AS database_now FROM checks_clearance c JOIN hiring_school s ON s.id = c.school_id
    JOIN hiring_trust t ON t.id = s.trust_id JOIN hiring_user u ON u.id = c.person_id WHERE c.id = %s FOR NO KEY UPDATE OF c
"""
LOCK_CHECK = """
    SELECT k.*, c.*, s.*, t.*, u.*, r.*, k.version AS own_version, k.state AS own_state, clock_timestamp() AS database_now
    FROM checks_check k JOIN checks_clearance c ON c.id = k.clearance_id JOIN hiring_school s ON s.id = c.school_id
    JOIN hiring_trust t ON t.id = s.trust_id JOIN hiring_user u ON u.id = c.person_id
    LEFT JOIN checks_refereerequest r ON r.check_row_id = k.id WHERE k.id = %s FOR NO KEY UPDATE OF k
"""
LOCK_VACANCY = """
    SELECT v.*, s.*, t.*, v.version AS own_version, v.state AS own_state, clock_timestamp() AS database_now FROM vacancies_vacancy v
    JOIN hiring_school s ON s.id = v.school_id JOIN hiring_trust t ON t.id = s.trust_id WHERE v.id = %s FOR NO KEY UPDATE OF v
"""
EVENT = """
    INSERT INTO workflows_event (root_type, root_id, number, school_id, subject_type, subject_id, subject_version, verb, from_state,
        to_state, actor_kind, actor_id, actor_label, at, recorded_at, body, mac)
    VALUES (%(root_type)s, %(root_id)s, %(number)s, %(school_id)s, %(subject_type)s, %(subject_id)s, %(subject_version)s, %(verb)s,
        %(from_state)s, %(to_state)s, 'user', %(actor_id)s, '', %(at)s, %(recorded_at)s, %(body)s, %(mac)s) RETURNING id
"""


def connected():
    known = connection.get_connection_params()
    where = {key: known[key] for key in ("host", "port", "user", "password", "dbname") if key in known}
    return psycopg.connect(**where, row_factory=dict_row, autocommit=True)


def signed(facts, head, reason, salt):
    """The event's columns with its body and its signature, as `workflows/history.py` has them."""
    body = {**facts, "at": facts["at"].isoformat(), "recorded_at": facts["recorded_at"].astimezone(dt.UTC).isoformat()}
    digest = {"reason_digest": hashlib.sha256(f"{salt}{reason}".encode()).hexdigest()} if reason else {}
    body |= {"details": digest, "actor_kind": "user", "actor_label": ""}
    text = json.dumps(body, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    mac = hmac.digest(settings.AUDIT_KEY.encode(), f"gatepost.event\n{head}\n{text}".encode(), "sha256").hex()
    return facts | {"body": text, "mac": mac}


def chase(conn, check, user, effects):
    """`check.chase`: two locks, the row, the event, the head of the chain, the reason, the outbox."""
    with conn.transaction(), conn.cursor() as cursor:
        file = cursor.execute(LOCK_CLEARANCE, [check.clearance_id]).fetchone()
        row = cursor.execute(LOCK_CHECK, [check.pk]).fetchone()
        assert row["own_state"] == "waiting"
        assert file["state"] != "closed"
        now, version = dt.datetime.now(dt.UTC), row["own_version"] + 1
        cursor.execute(
            "UPDATE checks_check SET state = 'waiting', version = %s, chases = chases + 1, chased_at = %s WHERE id = %s",
            [version, now, check.pk],
        )
        _write(cursor, "clearance", check.clearance_id, file, "check", check.pk, version, "check.chase",
               ("waiting", "waiting"), user, now, "I phoned the school.", effects)  # fmt: skip


STATES = {
    "vacancy.send_for_approval": ("draft", "awaiting_approval"),
    "vacancy.send_back": ("awaiting_approval", "draft"),
}


def send_up_and_back(conn, vacancy, user, approver, effects):
    """`vacancy.send_for_approval` with what its guards read, then `vacancy.send_back`, each in a transaction of its own."""
    for verb, by in (("vacancy.send_for_approval", user), ("vacancy.send_back", approver)):
        with conn.transaction(), conn.cursor() as cursor:
            move_vacancy(cursor, vacancy.pk, verb, by, effects[verb])


def move_vacancy(cursor, pk, verb, by, effects):
    """One of the two, in a transaction that is open."""
    states, reason = STATES[verb], "Not yet." if verb == "vacancy.send_back" else ""
    row = cursor.execute(LOCK_VACANCY, [pk]).fetchone()
    assert row["own_state"] == states[0]
    if not reason:
        criteria = cursor.execute(
            "SELECT * FROM vacancies_criterion WHERE vacancy_id = %s ORDER BY position", [pk]
        ).fetchall()
        assert all(each["question"] for each in criteria)
        cursor.execute(
            "SELECT count(*) FROM vacancies_panelmember WHERE vacancy_id = %s AND stood_down_at IS NULL", [pk]
        )
        assert cursor.fetchone()["count"] > 1
    now, version = dt.datetime.now(dt.UTC), row["own_version"] + 1
    _write(cursor, "vacancy", pk, row, "vacancy", pk, version, verb, states, by, now, reason, effects)


SCORE = """
    INSERT INTO vacancies_score (scorecard_id, application_id, criterion_id, value, reason, come_back, saved_at)
    VALUES (%s, %s, %s, %s, %s, false, %s) ON CONFLICT (scorecard_id, application_id, criterion_id)
    DO UPDATE SET value = EXCLUDED.value, reason = EXCLUDED.reason, saved_at = EXCLUDED.saved_at
"""


def score(cursor, scorecard, application, criterion):
    """One judgement, in a transaction that is open."""
    cursor.execute(SCORE, [scorecard, application, criterion, 2, "Said how it ended", dt.datetime.now(dt.UTC)])


def _write(
    cursor, root_type, root_id, root, subject_type, subject_id, version, verb, states, by, now, reason, effects
):
    """The event, the head of its chain, the reason and the outbox rows."""
    salt = secrets.token_hex(16)
    facts = {
        "root_type": root_type, "root_id": root_id, "number": root["history_length"] + 1, "school_id": root["school_id"],
        "subject_type": subject_type, "subject_id": subject_id, "subject_version": version, "verb": verb,
        "from_state": states[0], "to_state": states[1], "actor_id": by.pk, "at": now, "recorded_at": root["database_now"],
    }  # fmt: skip
    event = signed(facts, root["history_head"], reason, salt)
    pk = cursor.execute(EVENT, event).fetchone()["id"]
    if root_type == subject_type:
        cursor.execute(
            "UPDATE vacancies_vacancy SET state = %s, version = %s, history_length = %s, history_head = %s WHERE id = %s",
            [states[1], version, event["number"], event["mac"], root_id],
        )
    else:
        cursor.execute(
            "UPDATE checks_clearance SET history_length = %s, history_head = %s WHERE id = %s",
            [event["number"], event["mac"], root_id],
        )
    if reason:
        cursor.execute("INSERT INTO workflows_note (event_id, text, salt) VALUES (%s, %s, %s)", [pk, reason, salt])
    for kind in effects:
        cursor.execute(
            "INSERT INTO workflows_effect (event_id, kind, status, available_at, tries, fault) VALUES (%s, %s, 'waiting', %s, 0, '')",
            [pk, kind, now],
        )
