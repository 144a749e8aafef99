from django.db import migrations

COUNTS = """
DROP TRIGGER checks_referee_counts ON checks_refereerequest;
CREATE CONSTRAINT TRIGGER checks_referee_counts AFTER INSERT OR UPDATE ON checks_refereerequest
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (NOT gatepost_file_is_erased(NEW.check_row_id))
    EXECUTE FUNCTION gatepost_reference_counts_for_referee();
DROP TRIGGER checks_redflag_counts ON checks_redflag;
CREATE CONSTRAINT TRIGGER checks_redflag_counts AFTER INSERT OR UPDATE ON checks_redflag
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (NOT gatepost_reference_is_erased(NEW.referee_id))
    EXECUTE FUNCTION gatepost_reference_counts_for_flag();
"""
BACK = """
DROP TRIGGER checks_redflag_counts ON checks_redflag;
CREATE CONSTRAINT TRIGGER checks_redflag_counts AFTER INSERT OR UPDATE ON checks_redflag
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION gatepost_reference_counts_for_flag();
DROP TRIGGER checks_referee_counts ON checks_refereerequest;
CREATE CONSTRAINT TRIGGER checks_referee_counts AFTER INSERT OR UPDATE ON checks_refereerequest
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION gatepost_reference_counts_for_referee();
"""


class Migration(migrations.Migration):
    """A reference that was emptied with its file supports nothing any more, and is not asked whether it does."""

    dependencies = [("checks", "0023_two_people_correct_a_bar")]

    operations = [migrations.RunSQL(COUNTS, BACK)]
