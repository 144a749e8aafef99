from django.db import migrations

BAR = """
CREATE OR REPLACE FUNCTION gatepost_bar_on(wanted bigint) RETURNS boolean LANGUAGE sql AS $$
    SELECT coalesce((SELECT (c.code, r.outcome) IN (
            ('dbs_enhanced', 'barred'), ('barred_list', 'barred'), ('barred_list_standalone', 'barred'),
            ('prohibition', 'prohibited'), ('section_128', 'listed'), ('right_to_work', 'no_right'), ('rtw_follow_up', 'no_right'),
            ('chair_dfe_suitability', 'refused'), ('governance_eligibility_declaration', 'disqualified'),
            ('identity_on_arrival', 'mismatch'),
            ('childcare_disqualification', 'disqualified'), ('childcare_disqualification', 'waiver_applied'),
            ('childcare_disqualification', 'waiver_refused'), ('childcare_disqualification', 'waiver_appealed'))
        FROM checks_receipt r JOIN checks_check c ON c.id = r.check_row_id
        WHERE c.id = wanted AND r.voided_at IS NULL ORDER BY r.id DESC LIMIT 1), false);
$$;
"""


class Migration(migrations.Migration):
    """Whoever came to the door is not the person the letter names: no decision lets them in, only newer evidence does."""

    dependencies = [("checks", "0054_no_barred_person_is_waived")]

    operations = [migrations.RunSQL(BAR, migrations.RunSQL.noop)]
