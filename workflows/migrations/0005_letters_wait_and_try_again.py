import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    """A letter may wait for its hour, is tried again when the mail server is away, and knows who settled a doubt."""

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("workflows", "0004_chains_end_at_their_root"),
    ]

    operations = [
        migrations.AddField("message", "not_before", models.DateTimeField(blank=True, null=True)),
        migrations.AddField("message", "tries", models.PositiveSmallIntegerField(default=0)),
        migrations.AddField(
            "message",
            "settled_by",
            models.ForeignKey(
                blank=True,
                help_text="Who said what became of it, when the machine could not know.",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
    ]
