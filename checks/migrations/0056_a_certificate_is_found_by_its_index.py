from django.db import migrations

# The index holds numbers that are not empty; a plan kept for any number uses it only where the question says as much.
FIND = """
CREATE OR REPLACE FUNCTION gatepost_one_certificate_one_person() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    given text := NEW.facts ->> 'certificate_number';
BEGIN
    IF given IS NULL OR given = '' OR NEW.voided_at IS NOT NULL THEN
        RETURN NEW;
    END IF;
    PERFORM pg_advisory_xact_lock(hashtextextended('certificate ' || given, 0));
    IF EXISTS (
            SELECT 1 FROM checks_receipt r
                JOIN checks_check c ON c.id = r.check_row_id JOIN checks_clearance f ON f.id = c.clearance_id
                JOIN hiring_school s ON s.id = f.school_id,
                checks_check mine JOIN checks_clearance file ON file.id = mine.clearance_id
                JOIN hiring_school school ON school.id = file.school_id
            WHERE mine.id = NEW.check_row_id AND r.facts ->> 'certificate_number' = given%s
                AND r.voided_at IS NULL AND s.trust_id = school.trust_id AND f.person_id <> file.person_id) THEN
        RAISE EXCEPTION 'A certificate belongs to one person. This number is recorded for somebody else.'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
"""


def find(said):
    return FIND.replace("= given%s", f"= given{said}")


class Migration(migrations.Migration):
    """Whose a certificate is, is looked up by its index whatever plan PostgreSQL has kept."""

    dependencies = [("checks", "0055_not_the_person_at_the_door")]
    operations = [migrations.RunSQL(find(" AND r.facts ->> 'certificate_number' <> ''"), find(""))]
