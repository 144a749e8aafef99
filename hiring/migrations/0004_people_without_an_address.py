import django.db.models.functions.text
from django.db import migrations, models


class Migration(migrations.Migration):
    """Somebody may have no e-mail address; two people still never share one."""

    dependencies = [("hiring", "0003_inspection_links")]

    operations = [
        migrations.AlterField(
            "user",
            "email",
            models.EmailField(
                blank=True, help_text="Empty for somebody who has none, and then they cannot sign in.", max_length=254
            ),
        ),
        migrations.RemoveConstraint("user", "one_person_per_address"),
        migrations.AddConstraint(
            "user",
            models.UniqueConstraint(
                django.db.models.functions.text.Lower("email"),
                condition=models.Q(("email", ""), _negated=True),
                name="one_person_per_address",
            ),
        ),
    ]
