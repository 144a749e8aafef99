from django.db import migrations

SUPERSEDED = """
CREATE OR REPLACE FUNCTION gatepost_is_superseded(wanted bigint) RETURNS boolean LANGUAGE sql AS $$
    SELECT EXISTS (SELECT 1 FROM checks_check c JOIN checks_check other ON other.clearance_id = c.clearance_id
        WHERE c.id = wanted AND other.state = 'clear' AND (
            (c.code = 'dbs_interim_risk_assessment' AND other.code = 'dbs_enhanced')
            OR (c.code = 'barred_list_standalone' AND c.required_by = 'E7.1' AND other.code = 'dbs_enhanced')
            OR (c.code = 'dbs_update_status' AND other.code = 'dbs_enhanced')
            OR (c.code = 'dbs_enhanced' AND other.code = 'dbs_update_status')))
    OR EXISTS (SELECT 1 FROM checks_check c JOIN checks_check other ON other.clearance_id = c.clearance_id
        WHERE c.id = wanted AND c.code = 'dbs_update_status' AND other.code = 'dbs_enhanced' AND other.state <> 'let_go'
            AND EXISTS (SELECT 1 FROM checks_receipt r
                WHERE r.check_row_id = other.id AND r.outcome IN ('applied', 'issued'))
            AND (SELECT r.outcome IN ('NEW_INFO', 'NO_MATCH_FOUND') FROM checks_receipt r
                WHERE r.check_row_id = c.id AND r.voided_at IS NULL ORDER BY r.id DESC LIMIT 1)
            AND NOT EXISTS (SELECT 1 FROM checks_receipt r WHERE r.check_row_id = c.id AND r.voided_at IS NULL
                AND r.outcome = 'NON_BLANK_NO_NEW_INFO')
            AND NOT EXISTS (SELECT 1 FROM checks_concern q WHERE q.check_row_id = c.id));
$$;
"""


class Migration(migrations.Migration):
    """A status that is not current gives way to the certificate applied for instead, which stays required."""

    dependencies = [("checks", "0046_clear_rests_on_what_has_come")]

    operations = [migrations.RunSQL(SUPERSEDED, migrations.RunSQL.noop)]
