from django.db import migrations

STANDS = """
CREATE FUNCTION gatepost_clearance_is_erased(wanted bigint) RETURNS boolean LANGUAGE sql AS $$
    SELECT EXISTS (SELECT 1 FROM checks_clearance WHERE id = wanted AND erased_at IS NOT NULL)
$$;
DROP TRIGGER checks_contentdecision_only_added ON checks_contentdecision;
CREATE TRIGGER checks_contentdecision_only_added BEFORE UPDATE OR DELETE ON checks_contentdecision
    FOR EACH ROW WHEN (NOT gatepost_file_is_erased(OLD.check_row_id))
    EXECUTE FUNCTION gatepost_refuse('What is recorded in checks_contentdecision is never changed or removed.');
DROP TRIGGER checks_earlystart_stands ON checks_earlystart;
CREATE TRIGGER checks_earlystart_stands BEFORE INSERT OR UPDATE ON checks_earlystart
    FOR EACH ROW WHEN (NOT gatepost_clearance_is_erased(NEW.clearance_id)) EXECUTE FUNCTION gatepost_exception_stands();
DROP TRIGGER checks_factschange_stands ON checks_factschange;
CREATE TRIGGER checks_factschange_stands BEFORE UPDATE ON checks_factschange
    FOR EACH ROW WHEN (NOT gatepost_clearance_is_erased(OLD.clearance_id)) EXECUTE FUNCTION gatepost_change_stands();
"""
BACK = """
DROP TRIGGER checks_factschange_stands ON checks_factschange;
CREATE TRIGGER checks_factschange_stands BEFORE UPDATE ON checks_factschange
    FOR EACH ROW EXECUTE FUNCTION gatepost_change_stands();
DROP TRIGGER checks_earlystart_stands ON checks_earlystart;
CREATE TRIGGER checks_earlystart_stands BEFORE INSERT OR UPDATE ON checks_earlystart
    FOR EACH ROW EXECUTE FUNCTION gatepost_exception_stands();
DROP TRIGGER checks_contentdecision_only_added ON checks_contentdecision;
CREATE TRIGGER checks_contentdecision_only_added BEFORE UPDATE OR DELETE ON checks_contentdecision
    FOR EACH ROW EXECUTE FUNCTION gatepost_refuse('What is recorded in checks_contentdecision is never changed or removed.');
DROP FUNCTION gatepost_clearance_is_erased(bigint);
"""


class Migration(migrations.Migration):
    """What was decided, weighed and changed is emptied with the file of checks, and in no other way."""

    dependencies = [("checks", "0025_questions_go_with_their_file")]

    operations = [migrations.RunSQL(STANDS, BACK)]
