from django.db import migrations

STANDS = """
CREATE FUNCTION gatepost_subscription_stands() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    may_change text[] := CASE WHEN gatepost_clearance_is_erased(OLD.clearance_id)
        THEN '{signed_name,seen_by_name}' ELSE '{seen_on,seen_by_name}' END;
BEGIN
    IF TG_OP = 'DELETE' OR NEW.seen_on IS NULL AND OLD.seen_on IS NOT NULL
        OR to_jsonb(NEW) - may_change IS DISTINCT FROM to_jsonb(OLD) - may_change THEN
        RAISE EXCEPTION 'What a person signed of the Update Service is never changed or removed.'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER checks_subscription_stands BEFORE UPDATE OR DELETE ON checks_subscription
    FOR EACH ROW EXECUTE FUNCTION gatepost_subscription_stands();
CREATE TRIGGER checks_subscription_not_emptied BEFORE TRUNCATE ON checks_subscription
    FOR EACH STATEMENT EXECUTE FUNCTION gatepost_refuse('What is recorded in checks_subscription is never removed.');
"""
BACK = """
DROP TRIGGER checks_subscription_not_emptied ON checks_subscription;
DROP TRIGGER checks_subscription_stands ON checks_subscription;
DROP FUNCTION gatepost_subscription_stands();
"""


class Migration(migrations.Migration):
    """What a person signed of the Update Service stands: beside it is noted only who saw the paper, and it is emptied with its file."""

    dependencies = [("checks", "0049_the_update_service_is_asked_with_restraint")]

    operations = [migrations.RunSQL(STANDS, BACK)]
