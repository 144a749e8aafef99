from django.db import migrations

ANSWERS_STAY = """
CREATE TRIGGER checks_refereerequest_is_kept BEFORE DELETE ON checks_refereerequest
    FOR EACH ROW WHEN (OLD.answered_at IS NOT NULL)
    EXECUTE FUNCTION gatepost_refuse('What a referee has sent is never removed.');
CREATE TRIGGER checks_refereerequest_not_emptied BEFORE TRUNCATE ON checks_refereerequest
    FOR EACH STATEMENT EXECUTE FUNCTION gatepost_refuse('What a referee has sent is never removed.');
"""


class Migration(migrations.Migration):
    """What a referee has sent is neither changed nor removed."""

    dependencies = [("checks", "0007_check_required_by")]

    operations = [
        migrations.RunSQL(
            ANSWERS_STAY,
            "DROP TRIGGER checks_refereerequest_not_emptied ON checks_refereerequest;"
            "DROP TRIGGER checks_refereerequest_is_kept ON checks_refereerequest;",
        )
    ]
