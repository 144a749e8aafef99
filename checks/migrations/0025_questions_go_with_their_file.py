from django.db import migrations

STANDS = """
DROP TRIGGER checks_interviewquestion_only_added ON checks_interviewquestion;
CREATE TRIGGER checks_interviewquestion_only_added BEFORE UPDATE OR DELETE ON checks_interviewquestion
    FOR EACH ROW WHEN (NOT gatepost_file_is_erased(OLD.check_row_id))
    EXECUTE FUNCTION gatepost_refuse('A question put to a panel is never changed or removed.');
"""
BACK = """
DROP TRIGGER checks_interviewquestion_only_added ON checks_interviewquestion;
CREATE TRIGGER checks_interviewquestion_only_added BEFORE UPDATE OR DELETE ON checks_interviewquestion
    FOR EACH ROW EXECUTE FUNCTION gatepost_refuse('What is recorded in checks_interviewquestion is never changed or removed.');
"""


class Migration(migrations.Migration):
    """A question put to a panel goes when the whole file goes, and never before."""

    dependencies = [("checks", "0024_erased_references_need_not_count")]

    operations = [migrations.RunSQL(STANDS, BACK)]
