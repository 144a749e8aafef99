from django.db import migrations, models

ERASED = """
CREATE CONSTRAINT TRIGGER vacancies_application_erased_by_event AFTER UPDATE OF erased_at ON vacancies_application
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (OLD.erased_at IS DISTINCT FROM NEW.erased_at)
    EXECUTE FUNCTION gatepost_erased_by_event('application');
CREATE FUNCTION gatepost_application_is_erased(wanted bigint) RETURNS boolean LANGUAGE sql AS $$
    SELECT EXISTS (SELECT 1 FROM vacancies_application WHERE id = wanted AND erased_at IS NOT NULL)
$$;
DROP TRIGGER vacancies_score_stands ON vacancies_score;
CREATE TRIGGER vacancies_score_stands BEFORE INSERT OR UPDATE ON vacancies_score
    FOR EACH ROW EXECUTE FUNCTION gatepost_scores_stand();
CREATE TRIGGER vacancies_score_stays BEFORE DELETE ON vacancies_score
    FOR EACH ROW WHEN (NOT gatepost_application_is_erased(OLD.application_id)) EXECUTE FUNCTION gatepost_scores_stand();
"""
BACK = """
DROP TRIGGER vacancies_score_stays ON vacancies_score;
DROP TRIGGER vacancies_score_stands ON vacancies_score;
CREATE TRIGGER vacancies_score_stands BEFORE INSERT OR UPDATE OR DELETE ON vacancies_score
    FOR EACH ROW EXECUTE FUNCTION gatepost_scores_stand();
DROP FUNCTION gatepost_application_is_erased(bigint);
DROP TRIGGER vacancies_application_erased_by_event ON vacancies_application;
"""
ENDED_WHEN = """
UPDATE vacancies_application a SET ended_at = (SELECT max(e.at) FROM workflows_event e WHERE e.subject_type = 'application'
    AND e.subject_id = a.id AND e.verb IN ('application.withdraw', 'application.do_not_progress'))
WHERE a.state IN ('withdrawn', 'not_progressing');
"""


class Migration(migrations.Migration):
    """An application is emptied once its time is up, and its scores go with it and in no other way."""

    dependencies = [("vacancies", "0006_people_leave"), ("workflows", "0008_retention")]

    operations = [
        migrations.AddField(
            "application",
            "ended_at",
            models.DateTimeField(blank=True, help_text="When it was decided, or withdrawn.", null=True),
        ),
        migrations.AddField(
            "application",
            "erased_at",
            models.DateTimeField(blank=True, help_text="When its time was up.", null=True),
        ),
        migrations.RunSQL(ERASED, BACK),
        migrations.RunSQL(ENDED_WHEN, migrations.RunSQL.noop),
    ]
