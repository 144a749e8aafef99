import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import hiring.clock

WITH_THE_LIST = """
UPDATE checks_check c SET carries = 'barred_list' FROM checks_clearance f
    WHERE f.id = c.clearance_id AND f.regulated_activity AND c.code = 'dbs_enhanced'
"""


class Migration(migrations.Migration):
    """Facts change with a record of what was so before, people leave, and work begun without clearance is told."""

    dependencies = [
        ("checks", "0013_references_that_count"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            "check",
            "after_start",
            models.BooleanField(
                default=False,
                editable=False,
                help_text="Asked for while they were at work. The database itself says so.",
            ),
        ),
        migrations.AddField(
            "check",
            "carries",
            models.CharField(
                blank=True,
                default="",
                editable=False,
                help_text="The check whose result comes on this one's paper.",
                max_length=40,
            ),
            preserve_default=False,
        ),
        migrations.AddField(
            "clearance",
            "left_on",
            models.DateField(blank=True, help_text="Their last day at work here.", null=True),
        ),
        migrations.AlterField(
            "check",
            "state",
            models.CharField(
                choices=[
                    ("not_started", "Not started"),
                    ("waiting", "Waiting"),
                    ("to_decide", "To decide"),
                    ("clear", "Clear"),
                    ("concern", "Concern to decide"),
                    ("let_go", "No longer asked for"),
                ],
                editable=False,
                max_length=30,
            ),
        ),
        migrations.AlterField(
            "clearance",
            "state",
            models.CharField(
                choices=[
                    ("open", "Checks open"),
                    ("relied_on", "Working on the strength of these checks"),
                    ("left", "Left"),
                    ("closed", "Closed"),
                ],
                editable=False,
                max_length=30,
            ),
        ),
        migrations.CreateModel(
            name="FactsChange",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=0, editable=False)),
                (
                    "state",
                    models.CharField(
                        choices=[("proposed", "Proposed"), ("made", "Made"), ("not_made", "Not made")],
                        editable=False,
                        max_length=30,
                    ),
                ),
                (
                    "facts_before",
                    models.JSONField(help_text="What was so: post title, role facts, person facts."),
                ),
                ("post_title", models.CharField(max_length=200)),
                ("role_facts", models.JSONField()),
                ("person_facts", models.JSONField()),
                ("added", models.JSONField(default=list, help_text="Checks now asked for: [code, rule].")),
                ("let_go", models.JSONField(default=list, help_text="Open checks no longer asked for: [code, rule].")),
                (
                    "is_lighter",
                    models.BooleanField(help_text="It asks for less than before, so a second person must agree (I5)."),
                ),
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
                    "clearance",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="changes", to="checks.clearance"
                    ),
                ),
                (
                    "proposed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={"verbose_name": "change of facts", "ordering": ["id"]},
        ),
        migrations.AddField(
            "check",
            "let_go_by",
            models.ForeignKey(
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="checks.factschange",
            ),
        ),
        migrations.CreateModel(
            name="Incident",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=0, editable=False)),
                (
                    "state",
                    models.CharField(choices=[("open", "Open"), ("closed", "Closed")], editable=False, max_length=30),
                ),
                ("began_on", models.DateField(help_text="The first day they worked.")),
                (
                    "stopped_on",
                    models.DateField(help_text="The last day they worked before somebody stopped it.", null=True),
                ),
                ("found_on", models.DateField()),
                ("how_found", models.TextField()),
                ("what_was_done", models.TextField()),
                ("who_was_told", models.TextField()),
                (
                    "missing",
                    models.JSONField(
                        default=list, help_text="What was not clear when it was recorded: [code, title, word]."
                    ),
                ),
                ("recorded_at", models.DateTimeField(default=hiring.clock.now)),
                ("learnt", models.TextField(blank=True, help_text="What was learnt, told when it is closed.")),
                ("closed_at", models.DateTimeField(null=True)),
                (
                    "clearance",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="incidents", to="checks.clearance"
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={"ordering": ["-id"]},
        ),
        migrations.RunSQL(WITH_THE_LIST, migrations.RunSQL.noop),
    ]
