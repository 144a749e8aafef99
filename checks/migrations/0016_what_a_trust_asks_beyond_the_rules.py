import django.db.models.deletion
from django.db import migrations, models

import hiring.clock
from workflows.refusals import chain_ends_at_root, event_is_borne_out, history_may_tell_of, state_needs_event

SETTLED_STANDS = """
CREATE TRIGGER checks_rulespolicy_stands BEFORE UPDATE OF school_id, choices, settled_at ON checks_rulespolicy
    FOR EACH ROW WHEN ((NEW.school_id, NEW.choices, NEW.settled_at) IS DISTINCT FROM (OLD.school_id, OLD.choices, OLD.settled_at))
    EXECUTE FUNCTION gatepost_refuse('What a trust has settled is never changed. Settle it anew.');
"""


class Migration(migrations.Migration):
    """What a trust asks beyond the rules, each change beside the one before."""

    dependencies = [
        ("checks", "0015_new_checks_at_work"),
        ("hiring", "0001_initial"),
        ("workflows", "0006_a_record_stays_in_its_chain"),
        ("vacancies", "0004_own_checks_only"),
    ]

    operations = [
        migrations.CreateModel(
            name="RulesPolicy",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=0, editable=False)),
                ("history_length", models.PositiveIntegerField(default=0, editable=False)),
                ("history_head", models.CharField(default="0" * 64, editable=False, max_length=64)),
                ("state", models.CharField(choices=[("settled", "Settled")], editable=False, max_length=30)),
                (
                    "choices",
                    models.JSONField(
                        default=dict, help_text="What differs from the defaults of checks/rules/policy.py."
                    ),
                ),
                ("settled_at", models.DateTimeField(default=hiring.clock.now)),
                (
                    "school",
                    models.ForeignKey(
                        help_text="The trust's first: it holds for all.",
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="hiring.school",
                    ),
                ),
            ],
            options={
                "verbose_name": "rules policy",
                "verbose_name_plural": "rules policies",
                "ordering": ["-id"],
            },
        ),
        history_may_tell_of("rulespolicy", root=True),
        state_needs_event("checks_rulespolicy", "rulespolicy", ["settled"]),
        chain_ends_at_root("checks_rulespolicy", "rulespolicy"),
        event_is_borne_out("checks_rulespolicy", "rulespolicy"),
        migrations.RunSQL(SETTLED_STANDS, "DROP TRIGGER checks_rulespolicy_stands ON checks_rulespolicy;"),
    ]
