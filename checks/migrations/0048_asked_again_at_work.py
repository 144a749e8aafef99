from django.db import migrations

ASKED_AT_WORK = """
CREATE OR REPLACE FUNCTION gatepost_check_asked_at_work() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    at_work boolean := EXISTS (SELECT 1 FROM checks_clearance WHERE id = NEW.clearance_id AND state = 'relied_on');
BEGIN
    IF TG_OP = 'UPDATE' THEN
        IF OLD.state <> 'let_go' OR NEW.state <> 'not_started' OR NEW.after_start <> at_work THEN
            RAISE EXCEPTION 'When a check was asked for is never changed.'
                USING ERRCODE = 'integrity_constraint_violation';
        END IF;
        RETURN NEW;
    END IF;
    NEW.after_start := at_work;
    RETURN NEW;
END $$;
"""


class Migration(migrations.Migration):
    """What was let go and is asked for again of somebody at work is asked for while they are at work."""

    dependencies = [("checks", "0047_a_dead_status_gives_way")]

    operations = [migrations.RunSQL(ASKED_AT_WORK, migrations.RunSQL.noop)]
