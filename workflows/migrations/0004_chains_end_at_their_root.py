from django.db import migrations

BORNE_OUT = """
CREATE FUNCTION gatepost_event_is_borne_out() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    stands record;
    told record;
BEGIN
    EXECUTE format('SELECT state, version FROM %I WHERE id = $1', TG_ARGV[0]) INTO stands USING NEW.subject_id;
    SELECT to_state, subject_version INTO told FROM workflows_event
        WHERE subject_type = NEW.subject_type AND subject_id = NEW.subject_id ORDER BY subject_version DESC LIMIT 1;
    IF stands IS NULL OR told.to_state <> stands.state OR told.subject_version <> stands.version THEN
        RAISE EXCEPTION 'No % % is in the state its last event tells.', NEW.subject_type, NEW.subject_id
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NULL;
END $$;
"""

ENDS_AT_ROOT = """
CREATE FUNCTION gatepost_chain_ends_at_root() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    wanted bigint := CASE WHEN TG_TABLE_NAME = 'workflows_event' THEN (to_jsonb(NEW) ->> 'root_id')::bigint ELSE NEW.id END;
    kept record;
    newest record;
BEGIN
    EXECUTE format('SELECT history_length, history_head FROM %I WHERE id = $1', TG_ARGV[0]) INTO kept USING wanted;
    SELECT number, mac INTO newest FROM workflows_event
        WHERE root_type = TG_ARGV[1] AND root_id = wanted ORDER BY number DESC LIMIT 1;
    IF kept IS NULL OR newest IS NULL OR kept.history_length <> newest.number OR kept.history_head <> newest.mac THEN
        RAISE EXCEPTION 'The history of % % does not end where the record says it does.', TG_ARGV[1], wanted
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NULL;
END $$;
"""


class Migration(migrations.Migration):
    """An event alone changes nothing: its record and the root of its chain must say the same at commit."""

    dependencies = [("workflows", "0003_one_event_for_each_version")]

    operations = [
        migrations.RunSQL(BORNE_OUT, "DROP FUNCTION gatepost_event_is_borne_out();"),
        migrations.RunSQL(ENDS_AT_ROOT, "DROP FUNCTION gatepost_chain_ends_at_root();"),
    ]
