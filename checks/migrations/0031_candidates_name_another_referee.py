from django.db import migrations, models

import hiring.encryption


class Migration(migrations.Migration):
    """Whom a candidate names in a referee's place, until HR has found out who that is."""

    dependencies = [("checks", "0030_posts_as_they_were_told")]

    operations = [
        migrations.AddField(
            "refereerequest",
            "named_instead",
            hiring.encryption.EncryptedTextField(
                blank=True, default="", help_text="Whom the candidate named in their place, JSON."
            ),
            preserve_default=False,
        ),
        migrations.AddField("refereerequest", "named_at", models.DateTimeField(blank=True, null=True)),
        migrations.AddField(
            "refereerequest",
            "turned_down_why",
            models.CharField(
                blank=True,
                default="",
                help_text="Why HR did not accept whom they named, as the candidate is told.",
                max_length=500,
            ),
            preserve_default=False,
        ),
    ]
