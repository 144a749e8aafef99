"""How a post is described: which part may change until when, one person at a time, on the version they read.

Page and API save through here alike. A part is locked once others rely on what it says.
"""

import json

from django.core.serializers.json import DjangoJSONEncoder

from hiring import clock
from hiring.links import digest
from hiring.permissions import is_hr
from hiring.templatetags.dates import day, hour
from vacancies.models import Criterion, Vacancy

PARTS = {
    "post": "Post and pay",
    "person-spec": "Person specification",
    "dates": "Dates and promises",
    "choosing": "Pass mark and ties",
    "panel": "Panel",
    "checks": "What the role does, and its checks",
    "advert": "Advert statements",
}
OPEN_IN = {
    "post": {"draft"},
    "person-spec": {"draft"},
    "checks": {"draft"},
    "dates": {"draft", "approved"},
    "choosing": {"draft", "approved"},
    "advert": {"draft", "approved"},
    "panel": {"draft", "approved", "published", "closed"},
}
NOT_SET_UP = {"history_length", "history_head"}


def hold(vacancy):
    """The vacancy as it is now, held until the transaction around this ends, so that nothing moves or changes beside it."""
    rows = Vacancy.objects.select_for_update(no_key=True, of=("self",)).select_related("school__trust", "set_up_by")
    return rows.get(pk=vacancy.pk)


def may_change(vacancy, part, actor):
    return vacancy.state in OPEN_IN[part] and is_hr(vacancy, actor)


def why_locked(vacancy, part):
    return f"{PARTS[part]} cannot change now: {vacancy} is at “{vacancy.state_words}”."


def changed(vacancy, by):
    """Note who changed it last; whoever has read an older version is told."""
    vacancy.set_up_by, vacancy.set_up_at = by, clock.now()
    vacancy.save(update_fields=["set_up_by", "set_up_at"])


def version_of(vacancy):
    """One word for everything that is set up: its fields, criteria and panel (two queries)."""
    fields = [
        getattr(vacancy, field.attname) for field in vacancy._meta.concrete_fields if field.name not in NOT_SET_UP
    ]
    criteria = list(vacancy.criteria.order_by("pk").values_list())
    panel = list(vacancy.panel.order_by("pk").values_list())
    return digest(json.dumps([fields, criteria, panel], cls=DjangoJSONEncoder))[:16]


def meanwhile(vacancy):
    """E-016: who changed it, and when."""
    event = vacancy.last_event()
    who, at = vacancy.set_up_by and vacancy.set_up_by.name, vacancy.set_up_at
    if at is None or (event and event.at > at):
        who, at = event.who, event.at
    when = hour(at) if at.date() == clock.now().date() else f"{hour(at)} on {day(at)}"
    return f"{who} changed this at {when}. Check the new version, then save yours again."


def add_criterion(vacancy, criterion):
    """One more line at the end of the person specification, with the first code that is free."""
    taken = set(vacancy.criteria.values_list("code", flat=True))
    criterion.vacancy, criterion.position = vacancy, len(taken) + 1
    criterion.code = next(f"S{number}" for number in range(1, 200) if f"S{number}" not in taken)
    criterion.save()


def remove_criterion(vacancy, criterion):
    """It is asked for no more, and parts no tie."""
    vacancy.tie_order = [code for code in vacancy.tie_order if code != criterion.code]
    vacancy.save(update_fields=["tie_order"])
    criterion.delete()


def shift_criterion(vacancy, criterion, by):
    """One place up or down."""
    rows = list(vacancy.criteria.all())
    place = rows.index(criterion)
    rows.insert(max(0, place + by), rows.pop(place))
    for position, row in enumerate(rows, start=1):
        Criterion.objects.filter(pk=row.pk).update(position=position)
