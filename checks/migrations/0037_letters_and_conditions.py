import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import hiring.clock


class Migration(migrations.Migration):
    """Whom we wrote to for their word, and what a waiver from Ofsted holds somebody to."""

    dependencies = [
        ("checks", "0036_subscriptions_are_signed"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="check",
            name="conditions",
            field=models.JSONField(
                default=list, editable=False, help_text="What Ofsted's waiver holds them to, a line each."
            ),
        ),
        migrations.CreateModel(
            name="LetterForWord",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=200)),
                ("email", models.EmailField(max_length=254)),
                ("at", models.DateTimeField(default=hiring.clock.now)),
                (
                    "asked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "check_row",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="letters", to="checks.check"
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "letters for word",
                "ordering": ["-id"],
            },
        ),
    ]
