from django.db import migrations

BEGINNING = """
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
{day}    RETURN NULL;
END
$$;
"""
EXCEPTION = """
CREATE OR REPLACE FUNCTION gatepost_exception_stands() RETURNS trigger LANGUAGE plpgsql AS $$
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
{head}    RETURN NEW;
END
$$;
"""
THE_DAY = """    IF (NEW.relied_on_at AT TIME ZONE 'Europe/London')::date < (SELECT starts_on FROM checks_clearance WHERE id = NEW.id) THEN
        RAISE EXCEPTION 'Nobody begins before the first day (clearance %).', NEW.id
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
"""
BY_A_HEAD = """    IF OLD.approved_at IS NULL AND NEW.approved_at IS NOT NULL AND NOT EXISTS (SELECT 1 FROM checks_clearance f
            JOIN hiring_school s ON s.id = f.school_id JOIN hiring_membership m ON m.trust_id = s.trust_id
                AND (m.school_id IS NULL OR m.school_id = s.id)
            WHERE f.id = NEW.clearance_id AND m.user_id = NEW.approved_by_id AND m.role = 'head') THEN
        RAISE EXCEPTION 'An early start is approved by a headteacher of the school.'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
"""


class Migration(migrations.Migration):
    """Two things the verbs ask, asked of SQL as well: nobody begins before the first day, and a headteacher approves."""

    dependencies = [("checks", "0060_a_birthday_is_corrected_by_two")]

    operations = [
        migrations.RunSQL(BEGINNING.replace("{day}", THE_DAY), BEGINNING.replace("{day}", "")),
        migrations.RunSQL(EXCEPTION.replace("{head}", BY_A_HEAD), EXCEPTION.replace("{head}", "")),
    ]
