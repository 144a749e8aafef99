from django.db import migrations

STARTED = """
CREATE OR REPLACE FUNCTION gatepost_started_is_cleared() RETURNS trigger LANGUAGE plpgsql AS $$
{unclear}BEGIN
    PERFORM 1 FROM checks_clearance WHERE id = NEW.clearance_id FOR NO KEY UPDATE;
    IF EXISTS (SELECT 1 FROM vacancies_appointment a JOIN checks_clearance c ON c.id = a.clearance_id
            WHERE a.id = NEW.id AND a.state = 'started' AND c.state <> 'relied_on') THEN
        RAISE EXCEPTION 'Nobody is at work on checks that are not relied on (appointment %).', NEW.id
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
{more}    PERFORM gatepost_rests_on_own_checks(NEW.application_id);
    RETURN NULL;
END
$$;
"""
RELIED_ON = """
CREATE OR REPLACE FUNCTION gatepost_cleared_while_started() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM vacancies_appointment a JOIN checks_clearance c ON c.id = a.clearance_id
            WHERE c.id = NEW.id AND a.state = 'started' AND c.state <> 'relied_on') THEN
        RAISE EXCEPTION 'Somebody is at work on the strength of these checks. Stand them down first (clearance %).', NEW.id
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
{back}    RETURN NULL;
END
$$;
"""
ONLY_FOR_THE_START = """
    'agency_certificate_copy', 'agency_written_confirmation', 'dbs_interim_risk_assessment', 'employer_assurance',
    'escort_or_supervise', 'identity_on_arrival', 'itt_provider_confirmation', 'rtw_follow_up', 'volunteer_risk_assessment',
    'young_person_risk_assessment'
"""
OF_THE_POST = """    IF EXISTS (SELECT 1 FROM vacancies_appointment a JOIN checks_clearance c ON c.id = a.clearance_id
            WHERE a.id = NEW.id AND a.state <> 'started' AND c.state = 'relied_on') THEN
        RAISE EXCEPTION 'Nobody is at work on the checks of a post in which they are not started (appointment %).', NEW.id
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF TG_OP = 'UPDATE' AND NEW.state = 'started' AND EXISTS (SELECT 1 FROM vacancies_appointment a
            JOIN checks_clearance c ON c.id = a.clearance_id WHERE a.id = NEW.id AND OLD.state = 'confirmed'
                AND (a.starts_on IS DISTINCT FROM c.starts_on
                    OR a.starts_on > (c.relied_on_at AT TIME ZONE 'Europe/London')::date)) THEN
        RAISE EXCEPTION 'Nobody begins but on the first day that was confirmed, or after it (appointment %).', NEW.id
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF NEW.state = 'confirmed' AND NOT (TG_OP = 'UPDATE' AND OLD.state = 'confirmed') THEN
        SELECT string_agg(c.code || ' ' || c.number, ', ') INTO unclear FROM checks_check c
            JOIN vacancies_appointment a ON a.clearance_id = c.clearance_id
            WHERE a.id = NEW.id AND a.state = 'confirmed' AND c.state <> 'let_go'
                AND (c.state = 'concern' OR gatepost_bar_on(c.id) OR (c.state <> 'clear' AND c.code NOT IN (ONLY_FOR_THE_START)
                    AND NOT EXISTS (SELECT 1 FROM checks_earlystart e WHERE e.certificate_id = c.id AND e.state = 'approved')));
        IF unclear IS NOT NULL THEN
            RAISE EXCEPTION 'No start is confirmed without what the offer depends on (appointment %): %.', NEW.id, unclear
                USING ERRCODE = 'integrity_constraint_violation';
        END IF;
    END IF;
""".replace("ONLY_FOR_THE_START", ONLY_FOR_THE_START)
OF_THE_FILE = """    IF EXISTS (SELECT 1 FROM checks_clearance c WHERE c.id = NEW.id AND c.state = 'relied_on' AND c.reference <> ''
            AND NOT EXISTS (SELECT 1 FROM vacancies_appointment a WHERE a.clearance_id = c.id AND a.state = 'started')) THEN
        RAISE EXCEPTION 'Nobody is at work on the checks of a post in which they are not started (clearance %).', NEW.id
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
"""
UNCLEAR = "DECLARE\n    unclear text;\n"


class Migration(migrations.Migration):
    """What the verbs ask of a confirmation and of a first day, asked of SQL as well: checks and post say the same, on the
    day that was confirmed, and nothing that the offer depends on is open, in concern or barred (I1, I3, I7)."""

    dependencies = [("vacancies", "0016_taught_abroad"), ("checks", "0061_what_the_verbs_ask_of_a_start")]

    operations = [
        migrations.RunSQL(
            STARTED.replace("{unclear}", UNCLEAR).replace("{more}", OF_THE_POST),
            STARTED.replace("{unclear}", "").replace("{more}", ""),
        ),
        migrations.RunSQL(RELIED_ON.replace("{back}", OF_THE_FILE), RELIED_ON.replace("{back}", "")),
    ]
