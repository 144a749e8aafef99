import django.db.models.deletion
import django.db.models.expressions
from django.conf import settings
from django.db import migrations, models

import hiring.clock
import hiring.encryption
import workflows.locks


class Migration(migrations.Migration):
    """Starting before the certificate, what the head decides of one, and questions to the Update Service."""

    dependencies = [
        ("checks", "0020_files_are_erased_in_time"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="ContentDecision",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "decision",
                    models.CharField(
                        choices=[("suitable", "Suitable"), ("unsuitable", "Not suitable")], max_length=20
                    ),
                ),
                ("factors", models.JSONField(help_text="What was weighed, by code.")),
                ("heard_on", models.DateField(help_text="The day the head talked with the person about it.")),
                (
                    "reasons",
                    hiring.encryption.EncryptedTextField(help_text="For the head and the safeguarding lead alone."),
                ),
                ("decided_at", models.DateTimeField(default=hiring.clock.now)),
                ("recorded_at", models.DateTimeField(db_default=workflows.locks.DatabaseClock())),
                (
                    "check_row",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="content_decisions",
                        to="checks.check",
                    ),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "receipt",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="checks.receipt"
                    ),
                ),
            ],
            options={
                "ordering": ["-id"],
            },
        ),
        migrations.CreateModel(
            name="EarlyStart",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=0, editable=False)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("proposed", "Proposed"),
                            ("approved", "Approved"),
                            ("revoked", "Revoked"),
                            ("ended", "Ended: the certificate was seen"),
                            ("withdrawn", "Withdrawn"),
                        ],
                        editable=False,
                        max_length=30,
                    ),
                ),
                ("starts_on", models.DateField(help_text="The first day the safeguards are for.")),
                ("duties", models.TextField(help_text="What the person will do, and what they will not do yet.")),
                ("risks", models.TextField(help_text="What could go wrong, for whom.")),
                ("safeguards", models.TextField(help_text="How the person is supervised, every hour.")),
                (
                    "never_alone",
                    models.BooleanField(
                        help_text="They are never alone with pupils. Without this there is no exception."
                    ),
                ),
                (
                    "reviewed_on",
                    models.DateField(help_text="The day the safeguards were last looked at; at first, the first day."),
                ),
                ("review_on", models.DateField(help_text="The last day they hold without being looked at again.")),
                ("proposed_at", models.DateTimeField(default=hiring.clock.now)),
                ("approved_at", models.DateTimeField(null=True)),
                ("stopped_at", models.DateTimeField(null=True)),
                (
                    "fault",
                    models.CharField(
                        blank=True, help_text="Which of its conditions failed, when one did.", max_length=40
                    ),
                ),
                (
                    "approved_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "certificate",
                    models.ForeignKey(
                        help_text="The check that is awaited. No other can be.",
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="early_starts",
                        to="checks.check",
                    ),
                ),
                (
                    "clearance",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="early_starts", to="checks.clearance"
                    ),
                ),
                (
                    "proposed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "supervisor",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "verbose_name": "start before the certificate",
                "ordering": ["-id"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state__in", ["proposed", "approved"])),
                        fields=("clearance",),
                        name="one_early_start_at_a_time",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("never_alone", True)), name="early_start_is_never_alone"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("approved_by", None),
                            models.Q(("approved_by", models.F("proposed_by")), _negated=True),
                            _connector="OR",
                        ),
                        name="early_start_takes_two_people",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state__in", ["approved", "revoked"]), _negated=True),
                            models.Q(("approved_at__isnull", False), ("approved_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="early_start_was_approved",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "revoked"), _negated=True),
                            ("stopped_at__isnull", False),
                            _connector="OR",
                        ),
                        name="early_start_stopped_at_a_moment",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("reviewed_on__gte", models.F("starts_on")),
                            ("review_on__gte", models.F("reviewed_on")),
                            (
                                "review_on__lte",
                                django.db.models.expressions.CombinedExpression(
                                    models.F("reviewed_on"), "+", models.Value(28)
                                ),
                            ),
                        ),
                        name="early_start_is_looked_at_again",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="StatusLook",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("waiting", "Waiting for the service"),
                            ("done", "Answered"),
                            ("given_up", "The service did not answer"),
                            ("refused", "Could not be recorded"),
                        ],
                        default="waiting",
                        max_length=10,
                    ),
                ),
                ("asked_at", models.DateTimeField(default=hiring.clock.now)),
                ("due_at", models.DateTimeField(default=hiring.clock.now)),
                ("tries", models.PositiveSmallIntegerField(default=0)),
                (
                    "fault",
                    models.CharField(blank=True, help_text="Why there is no answer yet, in a word.", max_length=40),
                ),
                (
                    "question",
                    hiring.encryption.EncryptedTextField(
                        blank=True, help_text="Certificate, name and birth. Emptied when it is over."
                    ),
                ),
                (
                    "asked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "check_row",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="looks", to="checks.check"
                    ),
                ),
            ],
            options={
                "ordering": ["-id"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("status", "waiting")), fields=("check_row",), name="one_look_at_a_time"
                    )
                ],
            },
        ),
    ]
