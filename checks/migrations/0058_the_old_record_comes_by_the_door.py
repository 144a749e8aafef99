from django.db import migrations

COPIED = """
CREATE FUNCTION gatepost_copied_by_the_door() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    file record;
BEGIN
    SELECT f.in_post_since, f.on_record_from INTO file FROM checks_check c
        JOIN checks_clearance f ON f.id = c.clearance_id WHERE c.id = NEW.check_row_id;
    IF file.in_post_since IS NULL
        OR coalesce(NEW.evidence_on > (file.on_record_from AT TIME ZONE 'Europe/London')::date, true) THEN
        RAISE EXCEPTION 'The old record is of people who were here before their file, and ends on the day it was opened.'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF (SELECT count(*) FROM checks_receipt r WHERE r.check_row_id = NEW.check_row_id AND r.historic)
        > (SELECT count(*) FROM workflows_event e WHERE e.subject_type = 'check' AND e.subject_id = NEW.check_row_id
            AND e.verb IN ('check.carry_over', 'check.record_historic')) THEN
        RAISE EXCEPTION 'Nothing is marked as copied from the old record but what was copied through the door.'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER checks_receipt_copied AFTER INSERT ON checks_receipt
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (NEW.historic) EXECUTE FUNCTION gatepost_copied_by_the_door();
"""
BEFORE = """
DROP TRIGGER checks_receipt_copied ON checks_receipt;
DROP FUNCTION gatepost_copied_by_the_door();
"""


class Migration(migrations.Migration):
    """The mark of the old record is no way round the register of who may verify."""

    dependencies = [("checks", "0057_two_people_correct_an_arrival")]

    operations = [migrations.RunSQL(COPIED, BEFORE)]
