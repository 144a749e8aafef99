from django.db import migrations, models


class Migration(migrations.Migration):
    """From which network a link was opened, as a keyed digest, so that two people in one place can be noticed."""

    dependencies = [("hiring", "0004_people_without_an_address")]

    operations = [
        migrations.AddField(
            "link",
            "network_digest",
            models.CharField(blank=True, help_text="The network it was opened from.", max_length=64),
        )
    ]
