from django.db import migrations

VOID = """
CREATE OR REPLACE FUNCTION gatepost_two_people_void() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (NEW.voided_by_id = OLD.seen_by_id OR NEW.voided_by_id = OLD.entered_by_id)
        AND EXISTS (SELECT 1 FROM checks_check c WHERE c.id = OLD.check_row_id AND c.code IN ({codes})) THEN
        RAISE EXCEPTION 'Whoever recorded this does not void it: somebody else does.'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
"""
BEFORE = """
    'identity', 'right_to_work', 'rtw_follow_up', 'prohibition', 'section_128', 'overseas_criminal_record',
    'childcare_disqualification', 'chair_dfe_suitability', 'dbs_enhanced', 'dbs_update_status', 'barred_list',
    'barred_list_standalone'
"""
NOW = f"'identity_on_arrival', {BEFORE}"


class Migration(migrations.Migration):
    """What was found at the door is corrected by somebody else, as the kind asks of its verb."""

    dependencies = [("checks", "0056_a_certificate_is_found_by_its_index")]

    operations = [migrations.RunSQL(VOID.format(codes=NOW), VOID.format(codes=BEFORE))]
