from django.db import migrations

from workflows.refusals import trigger

HAS_AN_INCIDENT = """
CREATE FUNCTION gatepost_failure_has_incident() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.state = 'revoked' AND NEW.fault <> 'decided'
        AND EXISTS (SELECT 1 FROM checks_clearance WHERE id = NEW.clearance_id AND state = 'relied_on')
        AND NOT EXISTS (SELECT 1 FROM checks_incident WHERE early_start_id = NEW.id) THEN
        RAISE EXCEPTION 'An early start that fails at work is an incident (early start %).', NEW.id
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NULL;
END $$;
"""


class Migration(migrations.Migration):
    """I2: what fails under somebody at work is an incident in the same transaction, whoever writes it."""

    dependencies = [("checks", "0034_incidents_of_failed_early_starts")]

    operations = [
        migrations.RunSQL(HAS_AN_INCIDENT, "DROP FUNCTION gatepost_failure_has_incident();"),
        trigger("checks_earlystart", "checks_earlystart_incident", "gatepost_failure_has_incident", "UPDATE"),
    ]
