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
"""
EVENTS = """
    INSERT INTO workflows_event SELECT (jsonb_populate_record(NULL::workflows_event, to_jsonb(e) ||
            jsonb_build_object('id', 10 * ({base} + n) + e.subject_version, 'number', {number}, 'subject_id', {base} + n))).*
        FROM workflows_event e JOIN vacancies_vacancy v ON v.id = e.root_id, generate_series({first}, {last}) n
        WHERE e.subject_type = 'application' AND e.subject_id = {pk};
"""
FAR_OFF = "1000000 + 10 * n + e.subject_version"
NEXT_IN_LINE = "v.history_length + (n - {first}) * {versions} + e.subject_version"
LONGER = """
    UPDATE vacancies_vacancy SET history_length = history_length + ({last} - {first} + 1) * {versions} WHERE id = {vacancy};
"""
BASE = 1_000_000


def grow(application, first, last, *, to_move=False):
    """Applications `first` to `last`, each like this one, by a person of their own, with its events.

    to_move: the events are next in the vacancy's history, unsigned, so that it can go on from there.
    """
    told = {"first": first, "last": last, "base": BASE, "pk": application.pk}
    told |= {"versions": application.version, "vacancy": application.vacancy_id}
    told["number"] = NEXT_IN_LINE.format(**told) if to_move else FAR_OFF
    sql = (COPIES + EVENTS + (LONGER if to_move else "")).format(**told)
    with connection.cursor() as cursor:
        cursor.execute(f"SET session_replication_role = replica; {sql} SET session_replication_role = DEFAULT;")
        cursor.execute("ANALYZE")
