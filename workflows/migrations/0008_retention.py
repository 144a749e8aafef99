import django.db.models.deletion
from django.db import migrations, models

import hiring.clock
from workflows.refusals import only_added

ERASED_BY_EVENT = """
CREATE FUNCTION gatepost_erased_by_event() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.erased_at IS NOT NULL OR NOT EXISTS (SELECT 1 FROM workflows_event WHERE subject_type = TG_ARGV[0]
            AND subject_id = NEW.id AND subject_version = NEW.version AND verb = TG_ARGV[0] || '.erase') THEN
        RAISE EXCEPTION 'Nothing is erased but by the retention job, once.' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NULL;
END $$;
"""


class Migration(migrations.Migration):
    """Runs of the retention job, and the receipt of each record it let go."""

    dependencies = [
        ("hiring", "0005_link_networks"),
        ("workflows", "0007_idempotency"),
    ]

    operations = [
        migrations.CreateModel(
            name="RetentionRun",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("started_at", models.DateTimeField(default=hiring.clock.now)),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                ("by_label", models.CharField(max_length=200)),
                ("found", models.PositiveIntegerField(default=0)),
                ("destroyed", models.PositiveIntegerField(default=0)),
                ("held", models.PositiveIntegerField(default=0)),
                (
                    "stayed",
                    models.PositiveIntegerField(
                        default=0, help_text="Due, and refused for another reason than a hold."
                    ),
                ),
            ],
            options={
                "ordering": ["-started_at", "-id"],
            },
        ),
        migrations.CreateModel(
            name="Destruction",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("rule", models.CharField(max_length=40)),
                ("period", models.CharField(help_text="As the schedule had it that day.", max_length=40)),
                ("basis", models.CharField(max_length=300)),
                ("record_type", models.CharField(max_length=30)),
                ("record_id", models.BigIntegerField()),
                ("started_on", models.DateField(help_text="The day its time began.")),
                ("due_on", models.DateField()),
                ("went", models.CharField(help_text="What went, in numbers and kinds.", max_length=300)),
                ("at", models.DateTimeField(default=hiring.clock.now)),
                (
                    "school",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="hiring.school"
                    ),
                ),
                (
                    "run",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="destructions",
                        to="workflows.retentionrun",
                    ),
                ),
            ],
            options={
                "ordering": ["-id"],
                "indexes": [models.Index(fields=["record_type", "record_id"], name="workflows_d_record__d66513_idx")],
            },
        ),
        only_added("workflows_destruction"),
        migrations.RunSQL(ERASED_BY_EVENT, "DROP FUNCTION gatepost_erased_by_event();"),
    ]
