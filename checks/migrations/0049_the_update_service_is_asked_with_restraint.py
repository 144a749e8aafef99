from django.db import migrations, models


class Migration(migrations.Migration):
    """When each question was last put to the Update Service, so that so many are put in a minute and no more."""

    dependencies = [("checks", "0048_asked_again_at_work")]

    operations = [
        migrations.AddField(
            model_name="statuslook",
            name="tried_at",
            field=models.DateTimeField(editable=False, help_text="When it was last put to the service.", null=True),
        ),
    ]
