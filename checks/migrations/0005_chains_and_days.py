from django.db import migrations

from workflows.refusals import chain_ends_at_root, event_is_borne_out

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
    IF file.relied_on_at IS NULL OR NOT EXISTS (SELECT 1 FROM checks_check WHERE clearance_id = wanted) THEN
        RAISE EXCEPTION 'Nobody starts on a file with no checks in it (clearance %).', wanted
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    SELECT string_agg(c.code || ' ' || c.number, ', ') INTO unclear FROM checks_check c
        WHERE c.clearance_id = wanted AND (
            c.state <> 'clear'
            OR (c.expires_on IS NOT NULL AND c.expires_on < (file.relied_on_at AT TIME ZONE 'Europe/London')::date)
            OR NOT EXISTS (SELECT 1 FROM checks_receipt r WHERE r.check_row_id = c.id AND r.voided_at IS NULL));
    IF unclear IS NOT NULL THEN
        RAISE EXCEPTION 'Nobody starts without their checks (clearance %): %.', wanted, unclear
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
END $$;
"""

FILE_STAYS = """
CREATE TRIGGER checks_clearance_stays_theirs BEFORE UPDATE OF person_id ON checks_clearance
    FOR EACH ROW WHEN (OLD.person_id IS DISTINCT FROM NEW.person_id)
    EXECUTE FUNCTION gatepost_refuse('A file of checks stays with the person it is about.');
CREATE TRIGGER checks_check_stays_itself BEFORE UPDATE OF code, number ON checks_check
    FOR EACH ROW WHEN ((OLD.code, OLD.number) IS DISTINCT FROM (NEW.code, NEW.number))
    EXECUTE FUNCTION gatepost_refuse('A check stays the check that was asked for.');
"""


class Migration(migrations.Migration):
    """A file keeps its person, a check its kind, a day is a day in England, and a chain ends at its root."""

    dependencies = [
        ("checks", "0004_referees_who_decline_or_are_replaced"),
        ("workflows", "0004_chains_end_at_their_root"),
    ]

    operations = [
        migrations.RunSQL(START_GATE, migrations.RunSQL.noop),
        migrations.RunSQL(
            FILE_STAYS,
            "DROP TRIGGER checks_check_stays_itself ON checks_check;"
            "DROP TRIGGER checks_clearance_stays_theirs ON checks_clearance;",
        ),
        chain_ends_at_root("checks_clearance", "clearance"),
        event_is_borne_out("checks_clearance", "clearance"),
        event_is_borne_out("checks_check", "check"),
    ]
