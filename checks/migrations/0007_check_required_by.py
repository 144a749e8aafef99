from django.db import migrations, models


class Migration(migrations.Migration):
    """A machine asks its model for a rule by name, so the field that named the table's line has a name of its own."""

    dependencies = [("checks", "0006_referee_link_refused")]

    operations = [
        migrations.RenameField("check", "rule", "required_by"),
        migrations.AlterField(
            "check",
            "required_by",
            models.CharField(help_text="The line of the rule table that asks for it.", max_length=40),
        ),
    ]
