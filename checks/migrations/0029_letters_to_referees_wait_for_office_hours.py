import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """When the letter that asks goes, and what the trust had settled when it was asked."""

    dependencies = [("checks", "0028_how_a_trust_asks_referees")]

    operations = [
        migrations.AddField(
            "refereerequest",
            "goes_at",
            models.DateTimeField(blank=True, help_text="When the letter that asks goes: in office hours.", null=True),
        ),
        migrations.AddField(
            "refereerequest",
            "asked_under",
            models.ForeignKey(
                blank=True,
                help_text="What the trust had settled when this was asked; nothing means the defaults.",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="checks.referencepolicy",
            ),
        ),
    ]
