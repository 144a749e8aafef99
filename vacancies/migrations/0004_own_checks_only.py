from django.db import migrations

from workflows.refusals import chain_ends_at_root, event_is_borne_out, trigger

OWN_CHECKS = """
CREATE FUNCTION gatepost_rests_on_own_checks(wanted bigint) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM vacancies_appointment a
            JOIN vacancies_application p ON p.id = a.application_id JOIN checks_clearance c ON c.id = a.clearance_id
            WHERE a.application_id = wanted AND (p.clearance_id IS DISTINCT FROM a.clearance_id
                OR p.vacancy_id <> a.vacancy_id OR p.candidate_id <> c.person_id)) THEN
        RAISE EXCEPTION 'An appointment rests on the checks of its own application (application %).', wanted
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
END $$;

CREATE FUNCTION gatepost_application_keeps_checks() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM gatepost_rests_on_own_checks(NEW.id);
    RETURN NULL;
END $$;

CREATE OR REPLACE FUNCTION gatepost_started_is_cleared() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM 1 FROM checks_clearance WHERE id = NEW.clearance_id FOR NO KEY UPDATE;
    IF EXISTS (SELECT 1 FROM vacancies_appointment a JOIN checks_clearance c ON c.id = a.clearance_id
            WHERE a.id = NEW.id AND a.state = 'started' AND c.state <> 'relied_on') THEN
        RAISE EXCEPTION 'Nobody is at work on checks that are not relied on (appointment %).', NEW.id
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    PERFORM gatepost_rests_on_own_checks(NEW.application_id);
    RETURN NULL;
END $$;

CREATE OR REPLACE FUNCTION gatepost_cleared_while_started() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM vacancies_appointment a JOIN checks_clearance c ON c.id = a.clearance_id
            WHERE c.id = NEW.id AND a.state = 'started' AND c.state <> 'relied_on') THEN
        RAISE EXCEPTION 'Somebody is at work on the strength of these checks. Stand them down first (clearance %).', NEW.id
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NULL;
END $$;
"""

POSTS = """
CREATE OR REPLACE FUNCTION gatepost_no_more_offers_than_posts() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    wanted integer;
    taken integer;
BEGIN
    IF current_setting('transaction_isolation') = 'repeatable read' THEN
        RAISE EXCEPTION 'Offers are made under READ COMMITTED or SERIALIZABLE, so that nobody counts an old copy.'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    SELECT posts INTO wanted FROM vacancies_vacancy WHERE id = NEW.vacancy_id FOR NO KEY UPDATE;
    SELECT count(*) INTO taken FROM vacancies_appointment WHERE vacancy_id = NEW.vacancy_id
        AND state IN ('offered', 'accepted', 'confirmed', 'started', 'stood_down');
    IF taken > wanted THEN
        RAISE EXCEPTION 'Vacancy % has % offers for % posts.', NEW.vacancy_id, taken, wanted
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NULL;
END $$;
"""

ROOTS = """
ALTER TABLE workflows_event ADD CONSTRAINT workflows_event_root_known CHECK (root_type IN ('vacancy', 'clearance'));
ALTER TABLE workflows_event ADD CONSTRAINT workflows_event_subject_known
    CHECK (subject_type IN ('vacancy', 'application', 'scorecard', 'appointment', 'clearance', 'check'));
"""


class Migration(migrations.Migration):
    """Nobody starts on somebody else's checks; no event stands outside the chains that are walked."""

    dependencies = [("vacancies", "0003_decisions_at_the_line"), ("checks", "0005_chains_and_days")]

    operations = [
        migrations.RunSQL(OWN_CHECKS, migrations.RunSQL.noop),
        migrations.RunSQL(POSTS, migrations.RunSQL.noop),
        migrations.RunSQL(
            ROOTS,
            "ALTER TABLE workflows_event DROP CONSTRAINT workflows_event_subject_known;"
            "ALTER TABLE workflows_event DROP CONSTRAINT workflows_event_root_known;",
        ),
        trigger(
            "vacancies_application",
            "vacancies_application_keeps_checks",
            "gatepost_application_keeps_checks",
            "UPDATE OF clearance_id, candidate_id, vacancy_id",
        ),
        chain_ends_at_root("vacancies_vacancy", "vacancy"),
        event_is_borne_out("vacancies_vacancy", "vacancy"),
        event_is_borne_out("vacancies_application", "application"),
        event_is_borne_out("vacancies_scorecard", "scorecard"),
        event_is_borne_out("vacancies_appointment", "appointment"),
    ]
