from django.db import migrations, models


class Migration(migrations.Migration):
    """How soon a trust looks again at the safeguards of an early start."""

    dependencies = [
        ("hiring", "0005_link_networks"),
    ]

    operations = [
        migrations.AddField(
            model_name="trust",
            name="early_start_review_days",
            field=models.PositiveSmallIntegerField(
                default=14,
                help_text="Days within which safeguards are looked at again when somebody starts before their certificate. Never over 28.",
            ),
        ),
        migrations.AddConstraint(
            model_name="trust",
            constraint=models.CheckConstraint(
                condition=models.Q(("early_start_review_days__range", (1, 28))), name="early_starts_are_reviewed_soon"
            ),
        ),
    ]
