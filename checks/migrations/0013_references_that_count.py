from django.db import migrations

from workflows.refusals import trigger

COUNTS = """
CREATE FUNCTION gatepost_reference_counts(wanted bigint) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    reference record;
    asked record;
BEGIN
    SELECT c.id, c.code, c.state, f.person_id INTO reference
        FROM checks_check c JOIN checks_clearance f ON f.id = c.clearance_id WHERE c.id = wanted;
    IF reference.code IS DISTINCT FROM 'references' OR reference.state IS DISTINCT FROM 'clear' THEN
        RETURN;
    END IF;
    IF EXISTS (SELECT 1 FROM checks_receipt r WHERE r.check_row_id = wanted AND r.voided_at IS NULL AND (r.historic
            OR (r.outcome = 'unobtainable_recorded' AND EXISTS (SELECT 1 FROM workflows_event e
                WHERE e.subject_type = 'check' AND e.subject_id = wanted AND e.verb = 'check.accept_without')))) THEN
        RETURN;
    END IF;
    SELECT * INTO asked FROM checks_refereerequest q WHERE q.check_row_id = wanted AND q.answered_at IS NOT NULL;
    IF FOUND THEN
        IF asked.verified_at IS NULL OR asked.verified_how = '' OR asked.verified_source = ''
            OR asked.verified_by_id IS NULL OR asked.verified_by_id = reference.person_id
            OR asked.contact_confirmed_at IS NULL OR asked.contact_confirmed_by_id IS NULL
            OR asked.contact_confirmed_by_id = reference.person_id THEN
            RAISE EXCEPTION 'A reference counts only when somebody here has made sure who wrote it (check %).', wanted
                USING ERRCODE = 'integrity_constraint_violation';
        END IF;
        IF EXISTS (SELECT 1 FROM checks_redflag g WHERE g.referee_id = asked.id AND g.settled_at IS NULL) THEN
            RAISE EXCEPTION 'A reference counts only when every red flag in it is settled (check %).', wanted
                USING ERRCODE = 'integrity_constraint_violation';
        END IF;
        RETURN;
    END IF;
    IF NOT EXISTS (SELECT 1 FROM checks_receipt r WHERE r.check_row_id = wanted AND r.voided_at IS NULL
            AND coalesce(r.facts ->> 'verified_how', '') <> '' AND coalesce(r.facts ->> 'verified_source', '') <> '') THEN
        RAISE EXCEPTION 'A reference counts only when somebody here has made sure who gave it (check %).', wanted
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
END $$;

CREATE FUNCTION gatepost_reference_counts_for_check() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM gatepost_reference_counts(NEW.id);
    RETURN NULL;
END $$;

CREATE FUNCTION gatepost_reference_counts_for_referee() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM gatepost_reference_counts(NEW.check_row_id);
    RETURN NULL;
END $$;

CREATE FUNCTION gatepost_reference_counts_for_receipt() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM gatepost_reference_counts(NEW.check_row_id);
    RETURN NULL;
END $$;

CREATE FUNCTION gatepost_reference_counts_for_flag() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM gatepost_reference_counts(q.check_row_id) FROM checks_refereerequest q WHERE q.id = NEW.referee_id;
    RETURN NULL;
END $$;
"""

SAID_ONCE = """
CREATE OR REPLACE FUNCTION gatepost_reference_stands() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.answered_at IS NOT NULL
        AND (NEW.answered_at, NEW.answers, NEW.name, NEW.email, NEW.route, NEW.heard_by_id, NEW.provenance)
            IS DISTINCT FROM
            (OLD.answered_at, OLD.answers, OLD.name, OLD.email, OLD.route, OLD.heard_by_id, OLD.provenance) THEN
        RAISE EXCEPTION 'What a referee has sent is never changed.' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION gatepost_question_stands() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' OR OLD.answered_at IS NOT NULL
        OR (NEW.referee_id, NEW.question, NEW.asked_by_id, NEW.asked_at)
            IS DISTINCT FROM (OLD.referee_id, OLD.question, OLD.asked_by_id, OLD.asked_at) THEN
        RAISE EXCEPTION 'What was asked of a referee, and what they answered, is never changed.'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION gatepost_red_flag_stands() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' OR OLD.settled_at IS NOT NULL
        OR (NEW.referee_id, NEW.code, NEW.sentence, NEW.for_deciders, NEW.raised_at)
            IS DISTINCT FROM (OLD.referee_id, OLD.code, OLD.sentence, OLD.for_deciders, OLD.raised_at) THEN
        RAISE EXCEPTION 'A red flag is settled once, never changed or removed.'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
"""


def stands(table, function):
    return trigger(table, f"{table}_stands", function, "UPDATE OR DELETE", timing="BEFORE", deferred=False)


class Migration(migrations.Migration):
    """The database counts a reference only when it is known whose it is and nothing in it is left open (I14)."""

    dependencies = [("checks", "0012_references_in_depth"), ("workflows", "0002_refusals")]

    operations = [
        migrations.RunSQL(
            COUNTS,
            """
            DROP FUNCTION gatepost_reference_counts_for_flag();
            DROP FUNCTION gatepost_reference_counts_for_receipt();
            DROP FUNCTION gatepost_reference_counts_for_referee();
            DROP FUNCTION gatepost_reference_counts_for_check();
            DROP FUNCTION gatepost_reference_counts(bigint);
            """,
        ),
        migrations.RunSQL(
            SAID_ONCE, "DROP FUNCTION gatepost_red_flag_stands(); DROP FUNCTION gatepost_question_stands();"
        ),
        trigger("checks_check", "checks_check_reference", "gatepost_reference_counts_for_check", "INSERT OR UPDATE"),
        trigger(
            "checks_refereerequest",
            "checks_referee_counts",
            "gatepost_reference_counts_for_referee",
            "INSERT OR UPDATE",
        ),
        trigger("checks_receipt", "checks_receipt_reference", "gatepost_reference_counts_for_receipt", "UPDATE"),
        trigger("checks_redflag", "checks_redflag_counts", "gatepost_reference_counts_for_flag", "INSERT OR UPDATE"),
        stands("checks_refereequestion", "gatepost_question_stands"),
        stands("checks_redflag", "gatepost_red_flag_stands"),
    ]
