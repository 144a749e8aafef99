import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import checks.models.reference_policy
import hiring.clock
import hiring.encryption


class Migration(migrations.Migration):
    """Whom a referee speaks for, how their address is known, how they are chased, and what was asked back."""

    dependencies = [
        ("checks", "0011_papers_and_holds"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Employer",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("organisation", models.CharField(max_length=200)),
                ("job_title", models.CharField(max_length=200)),
                ("from_month", models.CharField(blank=True, max_length=7)),
                ("to_month", models.CharField(blank=True, max_length=7)),
                (
                    "reason_for_leaving",
                    models.CharField(blank=True, help_text="As the candidate wrote it.", max_length=300),
                ),
                ("is_most_recent", models.BooleanField(default=False)),
                ("is_last_with_children", models.BooleanField(default=False)),
                (
                    "clearance",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="employers", to="checks.clearance"
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
            },
        ),
        migrations.AddField(
            model_name="refereerequest",
            name="answered_network",
            field=models.CharField(blank=True, max_length=64),
        ),
        migrations.AddField(
            model_name="refereerequest",
            name="candidate_reason",
            field=models.CharField(blank=True, help_text="Why they left, as the candidate wrote it.", max_length=300),
        ),
        migrations.AddField(
            model_name="refereerequest",
            name="candidate_told_late_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="refereerequest",
            name="contact_confirmed_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="refereerequest",
            name="contact_confirmed_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="refereerequest",
            name="contact_shows",
            field=models.CharField(blank=True, help_text="The address or domain it shows.", max_length=254),
        ),
        migrations.AddField(
            model_name="refereerequest",
            name="contact_source",
            field=models.CharField(
                blank=True,
                choices=[
                    ("register", "The register of schools (GIAS)"),
                    ("website", "The organisation's own website"),
                    ("other_register", "Ofsted, Companies House or the charity register"),
                    ("our_records", "Our own records of that organisation"),
                    ("switchboard", "Their switchboard, on its published number"),
                ],
                max_length=20,
            ),
        ),
        migrations.AddField(
            model_name="refereerequest",
            name="contact_where",
            field=models.CharField(blank=True, help_text="The page looked at, or the number called.", max_length=300),
        ),
        migrations.AddField(
            model_name="refereerequest",
            name="draft_saved_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="refereerequest",
            name="heard_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="refereerequest",
            name="other_device_at",
            field=models.DateTimeField(
                blank=True, help_text="When the link was opened on a second device, with the code we sent.", null=True
            ),
        ),
        migrations.AddField(
            model_name="refereerequest",
            name="provenance",
            field=models.JSONField(
                blank=True,
                default=dict,
                help_text="How a reference that HR wrote down came: who, when, from where, where it is.",
            ),
        ),
        migrations.AddField(
            model_name="refereerequest",
            name="reminded_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="refereerequest",
            name="reminders",
            field=models.PositiveSmallIntegerField(default=0),
        ),
        migrations.AddField(
            model_name="refereerequest",
            name="route",
            field=models.CharField(
                blank=True,
                choices=[
                    ("our_form", "On our form"),
                    ("by_phone", "By phone, on our form"),
                    ("on_paper", "On paper or by e-mail, to us directly"),
                ],
                max_length=10,
            ),
        ),
        migrations.AddField(
            model_name="refereerequest",
            name="undelivered_at",
            field=models.DateTimeField(blank=True, help_text="When our letter came back.", null=True),
        ),
        migrations.AddField(
            model_name="refereerequest",
            name="verified_number",
            field=models.CharField(blank=True, max_length=30),
        ),
        migrations.AddField(
            model_name="refereerequest",
            name="verified_what",
            field=models.JSONField(blank=True, default=list, help_text="What they confirmed."),
        ),
        migrations.AddField(
            model_name="refereerequest",
            name="verified_with",
            field=models.CharField(blank=True, help_text="Whom we spoke to.", max_length=200),
        ),
        migrations.AlterField(
            model_name="refereerequest",
            name="verified_how",
            field=models.CharField(
                blank=True,
                choices=[
                    ("call_back", "Called back on a number we found ourselves"),
                    ("heads_office", "The head's office confirmed it"),
                    ("second_contact", "A second person there confirmed it"),
                ],
                max_length=20,
            ),
        ),
        migrations.AddField(
            model_name="refereerequest",
            name="speaks_for",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="referees",
                to="checks.employer",
            ),
        ),
        migrations.CreateModel(
            name="RefereeQuestion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("question", hiring.encryption.EncryptedTextField()),
                ("asked_at", models.DateTimeField(default=hiring.clock.now)),
                ("answer", hiring.encryption.EncryptedTextField(blank=True)),
                ("answered_at", models.DateTimeField(blank=True, null=True)),
                (
                    "asked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "heard_by",
                    models.ForeignKey(
                        blank=True,
                        help_text="Who wrote down a spoken answer.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "referee",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="questions",
                        to="checks.refereerequest",
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="ReferencePolicy",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "answer_in",
                    models.PositiveSmallIntegerField(default=5, help_text="Working days a referee is given."),
                ),
                (
                    "remind_after",
                    models.JSONField(
                        default=checks.models.reference_policy.first_days,
                        help_text="School days after asking on which somebody who has not begun is reminded.",
                    ),
                ),
                (
                    "carry_on_after",
                    models.PositiveSmallIntegerField(
                        default=2,
                        help_text="School days after the last word typed on which somebody who has begun is reminded.",
                    ),
                ),
                ("most_reminders", models.PositiveSmallIntegerField(default=3, help_text="Then a person phones.")),
                (
                    "tell_candidate_after",
                    models.PositiveSmallIntegerField(
                        default=7,
                        help_text="Days after asking on which the candidate is told that the referee is late.",
                    ),
                ),
                (
                    "quiet_from",
                    models.PositiveSmallIntegerField(
                        default=19, help_text="The hour after which nobody is written to."
                    ),
                ),
                ("quiet_to", models.PositiveSmallIntegerField(default=7)),
                (
                    "least_tries",
                    models.PositiveSmallIntegerField(
                        default=3, help_text="Tries before a reference may be said to be beyond reach."
                    ),
                ),
                (
                    "trust",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="reference_policy", to="hiring.trust"
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "reference policies",
            },
        ),
        migrations.CreateModel(
            name="RedFlag",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.CharField(max_length=30)),
                ("sentence", models.CharField(max_length=500)),
                (
                    "for_deciders",
                    models.BooleanField(
                        default=False,
                        help_text="About the safety of children: only the headteacher or the safeguarding lead settles it.",
                    ),
                ),
                ("raised_at", models.DateTimeField(default=hiring.clock.now)),
                ("settled_at", models.DateTimeField(blank=True, null=True)),
                ("note", models.TextField(blank=True)),
                (
                    "referee",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="red_flags",
                        to="checks.refereerequest",
                    ),
                ),
                (
                    "settled_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
                "constraints": [
                    models.UniqueConstraint(fields=("referee", "code"), name="each_red_flag_once_in_a_reference")
                ],
            },
        ),
    ]
