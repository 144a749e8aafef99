from django.db import migrations, models


class Migration(migrations.Migration):
    """Posts beside the file, to compare with what referees say; and how many unusual moves a trust lets pass."""

    dependencies = [("checks", "0029_letters_to_referees_wait_for_office_hours")]

    operations = [
        migrations.AddField(
            "clearance",
            "posts_held",
            models.JSONField(
                blank=True, default=list, help_text="Work as the candidate told it, to lay beside what referees say."
            ),
        ),
        migrations.AddField(
            "referencepolicy",
            "most_midyear",
            models.PositiveSmallIntegerField(
                default=1, help_text="Moves between schools in mid-year, or abroad; more of them is looked into."
            ),
        ),
    ]
