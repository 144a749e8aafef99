from django.db import migrations, models

STATES = "offered accepted confirmed started stood_down left declined lapsed withdrawn".split()
KNOWN = ", ".join(f"'{state}'" for state in STATES)


class Migration(migrations.Migration):
    """An appointment ends when the person leaves, and stays as it was."""

    dependencies = [("vacancies", "0005_sections_done")]

    operations = [
        migrations.AddField("appointment", "left_on", models.DateField(blank=True, null=True)),
        migrations.AlterField(
            "appointment",
            "state",
            models.CharField(
                choices=[
                    ("offered", "Conditional offer made"),
                    ("accepted", "Accepted, checks in progress"),
                    ("confirmed", "Start confirmed"),
                    ("started", "Started"),
                    ("stood_down", "Stood down from work"),
                    ("left", "Left"),
                    ("declined", "Declined"),
                    ("lapsed", "Lapsed"),
                    ("withdrawn", "Withdrawn by the school"),
                ],
                editable=False,
                max_length=30,
            ),
        ),
        migrations.RunSQL(
            "ALTER TABLE vacancies_appointment DROP CONSTRAINT vacancies_appointment_state_known, "
            f"ADD CONSTRAINT vacancies_appointment_state_known CHECK (state IN ({KNOWN}));",
            migrations.RunSQL.noop,
        ),
    ]
