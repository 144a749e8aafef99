from django.db import migrations

from workflows.refusals import state_needs_event, trigger

VACANCY = (
    "draft awaiting_approval approved published closed scoring moderating shortlisted interviewing filled cancelled"
)
APPLICATION = "draft submitted shortlisted invited interviewed offered not_progressing withdrawn"
APPOINTMENT = "offered accepted confirmed started stood_down declined lapsed withdrawn"

STARTED_IS_CLEARED = """
CREATE FUNCTION gatepost_started_is_cleared() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM 1 FROM checks_clearance WHERE id = NEW.clearance_id FOR NO KEY UPDATE;
    IF EXISTS (SELECT 1 FROM vacancies_appointment a JOIN checks_clearance c ON c.id = a.clearance_id
            WHERE a.id = NEW.id AND a.state = 'started' AND c.state <> 'relied_on') THEN
        RAISE EXCEPTION 'Nobody is at work on checks that are not relied on (appointment %).', NEW.id
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF EXISTS (SELECT 1 FROM vacancies_appointment a JOIN vacancies_application p ON p.id = a.application_id
            WHERE a.id = NEW.id AND (p.clearance_id IS DISTINCT FROM a.clearance_id OR p.vacancy_id <> a.vacancy_id)) THEN
        RAISE EXCEPTION 'An appointment rests on the checks of its own application (appointment %).', NEW.id
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NULL;
END $$;

CREATE FUNCTION gatepost_cleared_while_started() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM vacancies_appointment a JOIN checks_clearance c ON c.id = a.clearance_id
            WHERE c.id = NEW.id AND a.state = 'started' AND c.state <> 'relied_on') THEN
        RAISE EXCEPTION 'Somebody is at work on these checks (clearance %).', NEW.id
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NULL;
END $$;
"""

POSTS = """
CREATE FUNCTION gatepost_no_more_offers_than_posts() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    wanted integer;
    taken integer;
BEGIN
    SELECT posts INTO wanted FROM vacancies_vacancy WHERE id = NEW.vacancy_id FOR NO KEY UPDATE;
    SELECT count(*) INTO taken FROM vacancies_appointment WHERE vacancy_id = NEW.vacancy_id
        AND state IN ('offered', 'accepted', 'confirmed', 'started', 'stood_down');
    IF taken > wanted THEN
        RAISE EXCEPTION 'Vacancy % has % offers for % posts.', NEW.vacancy_id, taken, wanted
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NULL;
END $$;

CREATE FUNCTION gatepost_posts_cover_offers() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (SELECT count(*) FROM vacancies_appointment WHERE vacancy_id = NEW.id
            AND state IN ('offered', 'accepted', 'confirmed', 'started', 'stood_down'))
            > (SELECT posts FROM vacancies_vacancy WHERE id = NEW.id) THEN
        RAISE EXCEPTION 'Vacancy % has more offers than posts.', NEW.id USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NULL;
END $$;
"""

SCORES_STAND = """
CREATE FUNCTION gatepost_scores_stand() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    card bigint := CASE WHEN TG_OP = 'DELETE' THEN OLD.scorecard_id ELSE NEW.scorecard_id END;
BEGIN
    PERFORM 1 FROM vacancies_scorecard WHERE id = card FOR NO KEY UPDATE;
    IF EXISTS (SELECT 1 FROM vacancies_scorecard WHERE id = card AND state = 'sealed')
        OR (TG_OP = 'UPDATE' AND NEW.scorecard_id <> OLD.scorecard_id) THEN
        RAISE EXCEPTION 'Sealed scores never change.' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;

CREATE FUNCTION gatepost_agreed_after_seal() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (SELECT 1 FROM vacancies_application a JOIN vacancies_vacancy v ON v.id = a.vacancy_id
            WHERE a.id = NEW.application_id AND v.seal_opened_at IS NOT NULL) THEN
        RAISE EXCEPTION 'Scores are agreed only after the seal is opened.' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER vacancies_score_not_emptied BEFORE TRUNCATE ON vacancies_score
    FOR EACH STATEMENT EXECUTE FUNCTION gatepost_refuse('Scores are never emptied.');
"""


class Migration(migrations.Migration):
    """What the database itself refuses in a vacancy: a start without checks, too many offers, a changed sealed score."""

    dependencies = [("vacancies", "0001_initial"), ("checks", "0003_refusals")]

    operations = [
        state_needs_event("vacancies_vacancy", "vacancy", VACANCY.split()),
        state_needs_event("vacancies_application", "application", APPLICATION.split()),
        state_needs_event("vacancies_scorecard", "scorecard", ["open", "sealed"]),
        state_needs_event("vacancies_appointment", "appointment", APPOINTMENT.split()),
        migrations.RunSQL(
            STARTED_IS_CLEARED,
            "DROP FUNCTION gatepost_cleared_while_started(); DROP FUNCTION gatepost_started_is_cleared();",
        ),
        migrations.RunSQL(
            POSTS, "DROP FUNCTION gatepost_posts_cover_offers(); DROP FUNCTION gatepost_no_more_offers_than_posts();"
        ),
        migrations.RunSQL(
            SCORES_STAND,
            """
            DROP TRIGGER vacancies_score_not_emptied ON vacancies_score;
            DROP FUNCTION gatepost_agreed_after_seal();
            DROP FUNCTION gatepost_scores_stand();
            """,
        ),
        trigger(
            "vacancies_appointment", "vacancies_appointment_cleared", "gatepost_started_is_cleared", "INSERT OR UPDATE"
        ),
        trigger("checks_clearance", "checks_clearance_while_started", "gatepost_cleared_while_started", "UPDATE"),
        trigger(
            "vacancies_appointment",
            "vacancies_appointment_posts",
            "gatepost_no_more_offers_than_posts",
            "INSERT OR UPDATE",
        ),
        trigger("vacancies_vacancy", "vacancies_vacancy_posts", "gatepost_posts_cover_offers", "UPDATE OF posts"),
        trigger(
            "vacancies_score",
            "vacancies_score_stands",
            "gatepost_scores_stand",
            "INSERT OR UPDATE OR DELETE",
            timing="BEFORE",
            deferred=False,
        ),
        trigger(
            "vacancies_agreedscore",
            "vacancies_agreedscore_after_seal",
            "gatepost_agreed_after_seal",
            "INSERT OR UPDATE",
            timing="BEFORE",
            deferred=False,
        ),
    ]
