from django.db import migrations

from workflows.refusals import chain_ends_at_root, event_is_borne_out, history_may_tell_of, state_needs_event, trigger

STANDS = """
CREATE FUNCTION gatepost_verifier_stands() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF to_jsonb(NEW) - '{state,version,history_length,history_head,ended_on}'::text[]
            IS DISTINCT FROM to_jsonb(OLD) - '{state,version,history_length,history_head,ended_on}'::text[]
        OR (OLD.ended_on IS NOT NULL AND NEW.ended_on IS DISTINCT FROM OLD.ended_on)
        OR (NEW.state = 'ended') <> (NEW.ended_on IS NOT NULL) THEN
        RAISE EXCEPTION 'Who might verify is ended once, never changed. Enter it anew.'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
"""

AUTHORITY_FOR = """
CREATE FUNCTION gatepost_authority_for(code text, outcome text, facts jsonb) RETURNS text LANGUAGE sql IMMUTABLE AS $$
    SELECT CASE
        WHEN (code, outcome) IN (
            ('dbs_enhanced', 'applied'), ('dbs_enhanced', 'issued'), ('dbs_enhanced', 'withdrawn'),
            ('online_search', 'explored'), ('online_search', 'dropped'), ('online_search', 'not_done'),
            ('itt_provider_confirmation', 'asked'), ('governance_eligibility_declaration', 'sent'),
            ('chair_dfe_suitability', 'submitted'), ('companies_house_idv', 'pending')) THEN NULL
        WHEN code = 'identity' AND facts ->> 'route' = 'provider' THEN NULL
        WHEN code = 'section_128' AND facts ->> 'read_on' = 'certificate' THEN 'identity_documents'
        WHEN code = 'medical_fitness' THEN CASE WHEN facts ->> 'adviser' = 'head' THEN 'headteacher' END
        WHEN code IN ('identity', 'name_history', 'dbs_enhanced', 'barred_list') THEN 'identity_documents'
        WHEN code IN ('prohibition', 'qts_status', 'section_128') THEN 'teachers_record'
        WHEN code = 'barred_list_standalone' THEN 'barred_list'
        WHEN code = 'dbs_update_status' THEN 'update_service'
        WHEN code = 'online_search' THEN 'online_search'
        WHEN code IN ('identity_on_arrival', 'escort_or_supervise') THEN 'reception'
        WHEN code = 'itt_provider_confirmation' THEN 'trainees'
        WHEN code IN ('governance_eligibility_declaration', 'chair_dfe_suitability', 'companies_house_idv') THEN 'governance'
        WHEN code = 'volunteer_risk_assessment' THEN 'volunteers'
        WHEN code = 'dbs_interim_risk_assessment' THEN 'headteacher'
    END
$$;
"""

MIGHT = """
CREATE FUNCTION gatepost_whoever_looked_might() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    file record;
    needed text;
BEGIN
    SELECT c.code, f.person_id, f.school_id, s.trust_id INTO file FROM checks_check c
        JOIN checks_clearance f ON f.id = c.clearance_id JOIN hiring_school s ON s.id = f.school_id
        WHERE c.id = NEW.check_row_id;
    needed := gatepost_authority_for(file.code, NEW.outcome, NEW.facts);
    IF NEW.historic OR needed IS NULL
        OR (file.code = 'governance_eligibility_declaration' AND NEW.seen_by_id = file.person_id) THEN
        RETURN NEW;
    END IF;
    IF NEW.seen_by_id IS DISTINCT FROM file.person_id AND (
        EXISTS (SELECT 1 FROM checks_verifier v JOIN hiring_school a ON a.id = v.school_id
            WHERE v.id = NEW.verifier_id AND v.person_id = NEW.seen_by_id AND v.authority = needed
                AND CASE WHEN v.trust_wide THEN a.trust_id = file.trust_id ELSE a.id = file.school_id END
                AND v.from_on <= NEW.evidence_on AND coalesce(v.until_on, 'infinity') >= NEW.evidence_on
                AND coalesce(v.ended_on, 'infinity') >= NEW.evidence_on)
        OR (needed IN ('headteacher', 'volunteers') AND EXISTS (SELECT 1 FROM hiring_membership m
            WHERE m.user_id = NEW.seen_by_id AND m.role = 'head' AND m.trust_id = file.trust_id
                AND (m.school_id IS NULL OR m.school_id = file.school_id)))) THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'Whoever looked was not trained or named to verify this on that day.'
        USING ERRCODE = 'integrity_constraint_violation';
END $$;
"""

TWO_PEOPLE = """
CREATE OR REPLACE FUNCTION gatepost_two_people_void() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF ({who}) AND EXISTS (SELECT 1 FROM checks_check c WHERE c.id = OLD.check_row_id AND c.code IN (
            'identity', 'right_to_work', 'rtw_follow_up', 'prohibition', 'section_128', 'overseas_criminal_record',
            'childcare_disqualification', 'chair_dfe_suitability', 'dbs_enhanced', 'dbs_update_status', 'barred_list',
            'barred_list_standalone')) THEN
        RAISE EXCEPTION 'Whoever recorded this does not void it: somebody else does.'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
"""
BEFORE = "NEW.voided_by_id = OLD.seen_by_id"
NOW = f"{BEFORE} OR NEW.voided_by_id = OLD.entered_by_id"


class Migration(migrations.Migration):
    """The register of verifiers stands, and no receipt is written of what somebody looked at who might not."""

    dependencies = [("checks", "0052_who_may_verify")]

    operations = [
        history_may_tell_of("verifier", root=True),
        state_needs_event("checks_verifier", "verifier", ["held", "ended"]),
        chain_ends_at_root("checks_verifier", "verifier"),
        event_is_borne_out("checks_verifier", "verifier"),
        migrations.RunSQL(STANDS, "DROP FUNCTION gatepost_verifier_stands();"),
        trigger("checks_verifier", "checks_verifier_stands", "gatepost_verifier_stands", "UPDATE", "BEFORE", False),
        migrations.RunSQL(AUTHORITY_FOR, "DROP FUNCTION gatepost_authority_for(text, text, jsonb);"),
        migrations.RunSQL(MIGHT, "DROP FUNCTION gatepost_whoever_looked_might();"),
        trigger(
            "checks_receipt", "checks_receipt_verifier", "gatepost_whoever_looked_might", "INSERT", "BEFORE", False
        ),
        migrations.RunSQL(TWO_PEOPLE.format(who=NOW), TWO_PEOPLE.format(who=BEFORE)),
    ]
