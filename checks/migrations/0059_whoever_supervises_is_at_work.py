from django.db import migrations, models

WORKS_AT = """
CREATE OR REPLACE FUNCTION gatepost_works_at(who bigint, school bigint) RETURNS boolean LANGUAGE sql AS $$
    SELECT EXISTS (SELECT 1 FROM hiring_user u WHERE u.id = who AND u.is_active)
        AND NOT EXISTS (SELECT 1 FROM checks_earlystart e JOIN checks_clearance f ON f.id = e.clearance_id
            WHERE f.person_id = who AND f.state = 'relied_on' AND e.state = 'approved')
        AND NOT EXISTS (SELECT 1 FROM checks_clearance f WHERE f.person_id = who AND f.state = 'open'
            AND f.on_record_from IS NOT NULL AND f.in_post_since IS NULL)
        AND (EXISTS (SELECT 1 FROM checks_clearance f WHERE f.person_id = who AND f.school_id = school
                AND f.state = 'relied_on')
            OR (EXISTS (SELECT 1 FROM hiring_membership m WHERE m.user_id = who AND m.school_id = school)
                AND NOT EXISTS (SELECT 1 FROM checks_clearance f WHERE f.person_id = who AND f.school_id = school
                    AND f.state = 'left')));
$$;
"""
WORKED_AT = """
CREATE OR REPLACE FUNCTION gatepost_works_at(who bigint, school bigint) RETURNS boolean LANGUAGE sql AS $$
    SELECT EXISTS (SELECT 1 FROM hiring_user u WHERE u.id = who AND u.is_active AND (
        EXISTS (SELECT 1 FROM hiring_membership m WHERE m.user_id = u.id AND m.school_id = school)
        OR EXISTS (SELECT 1 FROM checks_clearance f WHERE f.person_id = u.id AND f.school_id = school
            AND f.state = 'relied_on')));
$$;
"""
STANDS = """
CREATE OR REPLACE FUNCTION gatepost_early_start_stands(certificate bigint, beginning boolean) RETURNS boolean LANGUAGE sql AS $$
    SELECT EXISTS (
        SELECT 1 FROM checks_earlystart e
            JOIN checks_check c ON c.id = e.certificate_id JOIN checks_clearance f ON f.id = e.clearance_id
        WHERE c.id = certificate AND c.clearance_id = f.id AND c.code = 'dbs_enhanced' AND c.required_by LIKE 'E%'
            AND NOT c.after_start AND e.approved_at IS NOT NULL AND e.never_alone
            AND (f.relied_on_at AT TIME ZONE 'Europe/London')::date BETWEEN e.starts_on AND e.review_on
            AND f.person_id NOT IN (e.proposed_by_id, e.approved_by_id, e.supervisor_id)
            AND e.approved_by_id <> e.proposed_by_id
            AND ((e.state = 'approved' AND c.state = 'waiting' AND gatepost_application_is_sent(c.id)
                    AND (NOT beginning OR gatepost_works_at(e.supervisor_id, f.school_id)))
                OR (e.state = 'revoked' AND NOT beginning AND e.stopped_at >= f.relied_on_at))
            AND (NOT f.regulated_activity OR EXISTS (SELECT 1 FROM checks_check b WHERE b.clearance_id = f.id
                AND b.code = 'barred_list_standalone' AND (NEWS b.state = 'clear' AND EXISTS (SELECT 1 FROM checks_receipt r
                    WHERE r.check_row_id = b.id AND r.voided_at IS NULL AND r.outcome = 'no_record')))));
$$;
"""


class Migration(migrations.Migration):
    """Nobody supervises while they are away from work, gone, or waiting for a certificate themselves; and news about the list
    of somebody at work under an exception is let in, as news about every other check is: a concern about it is open."""

    dependencies = [("checks", "0058_the_old_record_comes_by_the_door")]

    operations = [
        migrations.AlterField(
            model_name="earlystart",
            name="state",
            field=models.CharField(
                choices=[
                    ("proposed", "Proposed"),
                    ("approved", "Approved"),
                    ("revoked", "Revoked"),
                    ("ended", "Ended: the certificate is awaited no longer"),
                    ("withdrawn", "Withdrawn"),
                ],
                editable=False,
                max_length=30,
            ),
        ),
        migrations.RunSQL(WORKS_AT, WORKED_AT),
        migrations.RunSQL(
            STANDS.replace("NEWS", "NOT beginning AND gatepost_concern_covers(b.id) OR"), STANDS.replace("NEWS", "")
        ),
    ]
