"""Many people at work at once, copied with their checks and receipts from one who came through the door; only for measuring."""

from django.db import connection

from tests.benchmarks.crowd import BASE

EACH = 100  # room for one person's checks
COPIES = """
    INSERT INTO hiring_user (password, is_superuser, email, name, is_active, joined_at)
        SELECT '', false, 'at-work-' || n || '@example.org', 'Person ' || lpad(n::text, 5, '0'), true, now()
        FROM generate_series({first}, {last}) n;
    INSERT INTO checks_clearance SELECT (jsonb_populate_record(NULL::checks_clearance, to_jsonb(c) ||
            jsonb_build_object('id', {base} + n, 'person_id', u.id))).*
        FROM checks_clearance c, generate_series({first}, {last}) n JOIN hiring_user u ON u.email = 'at-work-' || n || '@example.org'
        WHERE c.id = {pk};
    INSERT INTO checks_check SELECT (jsonb_populate_record(NULL::checks_check, to_jsonb(k) ||
            jsonb_build_object('id', {each} * ({base} + n) + k.place, 'clearance_id', {base} + n))).*
        FROM generate_series({first}, {last}) n,
            (SELECT *, row_number() OVER (ORDER BY id) AS place FROM checks_check WHERE clearance_id = {pk}) k;
    INSERT INTO checks_receipt SELECT (jsonb_populate_record(NULL::checks_receipt, to_jsonb(r) ||
            jsonb_build_object('id', {each} * ({base} + n) + r.place, 'check_row_id', {each} * ({base} + n) + r.place,
                'evidence_on', r.evidence_on - n % 700 - r.place::int))).*
        FROM generate_series({first}, {last}) n,
            (SELECT r.*, k.place FROM checks_receipt r JOIN
                (SELECT id, row_number() OVER (ORDER BY id) AS place FROM checks_check WHERE clearance_id = {pk}) k
                ON k.id = r.check_row_id WHERE r.voided_at IS NULL) r;
"""


def grow(clearance, first, last):
    """People `first` to `last`, each at work on the strength of checks like these, seen on days of their own."""
    sql = COPIES.format(first=first, last=last, base=BASE, each=EACH, pk=clearance.pk)
    with connection.cursor() as cursor:
        cursor.execute(f"SET session_replication_role = replica; {sql} SET session_replication_role = DEFAULT;")
        cursor.execute("ANALYZE")
