from django.db import migrations

from workflows.refusals import event_is_borne_out, history_may_tell_of, state_needs_event

# Employment Rights Act 1996 section 108 until 31 December 2026, Employment Rights Act 2025 from 1 January 2027
# (checks/protection.py). When the law moves again, this is written anew.
AS_THE_LAW_SAYS = """
ALTER TABLE vacancies_probation ADD CONSTRAINT vacancies_probation_protected_as_the_law_says CHECK (
    protected_on <= LEAST((employed_since + interval '24 months')::date,
        GREATEST((employed_since + interval '6 months')::date, DATE '2027-01-01')));
"""
NO_LONGER = "ALTER TABLE vacancies_probation DROP CONSTRAINT vacancies_probation_protected_as_the_law_says;"

STANDS = """
CREATE TRIGGER vacancies_probation_days_stand
    BEFORE UPDATE OF appointment_id, began_on, employed_since, decide_by, protected_on ON vacancies_probation
    FOR EACH ROW WHEN ((NEW.appointment_id, NEW.began_on, NEW.employed_since, NEW.decide_by, NEW.protected_on)
        IS DISTINCT FROM (OLD.appointment_id, OLD.began_on, OLD.employed_since, OLD.decide_by, OLD.protected_on))
    EXECUTE FUNCTION gatepost_refuse('The days of a probation are set when it begins and stand.');

CREATE FUNCTION gatepost_probation_is_erased(wanted bigint) RETURNS boolean LANGUAGE sql AS $$
    SELECT EXISTS (SELECT 1 FROM vacancies_probation p JOIN vacancies_appointment a ON a.id = p.appointment_id
        WHERE p.id = wanted AND gatepost_application_is_erased(a.application_id))
$$;
CREATE TRIGGER vacancies_probationreview_stands BEFORE UPDATE ON vacancies_probationreview
    FOR EACH ROW EXECUTE FUNCTION gatepost_refuse('What was agreed at a review is never changed. Record another meeting.');
CREATE TRIGGER vacancies_probationreview_stays BEFORE DELETE ON vacancies_probationreview
    FOR EACH ROW WHEN (NOT gatepost_probation_is_erased(OLD.probation_id))
    EXECUTE FUNCTION gatepost_refuse('A review is erased with its application and never before.');
CREATE TRIGGER vacancies_probationreview_is_not_emptied BEFORE TRUNCATE ON vacancies_probationreview
    FOR EACH STATEMENT EXECUTE FUNCTION gatepost_refuse('Reviews are never emptied.');
"""
FALLS = """
DROP TRIGGER vacancies_probationreview_is_not_emptied ON vacancies_probationreview;
DROP TRIGGER vacancies_probationreview_stays ON vacancies_probationreview;
DROP TRIGGER vacancies_probationreview_stands ON vacancies_probationreview;
DROP FUNCTION gatepost_probation_is_erased(bigint);
DROP TRIGGER vacancies_probation_days_stand ON vacancies_probation;
"""


class Migration(migrations.Migration):
    """A probation moves only through the door, within the law's own day; what was agreed at its reviews stands."""

    dependencies = [("vacancies", "0013_probation"), ("checks", "0043_history_of_placements")]

    operations = [
        state_needs_event("vacancies_probation", "probation", ["running", "extended", "confirmed", "ended", "left"]),
        history_may_tell_of("probation"),
        event_is_borne_out("vacancies_probation", "probation"),
        migrations.RunSQL(AS_THE_LAW_SAYS, NO_LONGER),
        migrations.RunSQL(STANDS, FALLS),
    ]
