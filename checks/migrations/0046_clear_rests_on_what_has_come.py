from django.db import migrations

# An application, a request or bad news is a receipt too; none of them makes a check clear.
GOOD = """
CREATE FUNCTION gatepost_newest_is_good(wanted bigint) RETURNS boolean LANGUAGE sql AS $$
    SELECT coalesce((SELECT r.result NOT IN ('waiting', 'concern') FROM checks_receipt r
        WHERE r.check_row_id = wanted AND r.voided_at IS NULL ORDER BY r.id DESC LIMIT 1), false);
$$;

CREATE OR REPLACE FUNCTION gatepost_is_unclear(wanted bigint, since timestamptz) RETURNS boolean LANGUAGE sql AS $$
    SELECT EXISTS (SELECT 1 FROM checks_check c WHERE c.id = wanted AND c.state <> 'let_go' AND (
        c.state <> 'clear'
        OR (c.expires_on IS NOT NULL AND c.expires_on < (since AT TIME ZONE 'Europe/London')::date)
        OR NOT gatepost_newest_is_good(c.id)));
$$;

CREATE OR REPLACE FUNCTION gatepost_clear_has_receipt() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM checks_check c WHERE c.id = NEW.id AND c.state = 'clear'
            AND NOT EXISTS (SELECT 1 FROM checks_receipt r WHERE r.check_row_id = c.id AND r.voided_at IS NULL)) THEN
        RAISE EXCEPTION 'Check % is clear without a receipt.', NEW.id USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF EXISTS (SELECT 1 FROM checks_check c WHERE c.id = NEW.id AND c.state = 'clear') AND NOT gatepost_newest_is_good(NEW.id) THEN
        RAISE EXCEPTION 'Check % is clear, and its newest receipt says that it has not come, or is bad.', NEW.id
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NULL;
END $$;
"""

BEFORE = """
CREATE OR REPLACE FUNCTION gatepost_is_unclear(wanted bigint, since timestamptz) RETURNS boolean LANGUAGE sql AS $$
    SELECT EXISTS (SELECT 1 FROM checks_check c WHERE c.id = wanted AND c.state <> 'let_go' AND (
        c.state <> 'clear'
        OR (c.expires_on IS NOT NULL AND c.expires_on < (since AT TIME ZONE 'Europe/London')::date)
        OR NOT EXISTS (SELECT 1 FROM checks_receipt r WHERE r.check_row_id = c.id AND r.voided_at IS NULL)));
$$;

CREATE OR REPLACE FUNCTION gatepost_clear_has_receipt() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM checks_check c WHERE c.id = NEW.id AND c.state = 'clear' AND NOT EXISTS (
            SELECT 1 FROM checks_receipt r WHERE r.check_row_id = c.id AND r.voided_at IS NULL)) THEN
        RAISE EXCEPTION 'Check % is clear without a receipt.', NEW.id USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NULL;
END $$;

DROP FUNCTION gatepost_newest_is_good(bigint);
"""


class Migration(migrations.Migration):
    """A check is clear by what has come and is good: what was only applied for, asked or found bad makes none clear."""

    dependencies = [("checks", "0045_who_sends_them")]
    operations = [migrations.RunSQL(GOOD, BEFORE)]
