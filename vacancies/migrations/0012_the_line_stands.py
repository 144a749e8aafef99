from django.db import migrations

AGREED_THEN = "UPDATE vacancies_lineexception SET agreed_at = decided_at WHERE agreed_at IS NULL;"
STANDS = """
CREATE FUNCTION gatepost_line_stands() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    was jsonb := CASE WHEN TG_OP = 'INSERT' THEN '{}' ELSE to_jsonb(OLD) END;
    becomes jsonb := CASE WHEN TG_OP = 'DELETE' THEN to_jsonb(OLD) ELSE to_jsonb(NEW) END;
    whose bigint := becomes->>'vacancy_id';
    stage text;
BEGIN
    IF becomes ? 'application_id' THEN
        IF TG_OP <> 'INSERT' AND gatepost_application_is_erased((was->>'application_id')::bigint) THEN
            RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
        END IF;
        SELECT vacancy_id INTO whose FROM vacancies_application WHERE id = (becomes->>'application_id')::bigint;
    END IF;
    SELECT state INTO stage FROM vacancies_vacancy WHERE id = whose FOR NO KEY UPDATE;
    IF stage <> 'moderating' THEN
        RAISE EXCEPTION 'What was decided at the line stands: it is decided between the opened scores and the shortlist.'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF TG_OP = 'DELETE' THEN
        RAISE EXCEPTION 'What was decided at the line is never removed.' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF TG_OP = 'UPDATE' AND ((was - TG_ARGV) IS DISTINCT FROM (becomes - TG_ARGV) OR EXISTS (
            SELECT 1 FROM jsonb_each(was) o WHERE o.key = ANY(TG_ARGV) AND o.value <> 'null' AND o.value <> becomes->o.key)) THEN
        RAISE EXCEPTION 'What was decided at the line is replaced or undone, never rewritten.'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE TRIGGER vacancies_agreedscore_stands BEFORE INSERT OR UPDATE OR DELETE ON vacancies_agreedscore
    FOR EACH ROW EXECUTE FUNCTION gatepost_line_stands('replaced_at');
CREATE TRIGGER vacancies_tiedecision_stands BEFORE INSERT OR UPDATE OR DELETE ON vacancies_tiedecision
    FOR EACH ROW EXECUTE FUNCTION gatepost_line_stands('nothing');
CREATE TRIGGER vacancies_lineexception_stands BEFORE INSERT OR UPDATE OR DELETE ON vacancies_lineexception
    FOR EACH ROW EXECUTE FUNCTION gatepost_line_stands('agreed_at', 'undone_at', 'undone_by_id');

CREATE FUNCTION gatepost_line_is_fixed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.published_at IS NOT NULL AND (NEW.pass_mark <> OLD.pass_mark OR NEW.tie_order <> OLD.tie_order) THEN
        RAISE EXCEPTION 'The pass mark and what parts a tie are fixed with the advert.'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF OLD.state IN ('shortlisted', 'interviewing', 'filled') AND NEW.interview_places <> OLD.interview_places THEN
        RAISE EXCEPTION 'The line stands once the shortlist is confirmed.' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER vacancies_vacancy_line_is_fixed BEFORE UPDATE ON vacancies_vacancy
    FOR EACH ROW EXECUTE FUNCTION gatepost_line_is_fixed();
"""
BACK = """
DROP TRIGGER vacancies_vacancy_line_is_fixed ON vacancies_vacancy;
DROP FUNCTION gatepost_line_is_fixed();
DROP TRIGGER vacancies_lineexception_stands ON vacancies_lineexception;
DROP TRIGGER vacancies_tiedecision_stands ON vacancies_tiedecision;
DROP TRIGGER vacancies_agreedscore_stands ON vacancies_agreedscore;
DROP FUNCTION gatepost_line_stands();
"""


class Migration(migrations.Migration):
    """What was decided between the opened scores and the shortlist is only added to, and fixed once it is confirmed."""

    dependencies = [("vacancies", "0011_who_says_so_at_the_line")]

    operations = [
        migrations.RunSQL(AGREED_THEN, migrations.RunSQL.noop),
        migrations.RunSQL(STANDS, BACK),
    ]
