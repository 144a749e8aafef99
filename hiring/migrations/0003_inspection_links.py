from django.db import migrations, models


class Migration(migrations.Migration):
    """A link may let an inspector in."""

    dependencies = [("hiring", "0002_token")]

    operations = [
        migrations.AlterField(
            "link",
            "purpose",
            models.CharField(
                choices=[
                    ("candidate", "Candidate sign-in"),
                    ("referee", "Reference"),
                    ("panel", "Panel guest"),
                    ("inspection", "Inspection"),
                ],
                max_length=20,
            ),
        ),
        migrations.AlterField(
            "link",
            "subject_id",
            models.BigIntegerField(
                blank=True, help_text="The referee request, panel place or inspection it opens.", null=True
            ),
        ),
    ]
