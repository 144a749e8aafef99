"""What a row is read from: its file as it is now, or the newest derivation of its checks by a past instant."""

import json
from functools import lru_cache
from typing import NamedTuple

from django.db.models import ExpressionWrapper, F, TextField
from django.db.models.functions import Coalesce, TruncDate

from hiring import clock
from workflows.models import Event

DERIVED = ("clearance.bring_across", "clearance.derive", "clearance.rescreen")
# Facts that thousands of files have alike come as the text the database has, and each text is read once.
READ_APART = {f"{name}_text": ExpressionWrapper(F(name), TextField()) for name in ("role_facts", "excluded")} | {
    "at_work_from": Coalesce("in_post_since", "starts_on", TruncDate("on_record_from", tzinfo=clock.LONDON))
}
# Thousands are read at once, so that none of them is made a `Clearance`; the rest of a file is left where it is.
READ = (
    *("pk", "school_id", "person__name", "post_title", "sent_by", "place_on_record", "regulated_activity"),
    *(*READ_APART, "left_on", "on_record_to", "placed"),
)


class Facts(NamedTuple):
    """The post, and why checks are not needed for it. What was read once is shared by many: to read, never to change."""

    post_title: str
    sent_by: str
    place_on_record: str
    regulated_activity: bool
    role_facts: dict
    excluded: tuple


def facts_of(file, told=None):
    """The facts of a file as they are; or as they were told, where an older history tells them."""
    now = (file.post_title, file.sent_by, file.place_on_record, file.regulated_activity)
    facts = Facts(*now, _parsed(file.role_facts_text), _pairs(file.excluded_text))
    if not told:
        return facts
    then = facts._replace(**{name: told[name] for name in Facts._fields if name in told})
    return then._replace(excluded=tuple(map(tuple, then.excluded)))


@lru_cache(maxsize=2048)
def _parsed(text):
    return json.loads(text)


@lru_cache(maxsize=2048)
def _pairs(text):
    return tuple(map(tuple, json.loads(text)))


def facts_then(files, then):
    """{file's id: what its newest derivation by then recorded} (one query)."""
    events = Event.objects.filter(root_type="clearance", root_id__in=files, verb__in=DERIVED, at__lte=then)
    newest = events.order_by("root_id", "-number").distinct("root_id")
    return {event.root_id: event.details for event in newest.only("root_id", "number", "body")}
