from django.db import migrations

from workflows.refusals import event_is_borne_out, history_may_tell_of, state_needs_event


class Migration(migrations.Migration):
    """Somebody works at another school, and ends there, only through the door; the history of their file tells of it."""

    dependencies = [("checks", "0042_people_at_several_schools")]

    operations = [
        state_needs_event("checks_placement", "placement", ["placed", "ended"]),
        history_may_tell_of("placement"),
        event_is_borne_out("checks_placement", "placement"),
    ]
