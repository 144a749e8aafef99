from django.db import migrations

from workflows.refusals import event_is_borne_out, history_may_tell_of, state_needs_event, trigger

COVERS = """
CREATE FUNCTION gatepost_bar_on(wanted bigint) RETURNS boolean LANGUAGE sql AS $$
    SELECT coalesce((SELECT (c.code, r.outcome) IN (
            ('dbs_enhanced', 'barred'), ('barred_list', 'barred'), ('barred_list_standalone', 'barred'),
            ('prohibition', 'prohibited'), ('section_128', 'listed'), ('right_to_work', 'no_right'),
            ('chair_dfe_suitability', 'refused'), ('governance_eligibility_declaration', 'disqualified'),
            ('childcare_disqualification', 'disqualified'), ('childcare_disqualification', 'waiver_applied'),
            ('childcare_disqualification', 'waiver_refused'))
        FROM checks_receipt r JOIN checks_check c ON c.id = r.check_row_id
        WHERE c.id = wanted AND r.voided_at IS NULL ORDER BY r.id DESC LIMIT 1), false);
$$;

CREATE FUNCTION gatepost_concern_covers(wanted bigint) RETURNS boolean LANGUAGE sql AS $$
    SELECT EXISTS (SELECT 1 FROM checks_concern n JOIN checks_check c ON c.id = n.check_row_id
        JOIN checks_clearance f ON f.id = n.clearance_id
        WHERE c.id = wanted AND c.clearance_id = f.id AND n.raised_at >= f.relied_on_at
            AND CASE WHEN gatepost_bar_on(c.id) THEN n.state = 'stood_down'
                ELSE n.state IN ('raised', 'kept', 'stood_down') END);
$$;

CREATE FUNCTION gatepost_is_unclear(wanted bigint, since timestamptz) RETURNS boolean LANGUAGE sql AS $$
    SELECT EXISTS (SELECT 1 FROM checks_check c WHERE c.id = wanted AND c.state <> 'let_go' AND (
        c.state <> 'clear'
        OR (c.expires_on IS NOT NULL AND c.expires_on < (since AT TIME ZONE 'Europe/London')::date)
        OR NOT EXISTS (SELECT 1 FROM checks_receipt r WHERE r.check_row_id = c.id AND r.voided_at IS NULL)));
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
        WHERE c.clearance_id = wanted AND NOT c.after_start AND gatepost_is_unclear(c.id, file.relied_on_at)
            AND NOT gatepost_early_start_stands(c.id, false) AND NOT gatepost_concern_covers(c.id);
    IF unclear IS NOT NULL THEN
        RAISE EXCEPTION 'Nobody starts without their checks (clearance %): %.', wanted, unclear
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
END $$;

CREATE OR REPLACE FUNCTION gatepost_exception_stands_at_the_start() RETURNS trigger LANGUAGE plpgsql AS $$
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
        WHERE f.id = NEW.id AND f.state = 'relied_on'
            AND gatepost_is_unclear(c.id, f.relied_on_at) AND NOT gatepost_early_start_stands(c.id, true);
    IF unclear IS NOT NULL THEN
        RAISE EXCEPTION 'Nobody starts without their checks (clearance %): %.', NEW.id, unclear
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NULL;
END $$;
"""

CLEAR_AT_WORK = """
CREATE OR REPLACE FUNCTION gatepost_clear_stays_clear_at_work() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM checks_check c JOIN checks_clearance f ON f.id = c.clearance_id
            WHERE c.id = NEW.id AND f.state = 'relied_on' AND c.state NOT IN ('clear', 'let_go'))
        AND NOT gatepost_concern_covers(NEW.id) THEN
        RAISE EXCEPTION 'Somebody is at work on the strength of these checks. Only a concern puts one in question (check %).', NEW.id
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NULL;
END $$;
"""

CONCERN_STANDS = """
CREATE FUNCTION gatepost_concern_stands() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    said text[] := '{state,version,brought_by_id,measures,decided_by_id,decided_on,review_on,settled_at}';
BEGIN
    IF NOT EXISTS (SELECT 1 FROM checks_check c JOIN checks_clearance f ON f.id = c.clearance_id WHERE c.id = NEW.check_row_id
            AND f.id = NEW.clearance_id AND f.person_id IS DISTINCT FROM NEW.decided_by_id) THEN
        RAISE EXCEPTION 'A concern is about a check of its own file, and nobody decides on their own.'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF TG_OP = 'INSERT' THEN
        IF NEW.state <> 'raised' OR NEW.decided_by_id IS NOT NULL OR NEW.review_on IS NOT NULL OR NEW.settled_at IS NOT NULL THEN
            RAISE EXCEPTION 'A concern begins undecided.' USING ERRCODE = 'integrity_constraint_violation';
        END IF;
        RETURN NEW;
    END IF;
    IF to_jsonb(NEW) - said IS DISTINCT FROM to_jsonb(OLD) - said OR OLD.state = 'settled'
        OR (NEW.state <> 'raised' AND NEW.brought_by_id IS DISTINCT FROM OLD.brought_by_id)
        OR (NEW.state <> 'kept' AND (NEW.measures, NEW.decided_by_id, NEW.decided_on, NEW.review_on)
            IS DISTINCT FROM (OLD.measures, OLD.decided_by_id, OLD.decided_on, OLD.review_on))
        OR (NEW.state = 'settled') <> (NEW.settled_at IS NOT NULL) THEN
        RAISE EXCEPTION 'What was recorded of a concern is never changed.' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF NEW.state = 'kept' AND (gatepost_bar_on(NEW.check_row_id) OR EXISTS (SELECT 1 FROM checks_check
            WHERE id = NEW.check_row_id AND code IN ('right_to_work', 'rtw_follow_up'))) THEN
        RAISE EXCEPTION 'Nobody whom the law bars is kept at work.' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION gatepost_start_gate_of_concern() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM gatepost_start_gate(NEW.clearance_id);
    IF NEW.state = 'settled' AND gatepost_is_unclear(NEW.check_row_id, NEW.settled_at) AND EXISTS (SELECT 1
            FROM checks_concern n JOIN checks_clearance f ON f.id = n.clearance_id
            WHERE n.id = NEW.id AND f.state NOT IN ('left', 'closed'))
        AND NOT EXISTS (SELECT 1 FROM checks_concern WHERE check_row_id = NEW.check_row_id AND state <> 'settled') THEN
        RAISE EXCEPTION 'A concern ends when its check is good again (concern %).', NEW.id
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NULL;
END $$;
"""
NEVER_ERASED = """
CREATE TRIGGER checks_concern_stands BEFORE INSERT OR UPDATE ON checks_concern
    FOR EACH ROW WHEN (NOT gatepost_clearance_is_erased(NEW.clearance_id)) EXECUTE FUNCTION gatepost_concern_stands();
"""


class Migration(migrations.Migration):
    """Under somebody at work a check gives way only where a concern says so; nobody begins on one; no bar is kept at work."""

    dependencies = [("checks", "0032_concerns_at_work")]

    operations = [
        state_needs_event("checks_concern", "concern", ["raised", "kept", "stood_down", "settled"]),
        history_may_tell_of("concern"),
        event_is_borne_out("checks_concern", "concern"),
        migrations.RunSQL(
            COVERS,
            """
            DROP FUNCTION gatepost_is_unclear(bigint, timestamptz);
            DROP FUNCTION gatepost_concern_covers(bigint);
            DROP FUNCTION gatepost_bar_on(bigint);
            """,
        ),
        migrations.RunSQL(START_GATE, migrations.RunSQL.noop),
        migrations.RunSQL(CLEAR_AT_WORK, migrations.RunSQL.noop),
        migrations.RunSQL(
            CONCERN_STANDS,
            "DROP FUNCTION gatepost_start_gate_of_concern(); DROP FUNCTION gatepost_concern_stands();",
        ),
        migrations.RunSQL(NEVER_ERASED, "DROP TRIGGER checks_concern_stands ON checks_concern;"),
        trigger("checks_concern", "checks_concern_gate", "gatepost_start_gate_of_concern", "INSERT OR UPDATE"),
    ]
