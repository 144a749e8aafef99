from django.db import migrations

from workflows.refusals import event_is_borne_out, history_may_tell_of, only_added, state_needs_event, trigger

EARLY_START = """
CREATE FUNCTION gatepost_application_is_sent(wanted bigint) RETURNS boolean LANGUAGE sql AS $$
    SELECT coalesce((SELECT r.outcome IN ('applied', 'issued') FROM checks_receipt r
        WHERE r.check_row_id = wanted AND r.voided_at IS NULL ORDER BY r.id DESC LIMIT 1), false);
$$;

CREATE FUNCTION gatepost_works_at(who bigint, school bigint) RETURNS boolean LANGUAGE sql AS $$
    SELECT EXISTS (SELECT 1 FROM hiring_user u WHERE u.id = who AND u.is_active AND (
        EXISTS (SELECT 1 FROM hiring_membership m WHERE m.user_id = u.id AND m.school_id = school)
        OR EXISTS (SELECT 1 FROM checks_clearance f WHERE f.person_id = u.id AND f.school_id = school
            AND f.state = 'relied_on')));
$$;

CREATE FUNCTION gatepost_early_start_stands(certificate bigint, beginning boolean) RETURNS boolean LANGUAGE sql AS $$
    SELECT EXISTS (
        SELECT 1 FROM checks_earlystart e
            JOIN checks_check c ON c.id = e.certificate_id JOIN checks_clearance f ON f.id = e.clearance_id
        WHERE c.id = certificate AND c.clearance_id = f.id AND c.code = 'dbs_enhanced' AND c.required_by LIKE 'E%'
            AND NOT c.after_start AND e.approved_at IS NOT NULL AND e.never_alone
            AND (f.relied_on_at AT TIME ZONE 'Europe/London')::date BETWEEN e.starts_on AND e.review_on
            AND f.person_id NOT IN (e.proposed_by_id, e.approved_by_id, e.supervisor_id)
            AND e.approved_by_id <> e.proposed_by_id
            AND ((e.state = 'approved' AND c.state = 'waiting' AND gatepost_application_is_sent(c.id)
                    AND (NOT beginning OR gatepost_works_at(e.supervisor_id, f.school_id)))
                OR (e.state = 'revoked' AND NOT beginning AND e.stopped_at >= f.relied_on_at))
            AND (NOT f.regulated_activity OR EXISTS (SELECT 1 FROM checks_check b WHERE b.clearance_id = f.id
                AND b.code = 'barred_list_standalone' AND b.state = 'clear' AND EXISTS (SELECT 1 FROM checks_receipt r
                    WHERE r.check_row_id = b.id AND r.voided_at IS NULL AND r.outcome = 'no_record'))));
$$;
"""

START_GATE = """
CREATE OR REPLACE FUNCTION gatepost_start_gate(wanted bigint) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    file record;
    unclear text;
BEGIN
    IF current_setting('transaction_isolation') = 'repeatable read' THEN
        RAISE EXCEPTION 'Checks change under READ COMMITTED or SERIALIZABLE, so that nobody reads an old copy.'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    SELECT id, state, relied_on_at INTO file FROM checks_clearance WHERE id = wanted FOR NO KEY UPDATE;
    IF file.state IS DISTINCT FROM 'relied_on' THEN
        RETURN;
    END IF;
    IF file.relied_on_at IS NULL
        OR NOT EXISTS (SELECT 1 FROM checks_check WHERE clearance_id = wanted AND state <> 'let_go') THEN
        RAISE EXCEPTION 'Nobody starts on a file with no checks in it (clearance %).', wanted
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    SELECT string_agg(c.code || ' ' || c.number, ', ') INTO unclear FROM checks_check c
        WHERE c.clearance_id = wanted AND c.state <> 'let_go' AND NOT c.after_start AND (
            c.state <> 'clear'
            OR (c.expires_on IS NOT NULL AND c.expires_on < (file.relied_on_at AT TIME ZONE 'Europe/London')::date)
            OR NOT EXISTS (SELECT 1 FROM checks_receipt r WHERE r.check_row_id = c.id AND r.voided_at IS NULL))
            AND NOT gatepost_early_start_stands(c.id, false);
    IF unclear IS NOT NULL THEN
        RAISE EXCEPTION 'Nobody starts without their checks (clearance %): %.', wanted, unclear
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
END $$;

CREATE FUNCTION gatepost_exception_stands_at_the_start() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    unclear text;
BEGIN
    IF NEW.state <> 'relied_on' OR (TG_OP = 'UPDATE' AND OLD.state = 'relied_on'
            AND OLD.relied_on_at IS NOT DISTINCT FROM NEW.relied_on_at) THEN
        RETURN NULL;
    END IF;
    PERFORM gatepost_start_gate(NEW.id);
    SELECT string_agg(c.code || ' ' || c.number, ', ') INTO unclear FROM checks_check c
        JOIN checks_clearance f ON f.id = c.clearance_id
        WHERE f.id = NEW.id AND f.state = 'relied_on' AND c.state NOT IN ('clear', 'let_go')
            AND NOT gatepost_early_start_stands(c.id, true);
    IF unclear IS NOT NULL THEN
        RAISE EXCEPTION 'Nobody starts without their checks (clearance %): %.', NEW.id, unclear
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NULL;
END $$;

CREATE FUNCTION gatepost_start_gate_of_early_start() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM gatepost_start_gate(NEW.clearance_id);
    RETURN NULL;
END $$;
"""

EXCEPTION_STANDS = """
CREATE FUNCTION gatepost_exception_stands() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    said text[] := '{state,version,approved_by_id,approved_at,stopped_at,fault,reviewed_on,review_on}';
BEGIN
    IF TG_OP = 'INSERT' THEN
        IF NEW.approved_by_id IS NOT NULL OR NEW.approved_at IS NOT NULL OR NEW.stopped_at IS NOT NULL
                OR NEW.reviewed_on <> NEW.starts_on OR NEW.state <> 'proposed' THEN
            RAISE EXCEPTION 'An early start begins as a proposal.' USING ERRCODE = 'integrity_constraint_violation';
        END IF;
        IF NOT EXISTS (SELECT 1 FROM checks_check c JOIN checks_clearance f ON f.id = c.clearance_id
                WHERE c.id = NEW.certificate_id AND f.id = NEW.clearance_id AND c.code = 'dbs_enhanced'
                    AND f.person_id NOT IN (NEW.proposed_by_id, NEW.supervisor_id)) THEN
            RAISE EXCEPTION 'An early start waits for the enhanced certificate of its own file, and for nothing else.'
                USING ERRCODE = 'integrity_constraint_violation';
        END IF;
        RETURN NEW;
    END IF;
    IF to_jsonb(NEW) - said IS DISTINCT FROM to_jsonb(OLD) - said
        OR (OLD.approved_at IS NOT NULL AND (NEW.approved_at, NEW.approved_by_id)
            IS DISTINCT FROM (OLD.approved_at, OLD.approved_by_id))
        OR (OLD.stopped_at IS NOT NULL AND to_jsonb(NEW) IS DISTINCT FROM to_jsonb(OLD)) THEN
        RAISE EXCEPTION 'What was written of an early start is never changed.'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF (NEW.reviewed_on, NEW.review_on) IS DISTINCT FROM (OLD.reviewed_on, OLD.review_on)
        AND (OLD.state <> 'approved' OR NEW.state <> 'approved' OR NEW.reviewed_on < OLD.reviewed_on
            OR NEW.reviewed_on > greatest((clock_timestamp() AT TIME ZONE 'Europe/London')::date, OLD.starts_on)) THEN
        RAISE EXCEPTION 'Safeguards are looked at again on the day, while they hold.'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
"""

SUPERSEDED = """
CREATE FUNCTION gatepost_is_superseded(wanted bigint) RETURNS boolean LANGUAGE sql AS $$
    SELECT EXISTS (SELECT 1 FROM checks_check c JOIN checks_check other ON other.clearance_id = c.clearance_id
        WHERE c.id = wanted AND other.state = 'clear' AND (
            (c.code = 'dbs_interim_risk_assessment' AND other.code = 'dbs_enhanced')
            OR (c.code = 'barred_list_standalone' AND c.required_by = 'E7.1' AND other.code = 'dbs_enhanced')
            OR (c.code = 'dbs_update_status' AND other.code = 'dbs_enhanced')
            OR (c.code = 'dbs_enhanced' AND other.code = 'dbs_update_status')));
$$;

CREATE OR REPLACE FUNCTION gatepost_let_go_by_two() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM checks_check c JOIN checks_clearance f ON f.id = c.clearance_id
            WHERE c.id = NEW.id AND c.state = 'let_go' AND NOT EXISTS (
                SELECT 1 FROM checks_factschange g WHERE g.id = c.let_go_by_id AND g.clearance_id = c.clearance_id
                    AND g.state = 'made' AND g.agreed_by_id <> g.proposed_by_id
                    AND f.person_id NOT IN (g.agreed_by_id, g.proposed_by_id))
                AND NOT gatepost_is_superseded(c.id)) THEN
        RAISE EXCEPTION 'A check is let go only by a change of facts on which two people agree (check %).', NEW.id
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NULL;
END $$;
"""

ONE_CERTIFICATE_ONE_PERSON = """
CREATE INDEX checks_receipt_certificate ON checks_receipt ((facts ->> 'certificate_number'))
    WHERE facts ->> 'certificate_number' <> '';
CREATE FUNCTION gatepost_one_certificate_one_person() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    given text := NEW.facts ->> 'certificate_number';
BEGIN
    IF given IS NULL OR given = '' OR NEW.voided_at IS NOT NULL THEN
        RETURN NEW;
    END IF;
    PERFORM pg_advisory_xact_lock(hashtextextended('certificate ' || given, 0));
    IF EXISTS (
            SELECT 1 FROM checks_receipt r
                JOIN checks_check c ON c.id = r.check_row_id JOIN checks_clearance f ON f.id = c.clearance_id
                JOIN hiring_school s ON s.id = f.school_id,
                checks_check mine JOIN checks_clearance file ON file.id = mine.clearance_id
                JOIN hiring_school school ON school.id = file.school_id
            WHERE mine.id = NEW.check_row_id AND r.facts ->> 'certificate_number' = given AND r.voided_at IS NULL
                AND s.trust_id = school.trust_id AND f.person_id <> file.person_id) THEN
        RAISE EXCEPTION 'A certificate belongs to one person. This number is recorded for somebody else.'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
"""


class Migration(migrations.Migration):
    """The database admits one exception at the start, the awaited certificate, and one person for each certificate."""

    dependencies = [("checks", "0021_starts_before_the_certificate"), ("vacancies", "0004_own_checks_only")]

    operations = [
        state_needs_event(
            "checks_earlystart", "earlystart", ["proposed", "approved", "revoked", "ended", "withdrawn"]
        ),
        history_may_tell_of("earlystart"),
        event_is_borne_out("checks_earlystart", "earlystart"),
        only_added("checks_contentdecision"),
        migrations.RunSQL(
            EARLY_START,
            """
            DROP FUNCTION gatepost_early_start_stands(bigint, boolean);
            DROP FUNCTION gatepost_works_at(bigint, bigint);
            DROP FUNCTION gatepost_application_is_sent(bigint);
            """,
        ),
        migrations.RunSQL(
            START_GATE,
            """
            DROP FUNCTION gatepost_start_gate_of_early_start();
            DROP FUNCTION gatepost_exception_stands_at_the_start();
            """,
        ),
        migrations.RunSQL(EXCEPTION_STANDS, "DROP FUNCTION gatepost_exception_stands();"),
        migrations.RunSQL(SUPERSEDED, migrations.RunSQL.noop),
        migrations.RunSQL(
            ONE_CERTIFICATE_ONE_PERSON,
            "DROP FUNCTION gatepost_one_certificate_one_person(); DROP INDEX checks_receipt_certificate;",
        ),
        trigger(
            "checks_clearance",
            "checks_clearance_exception",
            "gatepost_exception_stands_at_the_start",
            "INSERT OR UPDATE",
        ),
        trigger(
            "checks_earlystart", "checks_earlystart_gate", "gatepost_start_gate_of_early_start", "INSERT OR UPDATE"
        ),
        trigger(
            "checks_earlystart",
            "checks_earlystart_stands",
            "gatepost_exception_stands",
            "INSERT OR UPDATE",
            timing="BEFORE",
            deferred=False,
        ),
        trigger(
            "checks_receipt",
            "checks_receipt_certificate_is_theirs",
            "gatepost_one_certificate_one_person",
            "INSERT",
            timing="BEFORE",
            deferred=False,
        ),
    ]
