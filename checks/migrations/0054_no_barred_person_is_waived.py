from django.db import migrations

WAIVED = """
CREATE FUNCTION gatepost_no_barred_person_is_waived() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT 1 FROM checks_receipt r
            JOIN checks_check c ON c.id = r.check_row_id
            JOIN checks_clearance f ON f.id = c.clearance_id
            JOIN hiring_school s ON s.id = f.school_id
            JOIN checks_check asked ON asked.id = NEW.check_row_id
            JOIN checks_clearance theirs ON theirs.id = asked.clearance_id
            JOIN hiring_school here ON here.id = theirs.school_id
        WHERE f.person_id = theirs.person_id AND s.trust_id = here.trust_id
            AND r.outcome = 'barred' AND r.voided_at IS NULL
    ) THEN
        RAISE EXCEPTION 'For a barred person there is no waiver.' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END;
$$;
CREATE TRIGGER no_barred_person_is_waived BEFORE INSERT ON checks_receipt FOR EACH ROW
    WHEN (NEW.outcome IN ('waiver_applied', 'waiver_granted', 'waiver_appealed'))
    EXECUTE FUNCTION gatepost_no_barred_person_is_waived();
"""
BACK = """
DROP TRIGGER no_barred_person_is_waived ON checks_receipt;
DROP FUNCTION gatepost_no_barred_person_is_waived();
"""


class Migration(migrations.Migration):
    """The database too: Ofsted cannot waive for somebody barred from work with children (SI 2018/794)."""

    dependencies = [("checks", "0053_whoever_looked_might")]

    operations = [migrations.RunSQL(WAIVED, BACK)]
