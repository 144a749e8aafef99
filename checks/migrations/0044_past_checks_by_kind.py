from django.db import migrations, models


class Migration(migrations.Migration):
    """How long checks of a kind took is read from the newest few of them, however many there are."""

    dependencies = [("checks", "0043_history_of_placements")]

    operations = [
        migrations.AddIndex(
            model_name="check",
            index=models.Index(
                condition=models.Q(("asked_at__isnull", False), ("state", "clear")),
                fields=["code", "-held_since"],
                name="past_checks_by_kind",
            ),
        ),
    ]
