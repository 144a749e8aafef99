from django.db import migrations

TWO_PEOPLE = """
CREATE OR REPLACE FUNCTION gatepost_two_people_void() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.voided_by_id = OLD.seen_by_id AND EXISTS (SELECT 1 FROM checks_check c WHERE c.id = OLD.check_row_id AND c.code IN (
            {codes})) THEN
        RAISE EXCEPTION 'Whoever recorded this does not void it: somebody else does.'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
"""
BEFORE = """'identity', 'right_to_work', 'rtw_follow_up', 'prohibition', 'section_128', 'overseas_criminal_record',
            'childcare_disqualification', 'chair_dfe_suitability'"""
NOW = f"{BEFORE}, 'dbs_enhanced', 'dbs_update_status', 'barred_list', 'barred_list_standalone'"


class Migration(migrations.Migration):
    """A bar read on a certificate or a list is corrected by two people, like every other."""

    dependencies = [("checks", "0022_one_exception")]

    operations = [migrations.RunSQL(TWO_PEOPLE.format(codes=NOW), TWO_PEOPLE.format(codes=BEFORE))]
