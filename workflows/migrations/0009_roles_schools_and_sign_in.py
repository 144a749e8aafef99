import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import hiring.clock
from workflows.refusals import chain_ends_at_root, event_is_borne_out, history_may_tell_of, state_needs_event

STATES = {
    "rolechange": ["proposed", "given", "not_given", "ended"],
    "setupchange": ["made"],
    "factorreset": ["asked", "done", "stopped"],
}
WHAT_STANDS = """
CREATE TRIGGER workflows_setupchange_stands BEFORE UPDATE OF school_id, values, made_at ON workflows_setupchange
    FOR EACH ROW WHEN ((NEW.school_id, NEW.values, NEW.made_at) IS DISTINCT FROM (OLD.school_id, OLD.values, OLD.made_at))
    EXECUTE FUNCTION gatepost_refuse('What was written of the set-up is never changed. Write it anew.');
CREATE TRIGGER workflows_rolechange_stands
    BEFORE UPDATE OF school_id, trust_wide, person_id, role, asked_by_id, needs_two ON workflows_rolechange
    FOR EACH ROW WHEN ((NEW.school_id, NEW.trust_wide, NEW.person_id, NEW.role, NEW.asked_by_id, NEW.needs_two)
        IS DISTINCT FROM (OLD.school_id, OLD.trust_wide, OLD.person_id, OLD.role, OLD.asked_by_id, OLD.needs_two))
    EXECUTE FUNCTION gatepost_refuse('Who was to be what, and who asked, is never changed. Ask for it anew.');
CREATE TRIGGER workflows_factorreset_stands BEFORE UPDATE OF school_id, person_id, asked_by_id, asked_at ON workflows_factorreset
    FOR EACH ROW WHEN ((NEW.school_id, NEW.person_id, NEW.asked_by_id, NEW.asked_at)
        IS DISTINCT FROM (OLD.school_id, OLD.person_id, OLD.asked_by_id, OLD.asked_at))
    EXECUTE FUNCTION gatepost_refuse('Whose second factor, and who asked when, is never changed.');
"""
IT_DOES_NOT = """
DROP TRIGGER workflows_factorreset_stands ON workflows_factorreset;
DROP TRIGGER workflows_rolechange_stands ON workflows_rolechange;
DROP TRIGGER workflows_setupchange_stands ON workflows_setupchange;
"""


def refusals(model, states):
    table = f"workflows_{model}"
    return [
        history_may_tell_of(model, root=True),
        state_needs_event(table, model, states),
        chain_ends_at_root(table, model),
        event_is_borne_out(table, model),
    ]


class Migration(migrations.Migration):
    """An administrator's changes: who holds which role, which schools there are, and who starts afresh with a lost app."""

    dependencies = [
        ("hiring", "0007_signed_out_everywhere"),
        ("workflows", "0008_retention"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="SetupChange",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=0, editable=False)),
                ("history_length", models.PositiveIntegerField(default=0, editable=False)),
                (
                    "history_head",
                    models.CharField(
                        default="0000000000000000000000000000000000000000000000000000000000000000",
                        editable=False,
                        max_length=64,
                    ),
                ),
                ("state", models.CharField(choices=[("made", "Made")], editable=False, max_length=30)),
                ("values", models.JSONField(default=dict, help_text="What was written, field by field.")),
                ("made_at", models.DateTimeField(default=hiring.clock.now)),
                (
                    "school",
                    models.ForeignKey(
                        help_text="The school it is at, or the trust's first.",
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="hiring.school",
                    ),
                ),
            ],
            options={
                "verbose_name": "change of set-up",
                "verbose_name_plural": "changes of set-up",
                "ordering": ["-id"],
            },
        ),
        migrations.CreateModel(
            name="FactorReset",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=0, editable=False)),
                ("history_length", models.PositiveIntegerField(default=0, editable=False)),
                (
                    "history_head",
                    models.CharField(
                        default="0000000000000000000000000000000000000000000000000000000000000000",
                        editable=False,
                        max_length=64,
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[("asked", "Waiting for a second person"), ("done", "Done"), ("stopped", "Stopped")],
                        editable=False,
                        max_length=30,
                    ),
                ),
                ("asked_at", models.DateTimeField(default=hiring.clock.now)),
                (
                    "asked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "done_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "school",
                    models.ForeignKey(
                        help_text="The school it is at, or the trust's first.",
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="hiring.school",
                    ),
                ),
            ],
            options={
                "verbose_name": "second factor reset",
                "ordering": ["-id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "done"), _negated=True),
                            models.Q(
                                ("done_by__isnull", False),
                                models.Q(("done_by", models.F("asked_by")), _negated=True),
                                models.Q(("done_by", models.F("person")), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="two_people_reset_a_second_factor",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="RoleChange",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=0, editable=False)),
                ("history_length", models.PositiveIntegerField(default=0, editable=False)),
                (
                    "history_head",
                    models.CharField(
                        default="0000000000000000000000000000000000000000000000000000000000000000",
                        editable=False,
                        max_length=64,
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("proposed", "Waiting for a second person"),
                            ("given", "Given"),
                            ("not_given", "Not given"),
                            ("ended", "Ended"),
                        ],
                        editable=False,
                        max_length=30,
                    ),
                ),
                ("trust_wide", models.BooleanField(default=False)),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("hr_officer", "HR officer"),
                            ("hr_manager", "HR manager"),
                            ("head", "Headteacher"),
                            ("panel_member", "Panel member"),
                            ("safeguarding_lead", "Safeguarding lead"),
                            ("approver", "Approver"),
                            ("auditor", "Auditor"),
                            ("administrator", "Administrator"),
                        ],
                        max_length=20,
                    ),
                ),
                ("trained_on", models.DateField(blank=True, null=True)),
                ("asked_at", models.DateTimeField(default=hiring.clock.now)),
                ("needs_two", models.BooleanField(default=False)),
                (
                    "agreed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "asked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "school",
                    models.ForeignKey(
                        help_text="The school it is at, or the trust's first.",
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="hiring.school",
                    ),
                ),
            ],
            options={
                "verbose_name": "role change",
                "ordering": ["-id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("needs_two", True), ("state", "given"), _negated=True),
                            models.Q(
                                ("agreed_by__isnull", False),
                                models.Q(("agreed_by", models.F("asked_by")), _negated=True),
                                models.Q(("agreed_by", models.F("person")), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="two_people_give_a_role",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("person", models.F("asked_by")), _negated=True),
                        name="nobody_gives_themselves_a_role",
                    ),
                ],
            },
        ),
        *(each for model, states in STATES.items() for each in refusals(model, states)),
        migrations.RunSQL(WHAT_STANDS, IT_DOES_NOT),
    ]
