from django.db import migrations, models


class Migration(migrations.Migration):
    """When a role ends, so does every session that was begun with it."""

    dependencies = [("hiring", "0006_early_starts_are_reviewed")]

    operations = [
        migrations.AddField(
            model_name="user",
            name="signed_out_at",
            field=models.DateTimeField(editable=False, help_text="Sessions begun before then have ended.", null=True),
        ),
    ]
