from django.db import migrations

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
    SELECT to_state, subject_version, root_type, root_id INTO told FROM workflows_event
        WHERE subject_type = NEW.subject_type AND subject_id = NEW.subject_id ORDER BY subject_version DESC LIMIT 1;
    IF coalesce(told.to_state, '') <> NEW.from_state OR coalesce(told.subject_version, 0) + 1 <> NEW.subject_version THEN
        RAISE EXCEPTION 'Event % of % % does not start where the last one ended.',
            NEW.number, NEW.root_type, NEW.root_id USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF (told.root_type, told.root_id) <> (NEW.root_type, NEW.root_id) THEN
        RAISE EXCEPTION 'The history of % % is kept with % %.',
            NEW.subject_type, NEW.subject_id, told.root_type, told.root_id USING ERRCODE = 'integrity_constraint_violation';
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
    """Every event of a record stands in the chain in which it began."""

    dependencies = [("workflows", "0005_letters_wait_and_try_again")]

    operations = [migrations.RunSQL(EVENT_FOLLOWS, migrations.RunSQL.noop)]
