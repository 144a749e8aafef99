from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("hiring", "0007_signed_out_everywhere")]

    operations = [
        migrations.AddField(
            model_name="school",
            name="setting",
            field=models.CharField(
                choices=[
                    ("academy", "Academy"),
                    ("maintained", "Maintained by the local authority"),
                    ("independent", "Independent school"),
                ],
                default="academy",
                help_text="The legal kind of school, on which some checks turn; the schools of a multi-academy trust are academies.",
                max_length=20,
            ),
        ),
    ]
