from django.db import migrations

from workflows.refusals import event_is_borne_out, history_may_tell_of, state_needs_event, trigger

CLEARANCE_STATES = "open relied_on left closed"
CHECK_STATES = "not_started waiting to_decide clear concern let_go"

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
            OR NOT EXISTS (SELECT 1 FROM checks_receipt r WHERE r.check_row_id = c.id AND r.voided_at IS NULL));
    IF unclear IS NOT NULL THEN
        RAISE EXCEPTION 'Nobody starts without their checks (clearance %): %.', wanted, unclear
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
END $$;
"""

ASKED_AT_WORK = """
CREATE FUNCTION gatepost_check_asked_at_work() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' THEN
        RAISE EXCEPTION 'When a check was asked for is never changed.' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    NEW.after_start := EXISTS (SELECT 1 FROM checks_clearance WHERE id = NEW.clearance_id AND state = 'relied_on');
    RETURN NEW;
END $$;
CREATE TRIGGER checks_check_asked_at_work BEFORE INSERT ON checks_check
    FOR EACH ROW EXECUTE FUNCTION gatepost_check_asked_at_work();
CREATE TRIGGER checks_check_asked_when_it_was BEFORE UPDATE OF after_start ON checks_check
    FOR EACH ROW WHEN (OLD.after_start IS DISTINCT FROM NEW.after_start)
    EXECUTE FUNCTION gatepost_check_asked_at_work();

CREATE FUNCTION gatepost_nobody_begins_unclear() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    unclear text;
BEGIN
    SELECT string_agg(c.code || ' ' || c.number, ', ') INTO unclear FROM checks_check c
        JOIN checks_clearance f ON f.id = c.clearance_id
        WHERE f.id = NEW.id AND f.state = 'relied_on' AND c.after_start AND c.state NOT IN ('clear', 'let_go');
    IF unclear IS NOT NULL THEN
        RAISE EXCEPTION 'Nobody starts without their checks (clearance %): %.', NEW.id, unclear
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER checks_clearance_begins_clear AFTER UPDATE OF state ON checks_clearance
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (OLD.state <> 'relied_on' AND NEW.state = 'relied_on')
    EXECUTE FUNCTION gatepost_nobody_begins_unclear();

CREATE FUNCTION gatepost_clear_stays_clear_at_work() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM checks_clearance WHERE id = NEW.clearance_id AND state = 'relied_on') THEN
        RAISE EXCEPTION 'Somebody is at work on the strength of these checks. Stand them down first (check %).', NEW.id
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER checks_check_stays_clear_at_work AFTER UPDATE OF state ON checks_check
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
    WHEN (NEW.after_start AND OLD.state = 'clear' AND NEW.state <> 'clear')
    EXECUTE FUNCTION gatepost_clear_stays_clear_at_work();
"""

LET_GO_BY_TWO = """
CREATE FUNCTION gatepost_let_go_by_two() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM checks_check c JOIN checks_clearance f ON f.id = c.clearance_id
            WHERE c.id = NEW.id AND c.state = 'let_go' AND NOT EXISTS (
                SELECT 1 FROM checks_factschange g WHERE g.id = c.let_go_by_id AND g.clearance_id = c.clearance_id
                    AND g.state = 'made' AND g.agreed_by_id <> g.proposed_by_id
                    AND f.person_id NOT IN (g.agreed_by_id, g.proposed_by_id))) THEN
        RAISE EXCEPTION 'A check is let go only by a change of facts on which two people agree (check %).', NEW.id
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NULL;
END $$;
"""

CHANGES_STAND = """
CREATE FUNCTION gatepost_change_stands() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.state <> 'proposed' OR to_jsonb(NEW) - '{state,version,agreed_by_id,added,let_go}'::text[]
            IS DISTINCT FROM to_jsonb(OLD) - '{state,version,agreed_by_id,added,let_go}'::text[] THEN
        RAISE EXCEPTION 'What was proposed of the facts is never changed.'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF NEW.state = 'made' AND NEW.is_lighter AND NEW.agreed_by_id IS NOT DISTINCT FROM NEW.proposed_by_id THEN
        RAISE EXCEPTION 'Lighter checks need a second person (change %).', NEW.id
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION gatepost_incident_stands() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.state <> 'open' OR to_jsonb(NEW) - '{state,version,learnt,closed_at}'::text[]
            IS DISTINCT FROM to_jsonb(OLD) - '{state,version,learnt,closed_at}'::text[] THEN
        RAISE EXCEPTION 'What was recorded of work begun without clearance is never changed.'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF NEW.state = 'closed' AND (btrim(NEW.learnt) = '' OR NEW.closed_at IS NULL) THEN
        RAISE EXCEPTION 'An incident is closed with what was learnt (incident %).', NEW.id
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
"""


def states_of(table, states):
    """Admit these states and no others."""
    known = ", ".join(f"'{state}'" for state in states.split())
    return migrations.RunSQL(
        f"ALTER TABLE {table} DROP CONSTRAINT {table}_state_known, ADD CONSTRAINT {table}_state_known "
        f"CHECK (state IN ({known}));",
        migrations.RunSQL.noop,
    )


class Migration(migrations.Migration):
    """What is asked for at work does not undo a start; nobody begins, or lets a check go, round it."""

    dependencies = [("checks", "0014_facts_change_and_people_leave"), ("vacancies", "0004_own_checks_only")]

    operations = [
        states_of("checks_clearance", CLEARANCE_STATES),
        states_of("checks_check", CHECK_STATES),
        state_needs_event("checks_factschange", "factschange", ["proposed", "made", "not_made"]),
        state_needs_event("checks_incident", "incident", ["open", "closed"]),
        history_may_tell_of("factschange"),
        history_may_tell_of("incident"),
        event_is_borne_out("checks_factschange", "factschange"),
        event_is_borne_out("checks_incident", "incident"),
        migrations.RunSQL(START_GATE, migrations.RunSQL.noop),
        migrations.RunSQL(
            ASKED_AT_WORK,
            """
            DROP TRIGGER checks_check_stays_clear_at_work ON checks_check;
            DROP FUNCTION gatepost_clear_stays_clear_at_work();
            DROP TRIGGER checks_clearance_begins_clear ON checks_clearance;
            DROP FUNCTION gatepost_nobody_begins_unclear();
            DROP TRIGGER checks_check_asked_when_it_was ON checks_check;
            DROP TRIGGER checks_check_asked_at_work ON checks_check;
            DROP FUNCTION gatepost_check_asked_at_work();
            """,
        ),
        migrations.RunSQL(LET_GO_BY_TWO, "DROP FUNCTION gatepost_let_go_by_two();"),
        migrations.RunSQL(
            CHANGES_STAND, "DROP FUNCTION gatepost_incident_stands(); DROP FUNCTION gatepost_change_stands();"
        ),
        trigger("checks_check", "checks_check_let_go_by_two", "gatepost_let_go_by_two", "INSERT OR UPDATE"),
        trigger(
            "checks_factschange",
            "checks_factschange_stands",
            "gatepost_change_stands",
            "UPDATE",
            timing="BEFORE",
            deferred=False,
        ),
        trigger(
            "checks_incident",
            "checks_incident_stands",
            "gatepost_incident_stands",
            "UPDATE",
            timing="BEFORE",
            deferred=False,
        ),
    ]
