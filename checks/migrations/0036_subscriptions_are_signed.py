import django.db.models.deletion
from django.db import migrations, models

import hiring.clock
import hiring.encryption


class Migration(migrations.Migration):
    """What a person said of the DBS Update Service, signed and dated."""

    dependencies = [
        ("checks", "0035_a_failed_early_start_has_an_incident"),
    ]

    operations = [
        migrations.CreateModel(
            name="Subscription",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("subscribed", models.BooleanField()),
                (
                    "free_as_volunteer",
                    models.BooleanField(default=False, help_text="A volunteer's free one is not for paid work."),
                ),
                ("consents", models.BooleanField(default=False, help_text="To this school looking at the status.")),
                ("signed_name", hiring.encryption.EncryptedTextField()),
                ("at", models.DateTimeField(default=hiring.clock.now)),
                (
                    "seen_on",
                    models.DateField(help_text="The day somebody here saw the original certificate.", null=True),
                ),
                ("seen_by_name", models.CharField(blank=True, max_length=200)),
                (
                    "clearance",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="subscriptions",
                        to="checks.clearance",
                    ),
                ),
            ],
            options={
                "ordering": ["-id"],
            },
        ),
    ]
