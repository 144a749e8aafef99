from django.db import migrations, models

FILE_IS_ERASED = """
CREATE FUNCTION gatepost_file_is_erased(wanted bigint) RETURNS boolean LANGUAGE sql AS $$
    SELECT EXISTS (SELECT 1 FROM checks_check c JOIN checks_clearance f ON f.id = c.clearance_id
        WHERE c.id = wanted AND f.erased_at IS NOT NULL)
$$;
CREATE FUNCTION gatepost_reference_is_erased(wanted bigint) RETURNS boolean LANGUAGE sql AS $$
    SELECT EXISTS (SELECT 1 FROM checks_refereerequest q
        WHERE q.id = wanted AND gatepost_file_is_erased(coalesce(q.check_row_id, q.set_aside_from_id)))
$$;
CREATE CONSTRAINT TRIGGER checks_clearance_erased_by_event AFTER UPDATE OF erased_at ON checks_clearance
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (OLD.erased_at IS DISTINCT FROM NEW.erased_at)
    EXECUTE FUNCTION gatepost_erased_by_event('clearance');
"""

RECEIPTS = """
CREATE FUNCTION gatepost_receipt_is_emptied() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (NEW.source, NEW.terms, NEW.facts, NEW.sentence, NEW.void_reason)
            IS DISTINCT FROM (''::varchar, ''::varchar, '{}'::jsonb, 'Erased'::text, ''::text)
        OR to_jsonb(NEW) - '{source,terms,facts,sentence,void_reason}'::text[]
            IS DISTINCT FROM to_jsonb(OLD) - '{source,terms,facts,sentence,void_reason}'::text[] THEN
        RAISE EXCEPTION 'A receipt is emptied with its file, never changed.'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
DROP TRIGGER checks_receipt_stands ON checks_receipt;
CREATE TRIGGER checks_receipt_stands BEFORE INSERT OR DELETE ON checks_receipt
    FOR EACH ROW EXECUTE FUNCTION gatepost_receipt_stands();
CREATE TRIGGER checks_receipt_unchanged BEFORE UPDATE ON checks_receipt
    FOR EACH ROW WHEN (NOT gatepost_file_is_erased(OLD.check_row_id)) EXECUTE FUNCTION gatepost_receipt_stands();
CREATE TRIGGER checks_receipt_emptied BEFORE UPDATE ON checks_receipt
    FOR EACH ROW WHEN (gatepost_file_is_erased(OLD.check_row_id)) EXECUTE FUNCTION gatepost_receipt_is_emptied();
DROP TRIGGER checks_receipt_reference ON checks_receipt;
CREATE CONSTRAINT TRIGGER checks_receipt_reference AFTER UPDATE ON checks_receipt DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW WHEN (NOT gatepost_file_is_erased(OLD.check_row_id))
    EXECUTE FUNCTION gatepost_reference_counts_for_receipt();
"""
RECEIPTS_BACK = """
DROP TRIGGER checks_receipt_reference ON checks_receipt;
CREATE CONSTRAINT TRIGGER checks_receipt_reference AFTER UPDATE ON checks_receipt DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW EXECUTE FUNCTION gatepost_reference_counts_for_receipt();
DROP TRIGGER checks_receipt_emptied ON checks_receipt;
DROP TRIGGER checks_receipt_unchanged ON checks_receipt;
DROP TRIGGER checks_receipt_stands ON checks_receipt;
CREATE TRIGGER checks_receipt_stands BEFORE INSERT OR UPDATE OR DELETE ON checks_receipt
    FOR EACH ROW EXECUTE FUNCTION gatepost_receipt_stands();
DROP FUNCTION gatepost_receipt_is_emptied();
"""

REFERENCES = """
DROP TRIGGER checks_refereerequest_stands ON checks_refereerequest;
CREATE TRIGGER checks_refereerequest_stands BEFORE UPDATE ON checks_refereerequest
    FOR EACH ROW WHEN (NOT gatepost_file_is_erased(coalesce(OLD.check_row_id, OLD.set_aside_from_id)))
    EXECUTE FUNCTION gatepost_reference_stands();
DROP TRIGGER checks_refereequestion_stands ON checks_refereequestion;
CREATE TRIGGER checks_refereequestion_stands BEFORE UPDATE OR DELETE ON checks_refereequestion
    FOR EACH ROW WHEN (NOT gatepost_reference_is_erased(OLD.referee_id)) EXECUTE FUNCTION gatepost_question_stands();
DROP TRIGGER checks_redflag_stands ON checks_redflag;
CREATE TRIGGER checks_redflag_stands BEFORE UPDATE OR DELETE ON checks_redflag
    FOR EACH ROW WHEN (NOT gatepost_reference_is_erased(OLD.referee_id)) EXECUTE FUNCTION gatepost_red_flag_stands();
"""
REFERENCES_BACK = """
DROP TRIGGER checks_redflag_stands ON checks_redflag;
CREATE TRIGGER checks_redflag_stands BEFORE UPDATE OR DELETE ON checks_redflag
    FOR EACH ROW EXECUTE FUNCTION gatepost_red_flag_stands();
DROP TRIGGER checks_refereequestion_stands ON checks_refereequestion;
CREATE TRIGGER checks_refereequestion_stands BEFORE UPDATE OR DELETE ON checks_refereequestion
    FOR EACH ROW EXECUTE FUNCTION gatepost_question_stands();
DROP TRIGGER checks_refereerequest_stands ON checks_refereerequest;
CREATE TRIGGER checks_refereerequest_stands BEFORE UPDATE ON checks_refereerequest
    FOR EACH ROW EXECUTE FUNCTION gatepost_reference_stands();
"""

CLOSED_WHEN = """
UPDATE checks_clearance f SET closed_at = (SELECT max(e.at) FROM workflows_event e
    WHERE e.subject_type = 'clearance' AND e.subject_id = f.id AND e.verb = 'clearance.close') WHERE f.state = 'closed';
"""


class Migration(migrations.Migration):
    """A file of checks is emptied once its time is up; its receipts and references may change in no other way."""

    dependencies = [("checks", "0019_spot_checks_of_the_record"), ("workflows", "0008_retention")]

    operations = [
        migrations.AddField(
            "clearance",
            "closed_at",
            models.DateTimeField(blank=True, help_text="When it was clear they are not appointed.", null=True),
        ),
        migrations.AddField(
            "clearance",
            "erased_at",
            models.DateTimeField(blank=True, help_text="When its time was up.", null=True),
        ),
        migrations.RunSQL(
            FILE_IS_ERASED,
            "DROP TRIGGER checks_clearance_erased_by_event ON checks_clearance;"
            "DROP FUNCTION gatepost_reference_is_erased(bigint); DROP FUNCTION gatepost_file_is_erased(bigint);",
        ),
        migrations.RunSQL(RECEIPTS, RECEIPTS_BACK),
        migrations.RunSQL(REFERENCES, REFERENCES_BACK),
        migrations.RunSQL(CLOSED_WHEN, migrations.RunSQL.noop),
    ]
