from django.db import migrations, models

STATE_HAS_EVENT = """
CREATE OR REPLACE FUNCTION gatepost_state_has_event() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    stands record;
    told record;
BEGIN
    EXECUTE format('SELECT state, version FROM %I WHERE id = $1', TG_TABLE_NAME) INTO stands USING NEW.id;
    SELECT to_state, subject_version INTO told FROM workflows_event
        WHERE subject_type = TG_ARGV[0] AND subject_id = NEW.id ORDER BY subject_version DESC LIMIT 1;
    IF told IS NULL OR told.to_state <> stands.state OR told.subject_version <> stands.version THEN
        RAISE EXCEPTION 'The state of % % has no event that made it so.', TG_ARGV[0], NEW.id
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NULL;
END $$;
"""

EVENT_FOLLOWS = """
CREATE OR REPLACE FUNCTION gatepost_event_follows() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    newest integer;
    told record;
BEGIN
    SELECT coalesce(max(number), 0) INTO newest FROM workflows_event
        WHERE root_type = NEW.root_type AND root_id = NEW.root_id;
    IF NEW.number <> newest + 1 THEN
        RAISE EXCEPTION 'Event % does not follow event % of % %.', NEW.number, newest, NEW.root_type, NEW.root_id
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    SELECT to_state, subject_version INTO told FROM workflows_event
        WHERE subject_type = NEW.subject_type AND subject_id = NEW.subject_id ORDER BY subject_version DESC LIMIT 1;
    IF coalesce(told.to_state, '') <> NEW.from_state OR coalesce(told.subject_version, 0) + 1 <> NEW.subject_version THEN
        RAISE EXCEPTION 'Event % of % % does not start where the last one ended.',
            NEW.number, NEW.root_type, NEW.root_id USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF NEW.recorded_at > clock_timestamp() OR NEW.recorded_at < clock_timestamp() - interval '10 minutes' THEN
        RAISE EXCEPTION 'An event is recorded at the time the database writes it.'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF NEW.at > clock_timestamp() + interval '1 minute' THEN
        RAISE EXCEPTION 'An event cannot have happened in the future.'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
"""


class Migration(migrations.Migration):
    """A record's last event is the one of its highest version, which is signed; the order of ids is not."""

    dependencies = [("workflows", "0002_refusals")]

    operations = [
        migrations.RemoveIndex(model_name="event", name="workflows_e_subject_5e7f25_idx"),
        migrations.AddConstraint(
            model_name="event",
            constraint=models.UniqueConstraint(
                fields=("subject_type", "subject_id", "subject_version"), name="one_event_for_each_version"
            ),
        ),
        migrations.RunSQL(STATE_HAS_EVENT, migrations.RunSQL.noop),
        migrations.RunSQL(EVENT_FOLLOWS, migrations.RunSQL.noop),
    ]
