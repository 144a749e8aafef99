import django.db.models.deletion
from django.db import migrations, models

import checks.models.reference_policy
import hiring.clock
from workflows.refusals import chain_ends_at_root, event_is_borne_out, history_may_tell_of, state_needs_event

SETTLED_STANDS = """
CREATE FUNCTION gatepost_reference_policy_stands() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF to_jsonb(NEW) - 'history_length' - 'history_head' IS DISTINCT FROM to_jsonb(OLD) - 'history_length' - 'history_head' THEN
        RAISE EXCEPTION 'What a trust has settled is never changed. Settle it anew.'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER checks_referencepolicy_stands BEFORE UPDATE ON checks_referencepolicy
    FOR EACH ROW EXECUTE FUNCTION gatepost_reference_policy_stands();
"""
BACK = """
DROP TRIGGER checks_referencepolicy_stands ON checks_referencepolicy;
DROP FUNCTION gatepost_reference_policy_stands();
"""


def number(least, words=""):
    return models.PositiveSmallIntegerField(default=least, help_text=words)


class Migration(migrations.Migration):
    """How a trust asks referees, settled through the door, each change beside the one before. The old row had no page."""

    dependencies = [
        ("checks", "0027_what_they_say_before_they_begin"),
        ("hiring", "0006_early_starts_are_reviewed"),
        ("workflows", "0008_retention"),
    ]

    operations = [
        migrations.DeleteModel("ReferencePolicy"),
        migrations.CreateModel(
            name="ReferencePolicy",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=0, editable=False)),
                ("history_length", models.PositiveIntegerField(default=0, editable=False)),
                ("history_head", models.CharField(default="0" * 64, editable=False, max_length=64)),
                ("state", models.CharField(choices=[("settled", "Settled")], editable=False, max_length=30)),
                (
                    "school",
                    models.ForeignKey(
                        help_text="The trust's first: it holds for all.",
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="hiring.school",
                    ),
                ),
                ("settled_at", models.DateTimeField(default=hiring.clock.now)),
                ("answer_in", number(5, "Working days a referee is given.")),
                (
                    "remind_after",
                    models.JSONField(
                        default=checks.models.reference_policy.first_days,
                        help_text="School days after asking on which somebody who has not begun is reminded.",
                    ),
                ),
                (
                    "carry_on_after",
                    number(2, "School days after the last word typed on which somebody who has begun is reminded."),
                ),
                ("most_reminders", number(3, "Then a person phones.")),
                (
                    "tell_candidate_after",
                    number(7, "Days after asking on which the candidate is told that the referee is late."),
                ),
                (
                    "opens",
                    number(8, "The hour, in England, from which referees are written to on working days."),
                ),
                ("shuts", number(18, "The hour from which they are left alone.")),
                ("link_days", number(21, "Days for which a referee's link works.")),
                ("least_tries", number(3, "Tries before a reference may be said to be beyond reach.")),
                ("most_moves", number(4, "Jobs begun in five years; more of them is looked into.")),
            ],
            options={"ordering": ["-id"], "verbose_name_plural": "reference policies"},
        ),
        migrations.AddConstraint(
            "referencepolicy",
            models.CheckConstraint(condition=models.Q(("least_tries__gte", 3)), name="three_tries_at_least"),
        ),
        migrations.AddConstraint(
            "referencepolicy",
            models.CheckConstraint(
                condition=models.Q(("link_days__range", (1, 84))), name="links_live_twelve_weeks_at_most"
            ),
        ),
        history_may_tell_of("referencepolicy", root=True),
        state_needs_event("checks_referencepolicy", "referencepolicy", ["settled"]),
        chain_ends_at_root("checks_referencepolicy", "referencepolicy"),
        event_is_borne_out("checks_referencepolicy", "referencepolicy"),
        migrations.RunSQL(SETTLED_STANDS, BACK),
    ]
