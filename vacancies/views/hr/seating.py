"""A place on the panel for somebody who has never sat on one here: they are let in as a panel member, and seated."""

import secrets

from django.db import transaction

from hiring.models import Role
from vacancies.models import PanelMember
from workflows.blockers import Refused
from workflows.models import RoleChange


def seat_somebody_new(vacancy, form, by):
    """Give them the role at this school and the place; False, with the reason on the form, when the role is refused."""
    asked = dict(form.cleaned_data)
    place = {"is_chair": asked.pop("is_chair"), "trained_on": asked["trained_on"], "seed": secrets.token_hex(16)}
    try:
        with transaction.atomic():
            where = {"trust": vacancy.school.trust, "school": vacancy.school, "role": Role.PANEL_MEMBER}
            change = RoleChange.give(by=by, **where, **asked)
            PanelMember.objects.create(vacancy=vacancy, user=change.person, **place)
    except Refused as refused:
        form.add_error("email", f"{refused} Choose them from the list above if they are there.")
        return False
    return True
