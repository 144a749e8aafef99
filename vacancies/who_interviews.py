"""Who sits on the panel for a person whose checks are open: told to the floor below, which never looks up."""

from checks.panels import knows_the_panel
from vacancies.models import PanelMember


@knows_the_panel
def the_panel_of(clearance):
    """The users on the panel of the vacancy this file came from (one query)."""
    sitting = PanelMember.objects.sitting().filter(vacancy__applications__clearance=clearance.pk)
    return set(sitting.values_list("user_id", flat=True))
