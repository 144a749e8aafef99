from django.db import migrations

from workflows.refusals import state_needs_event, trigger

START_GATE = """
CREATE FUNCTION gatepost_start_gate(wanted bigint) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    file record;
    unclear text;
BEGIN
    SELECT id, state, relied_on_at INTO file FROM checks_clearance WHERE id = wanted FOR NO KEY UPDATE;
    IF file.state IS DISTINCT FROM 'relied_on' THEN
        RETURN;
    END IF;
    IF file.relied_on_at IS NULL OR NOT EXISTS (SELECT 1 FROM checks_check WHERE clearance_id = wanted) THEN
        RAISE EXCEPTION 'Nobody starts on a file with no checks in it (clearance %).', wanted
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    SELECT string_agg(c.code || ' ' || c.number, ', ') INTO unclear FROM checks_check c
        WHERE c.clearance_id = wanted AND (
            c.state <> 'clear'
            OR (c.expires_on IS NOT NULL AND c.expires_on < file.relied_on_at::date)
            OR NOT EXISTS (SELECT 1 FROM checks_receipt r WHERE r.check_row_id = c.id AND r.voided_at IS NULL));
    IF unclear IS NOT NULL THEN
        RAISE EXCEPTION 'Nobody starts without their checks (clearance %): %.', wanted, unclear
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
END $$;

CREATE FUNCTION gatepost_start_gate_of_clearance() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM gatepost_start_gate(NEW.id);
    RETURN NULL;
END $$;

CREATE FUNCTION gatepost_start_gate_of_check() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM gatepost_start_gate(NEW.clearance_id);
    IF TG_OP = 'UPDATE' AND OLD.clearance_id <> NEW.clearance_id THEN
        RAISE EXCEPTION 'A check stays in the file it was opened in.' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NULL;
END $$;

CREATE FUNCTION gatepost_start_gate_of_receipt() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM gatepost_start_gate(c.clearance_id) FROM checks_check c WHERE c.id = NEW.check_row_id;
    RETURN NULL;
END $$;
"""

CLEAR_HAS_RECEIPT = """
CREATE FUNCTION gatepost_clear_has_receipt() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM checks_check c WHERE c.id = NEW.id AND c.state = 'clear' AND NOT EXISTS (
            SELECT 1 FROM checks_receipt r WHERE r.check_row_id = c.id AND r.voided_at IS NULL)) THEN
        RAISE EXCEPTION 'Check % is clear without a receipt.', NEW.id USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NULL;
END $$;
"""

RECEIPT_STANDS = """
CREATE FUNCTION gatepost_receipt_stands() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        NEW.recorded_at := clock_timestamp();
        IF NEW.at > clock_timestamp() + interval '1 minute' OR NEW.voided_at IS NOT NULL THEN
            RAISE EXCEPTION 'A receipt is recorded once, when it is seen.' USING ERRCODE = 'integrity_constraint_violation';
        END IF;
        RETURN NEW;
    END IF;
    IF TG_OP = 'DELETE' THEN
        RAISE EXCEPTION 'A receipt is voided, never removed.' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF OLD.voided_at IS NOT NULL OR NEW.voided_at IS NULL
        OR to_jsonb(NEW) - '{voided_at,voided_by_id,void_reason}'::text[]
            IS DISTINCT FROM to_jsonb(OLD) - '{voided_at,voided_by_id,void_reason}'::text[] THEN
        RAISE EXCEPTION 'A receipt is voided once, never changed.' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER checks_receipt_not_emptied BEFORE TRUNCATE ON checks_receipt
    FOR EACH STATEMENT EXECUTE FUNCTION gatepost_refuse('Receipts are never removed.');
"""

REFERENCE_STANDS = """
CREATE FUNCTION gatepost_reference_stands() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.answered_at IS NOT NULL AND (NEW.answered_at, NEW.answers, NEW.name, NEW.email)
            IS DISTINCT FROM (OLD.answered_at, OLD.answers, OLD.name, OLD.email) THEN
        RAISE EXCEPTION 'What a referee has sent is never changed.' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
"""


class Migration(migrations.Migration):
    """The start gate in the database: nobody works on a file with an unclear check, whoever writes to it."""

    dependencies = [("checks", "0002_initial"), ("workflows", "0002_refusals")]

    operations = [
        state_needs_event("checks_clearance", "clearance", ["open", "relied_on", "closed"]),
        state_needs_event("checks_check", "check", ["not_started", "waiting", "to_decide", "clear", "concern"]),
        migrations.RunSQL(
            START_GATE,
            """
            DROP FUNCTION gatepost_start_gate_of_receipt();
            DROP FUNCTION gatepost_start_gate_of_check();
            DROP FUNCTION gatepost_start_gate_of_clearance();
            DROP FUNCTION gatepost_start_gate(bigint);
            """,
        ),
        migrations.RunSQL(CLEAR_HAS_RECEIPT, "DROP FUNCTION gatepost_clear_has_receipt();"),
        migrations.RunSQL(
            RECEIPT_STANDS,
            "DROP TRIGGER checks_receipt_not_emptied ON checks_receipt; DROP FUNCTION gatepost_receipt_stands();",
        ),
        migrations.RunSQL(REFERENCE_STANDS, "DROP FUNCTION gatepost_reference_stands();"),
        trigger("checks_clearance", "checks_clearance_gate", "gatepost_start_gate_of_clearance", "INSERT OR UPDATE"),
        trigger("checks_check", "checks_check_gate", "gatepost_start_gate_of_check", "INSERT OR UPDATE"),
        trigger("checks_receipt", "checks_receipt_gate", "gatepost_start_gate_of_receipt", "UPDATE"),
        trigger("checks_check", "checks_check_clear_has_receipt", "gatepost_clear_has_receipt", "INSERT OR UPDATE"),
        trigger(
            "checks_receipt",
            "checks_receipt_stands",
            "gatepost_receipt_stands",
            "INSERT OR UPDATE OR DELETE",
            timing="BEFORE",
            deferred=False,
        ),
        trigger(
            "checks_refereerequest",
            "checks_refereerequest_stands",
            "gatepost_reference_stands",
            "UPDATE",
            timing="BEFORE",
            deferred=False,
        ),
    ]
