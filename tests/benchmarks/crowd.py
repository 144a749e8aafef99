"""Many applications at once, copied from one that came through the door; only for measuring, with the triggers off."""

from django.db import connection

COPIES = """
    INSERT INTO hiring_user (password, is_superuser, email, name, is_active, joined_at)
        SELECT '', false, 'applicant-' || n || '@example.org', 'Applicant ' || n, true, now()
        FROM generate_series({first}, {last}) n;
    INSERT INTO vacancies_application SELECT (jsonb_populate_record(NULL::vacancies_application, to_jsonb(a) ||
            jsonb_build_object('id', {base} + n, 'code', lpad(to_hex(n), 4, 'Z'), 'candidate_id', u.id, 'full_name', u.name))).*
        FROM vacancies_application a, generate_series({first}, {last}) n JOIN hiring_user u ON u.email = 'applicant-' || n || '@example.org'
        WHERE a.id = {pk};
    INSERT INTO workflows_event SELECT (jsonb_populate_record(NULL::workflows_event, to_jsonb(e) ||
            jsonb_build_object('id', 10 * ({base} + n) + e.subject_version, 'number', 1000000 + 10 * n + e.subject_version,
            'subject_id', {base} + n))).*
        FROM workflows_event e, generate_series({first}, {last}) n WHERE e.subject_type = 'application' AND e.subject_id = {pk};
"""
BASE = 1_000_000


def grow(application, first, last):
    """Applications `first` to `last`, each like this one, by a person of their own, with its two events."""
    sql = COPIES.format(first=first, last=last, base=BASE, pk=application.pk)
    with connection.cursor() as cursor:
        cursor.execute(f"SET session_replication_role = replica; {sql} SET session_replication_role = DEFAULT;")
        cursor.execute("ANALYZE")
